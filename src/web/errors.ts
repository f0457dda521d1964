/** The one place where refusals and errors become pages: what happened, what is safe, what to do, and a number to ask by. */
import { randomInt } from 'node:crypto';
import { Refusal } from './refusal.ts';

/** Letters that cannot be mistaken for each other when read aloud over the phone (Crockford's base 32). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A number for one request, to find it in the log: 8 letters. */
export function shortReference(): string {
  return Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}

/** What an error means for the person who made the request. Only `failed` is a bug or an outage. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  const known = typeof code === 'string' ? byCode[code] : undefined;
  if (known) return known;
  return statusCode === 400 ? new Refusal('unreadable') : new Refusal('failed');
}

const tooLarge = new Refusal('too_large', { limit: 1 });

const byCode: Record<string, Refusal> = {
  FST_CSRF_MISSING_SECRET: new Refusal('stale'),
  FST_CSRF_INVALID_TOKEN: new Refusal('stale'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: new Refusal('wrong_type'),
  FST_ERR_CTP_INVALID_TYPE: new Refusal('wrong_type'),
  FST_INVALID_MULTIPART_CONTENT_TYPE: new Refusal('wrong_type'),
  FST_ERR_CTP_BODY_TOO_LARGE: tooLarge,
  FST_REQ_FILE_TOO_LARGE: tooLarge,
  FST_FILES_LIMIT: tooLarge,
  FST_FIELDS_LIMIT: new Refusal('unreadable'),
  FST_PARTS_LIMIT: new Refusal('unreadable'),
  FST_PROTO_VIOLATION: new Refusal('unreadable'),
} satisfies Record<string, Refusal>;

/** What a person wrote and would lose with the request, to show it for copying. */
export function writtenText(body: unknown, carries: readonly string[]): string | null {
  const fields = (body ?? {}) as Record<string, unknown>;
  const texts = carries.map((name) => fields[name]).filter((text) => typeof text === 'string' && text.trim() !== '');
  return texts.length ? texts.join('\n\n') : null;
}
