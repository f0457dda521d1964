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

/** The beginning of an encoded word; its end is looked for by hand, or a thousand words without one would each search to the end. */
const WORD_START = /=\?([^?\s]+)\?([bq])\?/gi;

interface EncodedWord {
  at: number;
  end: number;
  charset: string;
  kind: string;
  payload: string;
}

function* findWords(value: string): Generator<EncodedWord> {
  let end = 0;
  for (const { index: at, 0: start, 1: charset = '', 2: kind = '' } of value.matchAll(WORD_START)) {
    if (at < end) continue;
    const close = value.indexOf('?=', at + start.length);
    if (close < 0) return;
    end = close + 2;
    yield { at, end, charset, kind: kind.toLowerCase(), payload: value.slice(at + start.length, close) };
  }
}

type Run = { word: true; charset: string; bytes: Buffer } | { word: false; text: string };

/** Words next to each other in one charset become one run of bytes: a letter may be cut between them. Blanks between words vanish (RFC 2047 §6.2). */
function splitWords(value: string): Run[] {
  const runs: Run[] = [];
  let end = 0;
  for (const { at, end: wordEnd, charset, kind, payload } of findWords(value)) {
    const between = value.slice(end, at);
    const last = runs.at(-1);
    if (between.trim() !== '' || (between !== '' && !last?.word)) runs.push({ word: false, text: between });
    const bytes = kind === 'b' ? decodeB(payload) : decodeQ(payload);
    const before = runs.at(-1);
    if (before?.word && before.charset.toLowerCase() === charset.toLowerCase())
      before.bytes = Buffer.concat([before.bytes, bytes]);
    else runs.push({ word: true, charset, bytes });
    end = wordEnd;
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
