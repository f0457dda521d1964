// Raw bytes to a tree of MIME parts (RFC 5322, RFC 2045, RFC 2046). One pass, no copies, linear in the size of the mail, and it never
// throws: what has no sensible structure is text. It reads what the wild sends: blank lines before or a "From " line among the
// headers, bare CR line ends, missing boundaries and missing ends, parts by the thousand.
// mailparser is not used for this because it joins embedded messages and delivery reports into the text, gives up at a thousand
// parts, and cannot hand out raw header bytes, without which 8-bit headers cannot be mended.
import libmime from 'libmime';
import { cleanText } from './charsets.ts';
import { decodeHeaderText } from './header-text.ts';

/** One header as it came: the name in lower case, the value with its bytes as Latin-1 code units and the folding kept. */
export interface HeaderField {
  name: string;
  value: string;
}

export interface MimePart {
  headers: HeaderField[];
  /** Lower-cased, such as `text/plain`; the default of RFC 2045 §5.2 where none is given. */
  contentType: string;
  /** Decoded parameters of Content-Type, such as charset, format, report-type, method. */
  parameters: ReadonlyMap<string, string>;
  disposition: 'inline' | 'attachment' | null;
  filename: string;
  contentId: string | null;
  encoding: string;
  /** Still in its transfer encoding; see decode-transfer.ts. */
  body: Buffer;
  children: MimePart[];
}

export interface MimeLimits {
  /** Parts beyond this are left together as one text part. */
  parts: number;
  depth: number;
  /** Bytes of a header block that are read; what follows is still a body. */
  headerBytes: number;
}

const LIMITS: MimeLimits = { parts: 2000, depth: 40, headerBytes: 256 * 1024 };

/** @param raw the whole mail as the server gave it */
export function readMime(raw: Uint8Array, limits: MimeLimits = LIMITS): MimePart {
  const bytes = withLineFeeds(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength));
  return readPart(bytes, { ...limits, left: limits.parts }, 0, 'text/plain');
}

/** The values of all headers of that name, top to bottom, decoded for people. */
export function headerTexts(part: MimePart, name: string): string[] {
  const charset = part.parameters.get('charset') ?? null;
  return headerValues(part, name).map((value) => decodeHeaderText(value, charset));
}

/** The raw values of all headers of that name, unfolded, bytes as Latin-1 code units. */
export function headerValues(part: MimePart, name: string): string[] {
  return part.headers.filter((field) => field.name === name).map((field) => unfold(field.value));
}

/** @yields the part and all parts below it, in reading order */
export function* walkParts(part: MimePart): Generator<MimePart> {
  yield part;
  for (const child of part.children) yield* walkParts(child);
}

/** A part for a file that was found elsewhere than in a MIME part of its own. */
export function filePart(filename: string, body: Buffer): MimePart {
  const bare = {
    headers: [],
    contentType: 'application/octet-stream',
    parameters: new Map(),
    disposition: null,
    contentId: null,
    encoding: '',
    children: [],
  };
  return { ...bare, filename: plainFilename(cleanText(filename)), body };
}

const LF = 10;
const CR = 13;

/** Very old programs end lines by a bare CR; then there is no LF anywhere. */
function withLineFeeds(bytes: Buffer): Buffer {
  if (bytes.includes(LF) || !bytes.includes(CR)) return bytes;
  return Buffer.from(bytes.map((byte) => (byte === CR ? LF : byte)));
}

interface Budget extends MimeLimits {
  left: number;
}

function readPart(bytes: Buffer, budget: Budget, depth: number, defaultType: string): MimePart {
  budget.left--;
  const { headers, body } = readHeaders(bytes, budget.headerBytes);
  const part = describePart(headers, body, defaultType);
  if (!part.contentType.startsWith('multipart/')) return part;

  const pieces = depth < budget.depth ? splitMultipart(part, budget) : null;
  // A multipart that cannot be split is still something a person may want to read.
  if (!pieces) return { ...part, contentType: 'text/plain' };
  // RFC 2046 §5.1.5: parts of a digest are messages unless they say otherwise.
  const childType = part.contentType === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  part.children = pieces.map((piece) => readPart(piece, budget, depth + 1, childType));
  return part;
}

