/**
 * Reads a posted form by a schema. A field the schema does not know is refused (nobody may set what the form does not show);
 * what is wrong in a known field comes back beside it, with everything that was typed.
 */
import type { z } from 'zod';
import { Refusal } from './refusal.ts';

export type FormAnswer<S extends z.ZodObject> = { fields: z.output<S> } | { wrong: FieldErrors<S>; typed: Typed<S> };
/** For each field the word that says what is wrong, or null. */
export type FieldErrors<S extends z.ZodObject> = { [K in keyof S['shape']]: string | null };
/** For each field what was typed, or an empty text. */
export type Typed<S extends z.ZodObject> = { [K in keyof S['shape']]: string };

/** Fields that belong to the frame of a form, not to its content. */
const FRAME_FIELDS = ['_csrf', 'carried'];

/** @throws Refusal `unreadable` for an unknown or repeated field */
export function readForm<S extends z.ZodObject>(schema: S, body: unknown): FormAnswer<S> {
  const given = contentOf(body);
  const known = Object.keys(schema.shape);
  if (Object.keys(given).some((name) => !known.includes(name))) throw new Refusal('unreadable');
  const read = schema.safeParse(given);
  if (read.success) return { fields: read.data };
  return { wrong: errorsOf(schema, read.error), typed: typedOf(schema, given) };
}

/** A form nobody has filled in yet, in the shape its page needs. */
export function emptyForm<S extends z.ZodObject>(schema: S): { wrong: FieldErrors<S>; typed: Typed<S> } {
  return { wrong: errorsOf(schema, null), typed: typedOf(schema, {}) };
}

/** The posted fields without those of the frame. @throws Refusal `unreadable` for a field that stands in the form twice, or holds NUL */
export function contentOf(body: unknown): Record<string, string> {
  const fields = Object.entries((body ?? {}) as Record<string, unknown>).filter(
    ([name]) => !FRAME_FIELDS.includes(name),
  );
  if (fields.some(([, value]) => typeof value !== 'string' || value.includes('\0'))) throw new Refusal('unreadable');
  // Browsers send line ends as CRLF (WHATWG HTML §4.10.21.7); inside the program a line ends with LF.
  return Object.fromEntries(fields.map(([name, value]) => [name, String(value).replaceAll('\r\n', '\n')]));
}

function errorsOf<S extends z.ZodObject>(schema: S, error: z.ZodError | null): FieldErrors<S> {
  const first = (name: string) => error?.issues.find((issue) => issue.path[0] === name)?.message ?? null;
  return Object.fromEntries(Object.keys(schema.shape).map((name) => [name, first(name)])) as FieldErrors<S>;
}

function typedOf<S extends z.ZodObject>(schema: S, given: Record<string, string>): Typed<S> {
  return Object.fromEntries(Object.keys(schema.shape).map((name) => [name, given[name] ?? ''])) as Typed<S>;
}
