// Address headers (RFC 5322 §3.4) to mailboxes. The structure is read before anything is decoded: an encoded word that spells out
// "Bu Ani <ani@sekolah.example>" is a name, never an address (RFC 2047 §5).
import { domainToASCII } from 'node:url';
import addressparser from 'nodemailer/lib/addressparser/index.js';
import type { Address } from '../../core/mail-report.ts';
import { decodeHeaderText } from './header-text.ts';
import { headerValues, type MimePart } from './read-mime.ts';

/** More recipients than this are not kept: nobody reads them, and none of them is ours. */
const MOST_ADDRESSES = 500;

/** All mailboxes of all headers of that name, groups opened. */
export function readAddresses(part: MimePart, name: string): Address[] {
  return headerValues(part, name)
    .flatMap((value) => parseAddresses(value, part.parameters.get('charset') ?? null))
    .filter((address) => address.address !== '' || address.name !== '')
    .slice(0, MOST_ADDRESSES);
}

/**
 * The author where all From headers together name one mailbox, and whether there is doubt: anything but one header with one plain
 * address. RFC 5322 §3.6.2 allows several authors; such a mail could be shown under one name and joined under another.
 */
export function readFrom(part: MimePart): { from: Address | null; ambiguous: boolean } {
  const values = headerValues(part, 'from');
  const parsed = values.length === 1 ? addressparser(values[0] ?? '') : [];
  const addresses = readAddresses(part, 'from');
  const [first] = addresses;
  const isOne = first !== undefined && addresses.every((address) => address.address === first.address);
  const isCertain =
    parsed.length === 1 && !isGroup(parsed[0]) && addresses.length === 1 && isSingleMailbox(first?.address ?? '');
  return { from: isOne && first.address !== '' ? first : null, ambiguous: !isCertain };
}

/** Lower-cased addresses of every header that may name whom the mail was meant for, each once. */
export function readRecipients(part: MimePart): string[] {
  const names = ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'];
  const all = names.flatMap((name) => readAddresses(part, name).map((address) => address.address.toLowerCase()));
  return [...new Set(all.filter((address) => address.includes('@')))];
}

/** One mailbox that can be written to: local part without blanks or quotes, a domain with a dot or a bare host. */
function isSingleMailbox(address: string): boolean {
  return address.length <= 320 && /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[^\s@<>()[\]\\,;:"\p{Cc}]+$/u.test(address);
}

function parseAddresses(value: string, bodyCharset: string | null): Address[] {
  return addressparser(value, { flatten: true }).map(({ name, address }) => ({
    name: decodeHeaderText(name, bodyCharset).replace(/\s+/g, ' ').trim(),
    address: normaliseAddress(decodeAddress(address)),
  }));
}

/** An encoded word in an address is kept only where it spells a plain address and nothing more (mailparser's rule since 3.9.4). */
function decodeAddress(address: string): string {
  const decoded = decodeHeaderText(address, null);
  return decoded === address || isSingleMailbox(decoded) ? decoded : '';
}

/** The domain is compared in lower case and as A-label (RFC 5890), the local part is the receiver's matter (RFC 5321 §2.4). */
function normaliseAddress(address: string): string {
  const at = address.lastIndexOf('@');
  if (at < 1) return address.trim();
  const domain = address
    .slice(at + 1)
    .trim()
    .toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything outside ASCII is meant
  const ascii = /^[\x00-\x7F]*$/.test(domain) ? domain : domainToASCII(domain) || domain;
  return `${address.slice(0, at)}@${ascii}`;
}

function isGroup(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && 'group' in entry;
}
