/**
 * Puts the pages on the server. Every line of the table of contents goes through the same gate, in this order: is the request
 * one of our own pages' (`guard-request`), who is it, may they, is the form fresh, does it come too often; then the handler,
 * whose answer becomes the reply.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refusalOf, writtenText } from './errors.ts';
import { setFlash, takeFlash } from './flash.ts';
import { guardRequest } from './guard-request.ts';
import type { Lang, Words } from './merge-words.ts';
import { readPreferences } from './preferences.ts';
import { readForm } from './read-form.ts';
import { readUpload, type UploadLimits } from './read-upload.ts';
import { Refusal, refusals } from './refusal.ts';
import type { Frame, Renderer } from './render.ts';
import { SANDBOX_HEADERS } from './sandbox.ts';
import { tooMany, type WebServer } from './server.ts';
import type { Answer, Handler, Limit, Route, UploadedFile, Visit } from './visit.ts';

export interface Person {
  id: number;
  name: string;
  language: Lang;
}

export interface Session<Who> {
  /** hash of the session's token */
  key: string;
  who: Who;
}

/** What stands around a page besides the page: the assembly knows the folders and what waits in them. */
export type Surroundings = Pick<Frame, 'rail' | 'banners' | 'newsUrl' | 'searchUrl'>;

export interface Mounting<App, Who extends Person, Action extends string> {
  app: App;
  routes: readonly Route<App, Who, Action>[];
  renderer: Renderer;
  words: Words;
  now: () => Date;
  uploads: UploadLimits;
  /**
   * Who makes this request, if anybody is signed in.
   * @param awake whether the request shows that a person is there (it then keeps the session from falling asleep)
   */
  identify(request: FastifyRequest, awake: boolean): Promise<Session<Who> | null>;
  isAction(action: string): action is Action;
  may(who: Who, action: Action): boolean;
  roleName(who: Who, lang: Lang): string;
  surroundings(who: Who, lang: Lang, path: string): Promise<Surroundings>;
  /**
   * The page to sign in on, for a request that needs it; carries what was written along.
   * @param forWriter of these fields the ones that only their writer may see
   */
  signIn(visit: Visit<App, null>, carries: readonly string[], forWriter: readonly string[]): Promise<Answer>;
  /** Told of everything that was asked and of what failed: the log. */
  told(event: Told): void;
}

export interface Told {
  reference: string;
  method: string;
  /** the pattern of the path, never the path itself */
  route: string;
  status: number;
  ms: number;
  staff: number | null;
  error?: unknown;
}

interface Known<Who> {
  session: Session<Who> | null;
  files: UploadedFile[];
  error?: unknown;
}

const NOTHING_AROUND: Surroundings = { rail: [], banners: [], newsUrl: null, searchUrl: null };

