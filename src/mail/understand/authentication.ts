// What the receiving server found out about the sender (RFC 8601). Anybody can write such a header into his own mail, so it counts only
// with the configured authserv-id and only above the first hop that came from outside.
import type { Authentication } from '../../core/mail-report.ts';
import { headerValues, type MimePart } from './read-mime.ts';

const NOT_CHECKED: Authentication = { trusted: false, spf: null, dkim: null, dmarc: null };

/** @param authservId how the receiving server calls itself in Authentication-Results; null: none is trusted */
export function readAuthentication(part: MimePart, authservId: string | null): Authentication {
  if (!authservId) return NOT_CHECKED;
  const results = trustedResults(part, authservId.toLowerCase());
  if (results.length === 0) return NOT_CHECKED;
  const joined = results.join(';');
  return { trusted: true, spf: verdict(joined, 'spf'), dkim: verdict(joined, 'dkim'), dmarc: verdict(joined, 'dmarc') };
}

/** Gmail writes its verdict above the border hop only in the ARC form (RFC 8617 §4.1.1), the same line with an instance in front. */
function trustedResults(part: MimePart, authservId: string): string[] {
  const results: string[] = [];
  for (const field of part.headers) {
    if (field.name === 'received' && isForeignHop(field.value, authservId)) break;
    if (field.name !== 'authentication-results' && field.name !== 'arc-authentication-results') continue;
    const value = withoutWordsOfOthers(field.value.replace(/\s+/g, ' ')).replace(/^\s*i=\d+\s*;/, '');
    const [id = '', ...rest] = value.split(';');
    if (id.trim().toLowerCase().split(' ')[0] === authservId) results.push(rest.join(';'));
  }
  return results;
}

/** A hop inside our own server names no sender, itself, or the machine that wrote the verdict. */
function isForeignHop(received: string, authservId: string): boolean {
  const from = /\bfrom\s+([^\s;()]+)/i.exec(received)?.[1]?.toLowerCase();
  const by = /\bby\s+([^\s;()]+)/i.exec(received)?.[1]?.toLowerCase();
  return from !== undefined && from !== by && from !== authservId && from !== 'localhost' && from !== '[127.0.0.1]';
}

/** Comments, also nested ones, and quoted strings (RFC 8601 §2.2) repeat what the sender wrote, which may look like a verdict. */
function withoutWordsOfOthers(value: string): string {
  let left = value.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  for (let before = ''; before !== left; ) {
    before = left;
    left = left.replace(/\([^()]*\)/g, ' ');
  }
  return left;
}

/** Of several results of one method (two DKIM signatures) one pass is enough (RFC 6376 §4.2). */
function verdict(results: string, method: string): string | null {
  const found = [...results.matchAll(new RegExp(`(?:^|[;\\s])${method}\\s*=\\s*([a-z]+)`, 'gi'))].map((match) =>
    (match[1] ?? '').toLowerCase(),
  );
  return found.includes('pass') ? 'pass' : (found[0] ?? null);
}

/** Whether any server at all left a verdict: the report says when it was not ours. */
export function hasUntrustedVerdict(part: MimePart, authentication: Authentication): boolean {
  return !authentication.trusted && headerValues(part, 'authentication-results').length > 0;
}
