// Bytes to text, whatever the label says. Labels lie often: mail declared Big5 or ISO-8859-1 is UTF-8 as a rule when its bytes are
// valid UTF-8, because no other charset is valid UTF-8 by chance beyond a few letters. The platform's decoder (WHATWG Encoding
// Standard) goes first, iconv-lite knows the rest, UTF-7 among it. Never throws; what cannot be read becomes U+FFFD.
import iconv from 'iconv-lite';

/** Seven-bit charsets whose bytes are always valid UTF-8 too, so that validity proves nothing. */
const SEVEN_BIT = /^(iso-?2022|(unicode-1-1-)?(csunicode11)?utf-?7|hz)/;
const WIDE = /^(utf-?(16|32)|ucs-?[24]|iso-10646)/;

/**
 * Decodes a body or header text.
 * @param label the charset as declared, or null
 * @returns text fit for PostgreSQL: no U+0000, no lone surrogate
 */
export function decodeText(bytes: Uint8Array, label: string | null): string {
  return cleanText(decodeBytes(bytes, normaliseLabel(label)));
}

/** Replaces what PostgreSQL text cannot hold (U+0000, lone surrogates) by U+FFFD. */
export function cleanText(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD').toWellFormed() : text.toWellFormed();
}

/** @returns the text when the bytes are valid UTF-8, else null */
export function readUtf8(bytes: Uint8Array): string | null {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return null;
  }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const looseUtf8 = new TextDecoder('utf-8');

function decodeBytes(bytes: Uint8Array, label: string): string {
  const bom = readByteOrderMark(bytes);
  if (bom) return bom;
  if (SEVEN_BIT.test(label)) return decodeSevenBit(bytes, label);
  if (!WIDE.test(label)) {
    const utf8 = readUtf8(bytes);
    if (utf8 !== null) return utf8;
  }
  if (label === 'utf-8' || label === 'utf8') return decodeBrokenUtf8(bytes);
  return decodeLabelled(bytes, label) ?? decodeLabelled(bytes, 'windows-1252') ?? looseUtf8.decode(bytes);
}

/** ISO-2022-JP with bytes above 127 is another Japanese charset in truth. */
function decodeSevenBit(bytes: Uint8Array, label: string): string {
  if (!label.startsWith('iso-2022-jp')) return decodeLabelled(bytes, label) ?? looseUtf8.decode(bytes);
  if (bytes.some((byte) => byte > 127)) {
    const other = ['utf-8', 'euc-jp', 'shift_jis']
      .map((japanese) => decodeStrictly(bytes, japanese))
      .find((text) => text !== null);
    if (other) return other;
  }
  // The standard's decoder puts U+FFFD between two escape sequences in a row; joined encoded words hold such.
  const plain = Buffer.from(bytes).toString('latin1').replace(EMPTY_ASCII, '');
  return new TextDecoder('iso-2022-jp').decode(Buffer.from(plain, 'latin1'));
}

const ESC = '\x1B';
/** "Back to ASCII" with nothing in ASCII behind it. */
const EMPTY_ASCII = new RegExp(`${ESC}\\([BJ](?=${ESC})`, 'g');

function decodeStrictly(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function readByteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return null;
}

/** Declared UTF-8, yet not valid: mostly right with a cut letter, or wholly in a single-byte charset. */
function decodeBrokenUtf8(bytes: Uint8Array): string {
  const loose = looseUtf8.decode(bytes);
  const broken = loose.split('\uFFFD').length - 1;
  let letters = 0;
  for (const char of loose) if (char > '\u007F' && char !== '\uFFFD') letters++;
  return broken > letters ? (decodeLabelled(bytes, 'windows-1252') ?? loose) : loose;
}

function decodeLabelled(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    // Not in the WHATWG standard: iconv-lite may know it.
  }
  if (iconv.encodingExists(label) && !TRANSFER_ENCODINGS.has(label)) return iconv.decode(Buffer.from(bytes), label);
  return null;
}

/** iconv-lite offers these as if they were charsets; a mail that asks for them wants its body read another way than we show it. */
const TRANSFER_ENCODINGS = new Set(['base64', 'hex', 'binary', 'ucs2']);

/** Names that mail programs write and neither the standard nor iconv-lite knows. */
const ALIASES: Record<string, string> = {
  'x-unknown': '',
  unknown: '',
  'unknown-8bit': '',
  default: '',
  'iso-8859-8-e': 'iso-8859-8',
  'x-gbk': 'gbk',
  'x-euc-jp': 'euc-jp',
  'x-big5': 'big5',
  'unicode-1-1-utf-7': 'utf-7',
  utf7: 'utf-7',
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  'windows-31j': 'shift_jis',
  cp936: 'gb18030',
  ms936: 'gb18030',
  cp950: 'big5',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-3': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  ansi: 'windows-1252',
  'x-ansi': 'windows-1252',
};

function normaliseLabel(label: string | null): string {
  // RFC 2231 §5 allows a language after the charset: "us-ascii*en".
  const name = (label ?? '')
    .toLowerCase()
    .replace(/\*.*$/, '')
    .replace(/["'<>\s]/g, '');
  return ALIASES[name] ?? name.replace(/^win-?(125\d)$/, 'windows-$1').replace(/^(iso)(8859)/, '$1-$2');
}