/** @throws when a route has no policy, or two routes have the same path */
export function mountRoutes<App, Who extends Person, Action extends string>(
  server: WebServer,
  mounting: Mounting<App, Who, Action>,
): void {
  const { fastify, cookies, publicUrl } = server;
  const { renderer, words, now } = mounting;
  const known = new WeakMap<FastifyRequest, Known<Who>>();
  const knownOf = (request: FastifyRequest): Known<Who> => known.get(request) ?? { session: null, files: [] };
  const whoOf = (request: FastifyRequest) => knownOf(request).session?.who ?? null;

  const langOf = (request: FastifyRequest): Lang =>
    whoOf(request)?.language ?? readPreferences(request, cookies).lang ?? 'id';

  function frameOf(request: FastifyRequest, reply: FastifyReply, title: string, around: Surroundings): Frame {
    const { theme, keys, private: isPrivate } = readPreferences(request, cookies);
    const lang = langOf(request);
    const who = whoOf(request);
    return {
      lang,
      title,
      here: request.method === 'GET' ? request.url : '/',
      csrf: reply.generateCsrf({ userInfo: request.sessionKey || 'nobody' }),
      theme,
      private: isPrivate,
      keys,
      person: who && { name: who.name, role: mounting.roleName(who, lang) },
      flash: takeFlash(request, reply, cookies, words, lang),
      ...around,
    };
  }

  function visitOf<W extends Who | null>(request: FastifyRequest, reply: FastifyReply, staff: W): Visit<App, W> {
    const lang = langOf(request);
    return {
      app: mounting.app,
      staff,
      lang,
      now: now(),
      params: request.params as Record<string, string>,
      query: lastOfEach(request.query),
      files: knownOf(request).files,
      cookies,
      request,
      reply,
      say: (key, values) => words.say(lang, key, values),
      form: (schema) => readForm(schema, request.body),
    };
  }

  async function send(request: FastifyRequest, reply: FastifyReply, answer: Answer): Promise<FastifyReply> {
    if ('refused' in answer) throw new Refusal(answer.refused);
    if ('goTo' in answer) {
      const { say, values = {}, tone = 'good' } = answer;
      if (say) setFlash(reply, cookies, { key: say, values, tone });
      return reply.redirect(inUrl(withPlace(answer.goTo, backOf(request, publicUrl))), 303);
    }
    if ('download' in answer) return sendDownload(reply, answer);
    if ('sandboxed' in answer) return sendSandboxed(reply, answer.sandboxed);
    if ('text' in answer)
      return reply
        .code(answer.status ?? 200)
        .type('text/plain; charset=utf-8')
        .send(answer.text);
    if ('fragment' in answer) {
      const frame = frameOf(request, reply, '', NOTHING_AROUND);
      return sendHtml(reply, answer.status ?? 200, renderer.fragment(answer.fragment, frame, answer.model));
    }
    const who = whoOf(request);
    const around = who ? await mounting.surroundings(who, langOf(request), pathOf(request)) : NOTHING_AROUND;
    const frame = frameOf(request, reply, answer.title, around);
    return sendHtml(reply, answer.status ?? 200, renderer.page(answer.page, frame, answer.model));
  }

  function sendRefusal(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
    const { kind, values } = refusalOf(error);
    if (kind === 'failed') known.set(request, { ...knownOf(request), error });
    const lang = langOf(request);
    const say = (part: 'title' | 'text') => words.say(lang, `web.error.${kind}.${part}`, values);
    const model = {
      title: say('title'),
      text: say('text'),
      reference: kind === 'failed' ? request.id : null,
      written: writtenText(request.body, carriesOf(request)),
      back: request.method === 'GET' ? null : backOf(request, publicUrl),
    };
    const frame = frameOf(request, reply, model.title, NOTHING_AROUND);
    return sendHtml(reply, refusals[kind], renderer.page('web/refused', frame, model));
  }

  fastify.addHook('onRequest', async (request) => {
    guardRequest(request, publicUrl, configOf(request).files ?? false);
    if (!request.is404 && !request.routeOptions.config.suluh) return; // an asset: the same for everybody
    const session = await mounting.identify(request, !configOf(request).background);
    known.set(request, { session, files: [] });
    request.sessionKey = session?.key ?? '';
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const { session, error } = knownOf(request);
    mounting.told({
      reference: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      staff: session?.who.id ?? null,
      ...(error === undefined ? {} : { error }),
    });
  });
  fastify.setErrorHandler((error, request, reply) => sendRefusal(request, reply, error));
  fastify.setNotFoundHandler((request, reply) => sendRefusal(request, reply, new Refusal('not_found')));

  for (const route of mounting.routes) {
    if (route.may !== 'public' && !mounting.isAction(route.may))
      throw new Error(`${route.method} ${route.path} has no policy: '${route.may}' is no action.`);
    const limiters = (route.limits ?? []).map((limit, index) => limiter(server, `${route.path}#${index}`, limit));

    fastify.route({
      method: route.method,
      url: route.path,
      config: { suluh: route },
      // Files are kept in memory only for those who may send them; what was written besides is read in any case, to be carried.
      preValidation: async (request) => {
        if (!request.isMultipart()) return;
        const upload = await readUpload(request, mounting.uploads, mayEnter(request, route));
        request.body = upload.body;
        known.set(request, { ...knownOf(request), files: upload.files });
      },
      preHandler: async (request, reply) => {
        if (route.may !== 'public' && !whoOf(request)) {
          const page = await mounting.signIn(
            visitOf(request, reply, null),
            route.carries ?? [],
            route.carriesForWriter ?? [],
          );
          return send(request, reply, page);
        }
        if (!mayEnter(request, route)) throw new Refusal('not_found');
        if (route.method === 'POST') await checkToken(request, reply);
        for (const count of limiters) await count(visitOf(request, reply, whoOf(request)));
        return undefined;
      },
      handler: async (request, reply) => {
        // The gate above lets nobody without a name reach a handler that wants one.
        const handler = route.handler as Handler<App, Who | null>;
        const answer = await handler(visitOf(request, reply, whoOf(request)));
        return reply.sent ? reply : send(request, reply, answer);
      },
    });
  }

  function mayEnter(request: FastifyRequest, route: Route<App, Who, Action>): boolean {
    const who = whoOf(request);
    return route.may === 'public' || (who !== null && mounting.may(who, route.may as Action));
  }

  function checkToken(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    return new Promise((resolve) => fastify.csrfProtection(request, reply, resolve));
  }
}

