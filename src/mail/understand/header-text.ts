// Header bytes to text. Encoded words (RFC 2047) are decoded here and not by libmime because real mail puts raw 8-bit bytes beside and
// inside them, cuts letters between two words, names UTF-7 and labels UTF-8 as something else: all of that needs the bytes, not a string.
import { cleanText, decodeText } from './charsets.ts';

/**
 * @param value an unfolded header value, each byte one Latin-1 code unit
 * @param bodyCharset what the body says of itself: the best guess for raw 8-bit header bytes
 */
export function decodeHeaderText(value: string, bodyCharset: string | null): string {
  if (!value.includes('=?')) return decodeRaw(value, bodyCharset);
  let text = '';
  for (const run of splitWords(value)) {
    text += run.word ? decodeText(run.bytes, run.charset) : decodeRaw(run.text, bodyCharset);
  }
  return cleanText(text);
}

const ENCODED_WORD = /=\?([^?\s]+)\?([bq])\?([^?]*(?:\?(?!=)[^?]*)*)\?=/gi;

type Run = { word: true; charset: string; bytes: Buffer } | { word: false; text: string };

/** Words next to each other in one charset become one run of bytes: a letter may be cut between them. Blanks between words vanish (RFC 2047 §6.2). */
function splitWords(value: string): Run[] {
  const runs: Run[] = [];
  let end = 0;
  for (const match of value.matchAll(ENCODED_WORD)) {
    const [word, charset = '', kind = '', payload = ''] = match;
    const between = value.slice(end, match.index);
    const last = runs.at(-1);
    if (between.trim() !== '' || (between !== '' && !last?.word)) runs.push({ word: false, text: between });
    const bytes = kind.toLowerCase() === 'b' ? decodeB(payload) : decodeQ(payload);
    const before = runs.at(-1);
    if (before?.word && before.charset.toLowerCase() === charset.toLowerCase())
      before.bytes = Buffer.concat([before.bytes, bytes]);
    else runs.push({ word: true, charset, bytes });
    end = match.index + word.length;
  }
  if (end < value.length) runs.push({ word: false, text: value.slice(end) });
  return runs;
}

function decodeB(payload: string): Buffer {
  // Raw 8-bit bytes in a B word: the author's program forgot to encode; they are the text.
  if (/[\x80-\xFF]/.test(payload)) return Buffer.from(payload, 'latin1');
  return Buffer.from(payload, 'base64');
}

function decodeQ(payload: string): Buffer {
  const text = payload
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(text, 'latin1');
}

function decodeRaw(value: string, bodyCharset: string | null): string {
  const bytes = Buffer.from(value, 'latin1');
  // Code units above 0xFF mean that a library has decoded the value already.
  if (/[\u0100-\uFFFF]/.test(value)) return cleanText(value);
  return /[\x80-\xFF]/.test(value) || value.includes('\x1B')
    ? decodeText(bytes, rawCharset(value, bodyCharset))
    : cleanText(value);
}

/** ISO-2022-JP shows itself by its escape sequences. */
function rawCharset(value: string, bodyCharset: string | null): string {
  return value.includes('\x1B$') || value.includes('\x1B(') ? 'iso-2022-jp' : (bodyCharset ?? 'windows-1252');
}