const HEADER_LINE = /^[\x21-\x39\x3B-\x7E]+[ \t]*:/;

function readHeaders(bytes: Buffer, limit: number): { headers: HeaderField[]; body: Buffer } {
  const headers: HeaderField[] = [];
  let at = skipBlankLines(bytes);
  while (at < bytes.length && at < limit) {
    const end = lineEnd(bytes, at);
    const line = bytes.toString('latin1', at, trimLineEnd(bytes, at, end));
    if (line === '') return { headers, body: bytes.subarray(end) };
    const last = headers.at(-1);
    if (last && (/^[ \t]/.test(line) || /^[\w*-]+="/.test(line))) {
      // Also a parameter on a line of its own: somebody forgot to fold.
      last.value += `\n ${line}`;
    } else if (HEADER_LINE.test(line)) {
      const colon = line.indexOf(':');
      headers.push({ name: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1) });
    } else if (!isSeparatorOfMbox(line) && !headersFollow(bytes, end)) {
      // No colon: somebody forgot the blank line, or the part has no headers at all.
      return { headers, body: bytes.subarray(at) };
    }
    at = end;
  }
  return { headers, body: bytes.subarray(at) };
}

/** Blank lines before the first header are skipped only when headers do follow; a part without headers begins with one (RFC 2046 §5.1). */
function skipBlankLines(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length && (bytes[at] === LF || bytes[at] === CR || bytes[at] === 32 || bytes[at] === 9)) at++;
  if (at === 0 || !bytes.subarray(0, at).includes(LF)) return 0;
  const first = bytes.toString('latin1', at, Math.min(lineEnd(bytes, at), at + 200));
  return FIRST_HEADERS.test(first) ? at : 0;
}

const FIRST_HEADERS =
  /^(from|to|cc|subject|date|received|return-path|message-id|mime-version|content-[a-z-]+|delivered-to|x-[a-z-]+)[ \t]*:/i;

/** A line that is no header, but headers go on below it before any blank line: it is a slip, not the body. */
function headersFollow(bytes: Buffer, from: number): boolean {
  let at = from;
  for (let lines = 0; lines < 50 && at < bytes.length; lines++) {
    const end = lineEnd(bytes, at);
    const line = bytes.toString('latin1', at, Math.min(trimLineEnd(bytes, at, end), at + 200));
    if (line === '') return false;
    if (FIRST_HEADERS.test(line)) return true;
    at = end;
  }
  return false;
}

function isSeparatorOfMbox(line: string): boolean {
  return /^>?From \S/.test(line);
}

function lineEnd(bytes: Buffer, from: number): number {
  const at = bytes.indexOf(LF, from);
  return at < 0 ? bytes.length : at + 1;
}

function trimLineEnd(bytes: Buffer, start: number, end: number): number {
  let at = end;
  if (at > start && bytes[at - 1] === LF) at--;
  if (at > start && bytes[at - 1] === CR) at--;
  return at;
}

function unfold(value: string): string {
  return value.replace(/\r?\n[ \t]*/g, ' ').trim();
}