type RouteConfig = Pick<Route<never, never, string>, 'files' | 'carries' | 'background'>;

declare module 'fastify' {
  interface FastifyContextConfig {
    suluh?: RouteConfig;
  }
}

const configOf = (request: FastifyRequest): RouteConfig => request.routeOptions.config.suluh ?? {};
const carriesOf = (request: FastifyRequest): readonly string[] => configOf(request).carries ?? [];
const pathOf = (request: FastifyRequest): string => new URL(request.url, 'http://here').pathname;

/** The page a form was on, when the browser says so and it is one of ours. */
function backOf(request: FastifyRequest, publicUrl: string): string | null {
  const { referer } = request.headers;
  if (!referer || !URL.canParse(referer)) return null;
  const url = new URL(referer);
  return url.origin === new URL(publicUrl).origin ? url.pathname + url.search : null;
}

/** Back to the page the form was on means to the same place: what stood behind its question mark stays (from which list, say). */
function withPlace(goTo: string, formWasOn: string | null): string {
  const [, path = '', mark = ''] = /^([^?#]*)(.*)$/.exec(goTo) ?? [];
  const [was, query] = formWasOn?.split('?') ?? [];
  return was === path && query && !mark.startsWith('?') ? `${path}?${query}${mark}` : goTo;
}

/** A part of the path may come back as it was typed; a header takes only what a URL is spelt with (RFC 3986 §2). */
const inUrl = (path: string): string => path.toWellFormed().replace(/[^!-~]/gu, encodeURIComponent);

function lastOfEach(query: unknown): Record<string, string> {
  const entries = Object.entries((query ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, String(Array.isArray(value) ? value.at(-1) : value)]),
  );
}

function limiter<App, Who>(
  { fastify }: WebServer,
  name: string,
  limit: Limit<App>,
): (visit: Visit<App, Who | null>) => Promise<void> {
  const keys = new WeakMap<FastifyRequest, string>();
  const count = fastify.createRateLimit({
    max: limit.max,
    timeWindow: limit.minutes * 60_000,
    keyGenerator: (request) => `${name}:${keys.get(request)}`,
  });
  return async (visit) => {
    const key = limit.key(visit);
    if (key === null) return;
    keys.set(visit.request, key);
    const counted = await count(visit.request);
    if (!counted.isAllowed && counted.isExceeded) throw tooMany(counted.ttl);
  };
}

function sendHtml(reply: FastifyReply, status: number, html: string): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(html);
}

/** Always a file to save, never something to show (threat 7); the name is data (RFC 6266, RFC 8187). */
function sendDownload(
  reply: FastifyReply,
  file: { download: Uint8Array | string; name: string; type?: string },
): FastifyReply {
  const plain = file.name.replace(/[^\w.-]/g, '_').slice(-80) || 'file';
  const encoded = encodeURIComponent(file.name.toWellFormed().slice(0, 200)).replace(/['()*]/g, percent);
  const bytes = typeof file.download === 'string' ? file.download : Buffer.from(file.download);
  return reply
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .type(file.type ?? 'application/octet-stream')
    .send(bytes);
}

function sendSandboxed(reply: FastifyReply, html: string): FastifyReply {
  return reply.headers(SANDBOX_HEADERS).type('text/html; charset=utf-8').send(html);
}

const percent = (letter: string) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
