// The last look before a letter leaves: one plain address, and the letter's own header names that address and nobody
// else. A letter that reaches a third person cannot be taken back.
import addressparser from 'nodemailer/lib/addressparser';
import type { OutgoingMail } from './smtp.ts';

/** @returns why the mail must not be sent, or undefined */
export function checkEnvelope({ from, to, raw }: OutgoingMail): 'bad_address' | 'recipient_differs' | undefined {
  if (!isPlainAddress(to) || (from !== '' && !isPlainAddress(from))) return 'bad_address';
  const header = headerFields(raw);
  if (header.some(({ name }) => COPIES.has(name))) return 'recipient_differs';
  const named = header
    .filter(({ name }) => name === 'to')
    .flatMap(({ value }) => addressparser(value, { flatten: true }));
  const [only, ...others] = named;
  if (!only || others.length > 0 || only.address.toLowerCase() !== to.toLowerCase()) return 'recipient_differs';
  return undefined;
}

const COPIES = new Set(['cc', 'bcc', 'resent-to', 'resent-cc', 'resent-bcc']);

/**
 * One addr-spec without quoting, comments, control characters or non-ASCII letters. Stricter than RFC 5321: what it
 * refuses has redirected mail before (quoted local parts with @, line breaks, commas). Doubled dots are let pass, some
 * providers gave out such addresses.
 */
export function isPlainAddress(text: string): boolean {
  return text.length <= 254 && /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]+$/.test(text);
}

function headerFields(raw: Buffer): { name: string; value: string }[] {
  const end = raw.indexOf('\r\n\r\n');
  const block = raw.subarray(0, end === -1 ? raw.length : end).toString('latin1');
  const lines = block.replace(/\r\n(?=[ \t])/g, '').split('\r\n'); // unfolding, RFC 5322 §2.2.3
  return lines.map((line) => {
    const colon = line.indexOf(':');
    return { name: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1).trim() };
  });
}