function describePart(headers: HeaderField[], body: Buffer, defaultType: string): MimePart {
  const first = (name: string) => {
    const field = headers.find((header) => header.name === name);
    return field ? unfold(field.value) : '';
  };
  const type = readParameters(first('content-type'));
  const disposition = readParameters(first('content-disposition'));
  return {
    headers,
    contentType: contentTypeOf(type.value, defaultType),
    parameters: type.params,
    disposition: dispositionOf(disposition.value),
    filename: plainFilename(disposition.params.get('filename') ?? type.params.get('name') ?? ''),
    contentId: cleanText(first('content-id')).replace(/^<|>$/g, '').trim() || null,
    encoding: first('content-transfer-encoding')
      .toLowerCase()
      .replace(/[;(].*$/s, '')
      .trim(),
    body,
    children: [],
  };
}

/** The parameters of a structured header (RFC 2045 §5.1, RFC 2231, and encoded words, which RFC 2047 §5 forbids there). */
function readParameters(value: string): { value: string; params: Map<string, string> } {
  if (value === '') return { value: '', params: new Map() };
  const parsed = libmime.parseHeaderValue(mendParameters(value), { stripComments: true });
  const decoded = new Set(parsed.decodedParams);
  const params = new Map(
    Object.entries(parsed.params).map(([name, text]) => [
      name.toLowerCase(),
      decoded.has(name) ? cleanText(String(text)) : decodeHeaderText(String(text), null),
    ]),
  );
  return { value: parsed.value.trim().toLowerCase(), params };
}

/** Some programs write `text/plain charset=x` or end with stray separators. */
function mendParameters(value: string): string {
  return value.replace(/^([\w.+-]+\/[\w.+-]+)\s+(?=[\w*-]+=)/, '$1; ');
}

function contentTypeOf(value: string, defaultType: string): string {
  if (/^[\w.+-]+\/[\w.+-]+$/.test(value)) return value;
  // RFC 2045 §5.2 leaves a type that cannot be read to the receiver; "text" alone is common and means plain text.
  if (value === 'html' || value === 'text/') return value === 'html' ? 'text/html' : 'text/plain';
  return defaultType;
}

function dispositionOf(value: string): MimePart['disposition'] {
  if (value === '') return null;
  // RFC 2183 §2.8: unknown dispositions are treated as attachment.
  return value === 'inline' ? 'inline' : 'attachment';
}

/** The last component of a path, without what could act in a terminal or turn the name around on a page. */
function plainFilename(name: string): string {
  const base = name.split(/[\\/]/).pop() ?? '';
  return base
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/[\p{Cc}\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu, '')
    .trim();
}

/** @returns the bytes of each part, or null when no boundary occurs */
function splitMultipart(part: MimePart, budget: Budget): Buffer[] | null {
  const declared = part.parameters.get('boundary');
  const pieces = declared ? splitAt(part.body, declared, budget.left) : null;
  if (pieces) return pieces;
  const guessed = guessBoundary(part.body);
  return guessed ? splitAt(part.body, guessed, budget.left) : null;
}

/** Reads on behind a closing boundary: where a part uses its parent's boundary, the parent's other parts stand there. */
function splitAt(body: Buffer, boundary: string, most: number): Buffer[] | null {
  const marker = Buffer.from(`--${boundary}`, 'latin1');
  const pieces: Buffer[] = [];
  let start = -1;
  for (let at = body.indexOf(marker); at >= 0; at = body.indexOf(marker, at + 1)) {
    const kind = at === 0 || body[at - 1] === LF ? markerKind(body, at + marker.length) : null;
    if (!kind) continue;
    if (start >= 0) pieces.push(body.subarray(start, trimLineEnd(body, start, at)));
    start = kind === 'last' ? -1 : lineEnd(body, at);
    if (pieces.length >= most) break;
  }
  if (start >= 0 && start < body.length) pieces.push(body.subarray(start));
  return pieces.length > 0 ? pieces : null;
}

/** RFC 2046 §5.1.1: after the boundary come "--" or only blanks; anything else is another, longer boundary. */
function markerKind(body: Buffer, at: number): 'next' | 'last' | null {
  const rest = body.toString('latin1', at, Math.min(lineEnd(body, at), at + 100));
  if (rest.startsWith('--')) return 'last';
  return rest.trim() === '' ? 'next' : null;
}

/** Without a boundary parameter the first line that begins with "--" is one, if it comes again. */
function guessBoundary(body: Buffer): string | null {
  const head = body.toString('latin1', 0, 4096);
  const found = /^--([^\s-][^\r\n]{0,69})\r?$/m.exec(head);
  if (!found?.[1]) return null;
  const again = body.indexOf(`\n--${found[1]}`, found.index + found[0].length, 'latin1');
  return again > 0 ? found[1] : null;
}
