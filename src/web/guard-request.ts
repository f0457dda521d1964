/**
 * What a request must be before anything of it is read. Only GET and POST; a POST must come from a page of this very site and
 * hold exactly a form (a sloppy content type is how checks get skipped, threats 74 and 75).
 */
import type { FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';

const URLENCODED = /^application\/x-www-form-urlencoded(?:; ?charset=utf-8)?$/i;
const MULTIPART = /^multipart\/form-data; ?boundary=[\w'()+,./:=?-]{1,70}$/;

/**
 * @param takesFiles whether the route takes uploads
 * @throws Refusal `unreadable`, `forbidden` or `wrong_type`
 */
export function guardRequest(request: FastifyRequest, publicUrl: string, takesFiles: boolean): void {
  // No keyboard types NUL, and PostgreSQL takes it in no text; `contentOf` refuses it in forms.
  if (request.url.includes('%00')) throw new Refusal('unreadable');
  if (request.method === 'GET' || request.method === 'HEAD') return;
  if (request.method !== 'POST' || !isFromHere(request, publicUrl)) throw new Refusal('forbidden');
  const type = request.headers['content-type'] ?? '';
  if (!URLENCODED.test(type) && !(takesFiles && MULTIPART.test(type))) throw new Refusal('wrong_type');
}

/**
 * Browsers say where a request comes from: `Sec-Fetch-Site` to trustworthy addresses (W3C Fetch Metadata), `Origin` on every
 * POST (WHATWG Fetch §3.2). A request that says neither was not made by a page.
 */
function isFromHere(request: FastifyRequest, publicUrl: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin } = request.headers;
  return origin !== undefined && sameOrigins(publicUrl).includes(origin);
}

/** On one's own machine the same page has two names. */
function sameOrigins(publicUrl: string): string[] {
  const { origin, hostname, port } = new URL(publicUrl);
  const isLocal = hostname === '127.0.0.1' || hostname === 'localhost';
  return isLocal ? [`http://127.0.0.1:${port}`, `http://localhost:${port}`] : [origin];
}
