// Undoes the transfer encoding of a part (RFC 2045 §6), forgiving what RFC 2045 §6.7 and §6.8 ask to forgive.
import type { MimePart } from './read-mime.ts';

/** @returns the decoded bytes, with memory of their own */
export function decodeTransfer(part: Pick<MimePart, 'encoding' | 'body'>): Buffer {
  switch (part.encoding) {
    case 'base64':
      return decodeBase64(part.body);
    case 'quoted-printable':
      return decodeQuotedPrintable(part.body);
    case 'x-uuencode':
    case 'x-uue':
    case 'uuencode':
      return decodeUuencode(part.body);
    default:
      return Buffer.from(part.body);
  }
}

function decodeBase64(body: Buffer): Buffer {
  const text = body.toString('latin1');
  const pad = text.search(/=\s*[A-Za-z0-9+/]/);
  if (pad < 0) return Buffer.from(text, 'base64');
  // Several padded pieces in a row (a gateway appended a footer): each is decoded on its own.
  return Buffer.concat(text.split(/=+/).map((piece) => Buffer.from(piece, 'base64')));
}

const EQUALS = 61;
const LF = 10;
const CR = 13;

function decodeQuotedPrintable(body: Buffer): Buffer {
  const out = Buffer.allocUnsafe(body.length);
  let length = 0;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] as number;
    if (byte !== EQUALS) {
      out[length++] = byte;
      continue;
    }
    const value = hexPair(body[at + 1], body[at + 2]);
    if (value >= 0) {
      out[length++] = value;
      at += 2;
      continue;
    }
    const next = softBreakEnd(body, at + 1);
    if (next < 0) out[length++] = byte;
    else at = next;
  }
  return Buffer.from(out.subarray(0, length));
}

/** A soft line break may have blanks between "=" and the line end, added on the way. @returns index of its LF, or -1 */
function softBreakEnd(body: Buffer, from: number): number {
  let at = from;
  while (at < body.length && (body[at] === 32 || body[at] === 9 || body[at] === CR)) at++;
  return at >= body.length ? body.length - 1 : body[at] === LF ? at : -1;
}

function hexPair(high: number | undefined, low: number | undefined): number {
  const left = hexDigit(high);
  const right = hexDigit(low);
  return left < 0 || right < 0 ? -1 : left * 16 + right;
}

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 48 && byte <= 57) return byte - 48;
  if (byte >= 65 && byte <= 70) return byte - 55;
  if (byte >= 97 && byte <= 102) return byte - 87;
  return -1;
}

/** POSIX uuencode: "begin 644 name", lines whose first letter is their length, "end". */
function decodeUuencode(body: Buffer): Buffer {
  const lines = body.toString('latin1').split(/\r?\n/);
  const start = lines.findIndex((line) => /^begin \d{3} /.test(line));
  const pieces: Buffer[] = [];
  for (const line of lines.slice(start + 1)) {
    if (line === 'end') break;
    pieces.push(decodeUuLine(line));
  }
  return Buffer.concat(pieces);
}

function decodeUuLine(line: string): Buffer {
  const value = (index: number) => (line.charCodeAt(index) - 32) & 63;
  const length = line === '' ? 0 : value(0);
  const out: number[] = [];
  for (let at = 1; at + 3 < line.length + 3 && out.length < length; at += 4) {
    const bits = (value(at) << 18) | (value(at + 1) << 12) | (value(at + 2) << 6) | value(at + 3);
    out.push((bits >> 16) & 255, (bits >> 8) & 255, bits & 255);
  }
  return Buffer.from(out.slice(0, length));
}
