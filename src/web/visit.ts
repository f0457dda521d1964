/**
 * One request as a page handler sees it, and what the handler may answer. A handler takes from the program exactly what it
 * names in `Needs` and returns a value; `mountRoutes` turns it into a reply.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Cookies } from './cookies.ts';
import type { Lang } from './merge-words.ts';
import type { FormAnswer } from './read-form.ts';
import type { RefusalKind } from './refusal.ts';

export interface Visit<Needs, Who> {
  app: Needs;
  /** who is signed in; on public routes perhaps nobody (null) */
  staff: Who;
  lang: Lang;
  now: Date;
  /** the named parts of the path */
  params: Record<string, string>;
  /** what stands behind the question mark; of a repeated name the last one */
  query: Record<string, string>;
  /** uploads of a route with `files` */
  files: UploadedFile[];
  cookies: Cookies;
  request: FastifyRequest;
  reply: FastifyReply;
  say(key: string, values?: Record<string, unknown>): string;
  /** Reads the posted form. @throws Refusal `unreadable` for a field the schema does not know */
  form<S extends z.ZodObject>(schema: S): FormAnswer<S>;
}

export interface UploadedFile {
  field: string;
  /** as the sender named it: data, never a path */
  name: string;
  type: string;
  bytes: Buffer;
}

export type Answer =
  /** a whole page; `model` holds every name its template uses (null where there is nothing) */
  | { page: string; title: string; model: object; status?: number }
  /** a piece of a page, or a whole one that stands by itself */
  | { fragment: string; model: object; status?: number }
  /** done: go there (303) and say this one line (a word key with plain values, nothing personal) */
  | { goTo: string; say?: string; values?: Record<string, string | number>; tone?: 'good' | 'attention' }
  | { refused: RefusalKind }
  /** a file to save, never to show */
  | { download: Uint8Array | string; name: string; type?: string }
  /** a foreign HTML document for an `<iframe sandbox>`: may load nothing and run nothing; its pictures are `data:` URLs */
  | { sandboxed: string }
  | { text: string; status?: number };

export type Handler<Needs, Who> = (visit: Visit<Needs, Who>) => Answer | Promise<Answer>;

/** What a visitor may do in a stretch of time before being asked to wait. */
export interface Limit<Needs> {
  max: number;
  minutes: number;
  /** whom or what it counts for; null: not counted */
  key: (visit: Visit<Needs, unknown>) => string | null;
}

interface RouteBase<Needs> {
  method: 'GET' | 'POST';
  path: string;
  /** takes uploads (multipart/form-data) */
  files?: boolean;
  /** fields that hold what a person wrote: they are kept when the session has ended meanwhile */
  carries?: readonly string[];
  /** of these the ones that nobody but their writer may ever see: they are carried only when it is known whose they are */
  carriesForWriter?: readonly string[];
  /** asked by the page, not by a person: does not keep a session awake */
  background?: boolean;
  limits?: readonly Limit<Needs>[];
}

/** One line of the table of contents: what can be asked, who may, and what answers. */
export type Route<Needs, Who, Action extends string> = RouteBase<Needs> &
  ({ may: 'public'; handler: Handler<Needs, Who | null> } | { may: Action; handler: Handler<Needs, Who> });
