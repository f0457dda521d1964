// Before mailparser reads a mail: one pass over its bytes that sets right what mailparser would misread, and changes nothing else.
//   bare CR line ends · blank lines, a "From " line or a slip among the headers · blanks before a colon · a parameter that was not folded ·
//   no blank line before the body · a boundary that is missing, wrong, or named by a part that is no multipart · parts behind the closing
//   delimiter · a transfer encoding with a comment · parts by the thousand or nested without end
// Only header blocks and delimiter lines (RFC 2046 §5.1.1) are looked at, and only those of the mail itself: what is inside a file, an
// embedded message among them, stays as it came. Time is linear in the size of the mail; ordinary mail is handed on without a copy.
import libmime from 'libmime';
import { lineEnd, readHead, withLineFeeds } from './read-head.ts';

export interface MendLimits {
  /** Parts beyond this are left together in the last one. */
  parts: number;
  /** A multipart below this is left as text. */
  depth: number;
  /** Bytes of a header block that are read; what follows is body. */
  headerBytes: number;
}

/** @param raw the whole mail as the server gave it @returns the same bytes where nothing is to be mended */
export function mendMail(raw: Uint8Array, limits: MendLimits): Buffer {
  const bytes = withLineFeeds(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength));
  const mending: Mending = { bytes, limits, open: [], end: null, lookedAhead: 0, edits: [] };
  let at = mendHead(mending, 0);
  for (let parts = 1; ; ) {
    const delimiter = nextDelimiter(mending, at);
    if (!delimiter) break;
    at = delimiter.end;
    if (delimiter.closes) continue;
    if (++parts <= limits.parts) at = mendHead(mending, at);
    else mending.edits.push({ from: delimiter.start, to: delimiter.start, text: ' ' });
  }
  return applyEdits(bytes, mending.edits);
}

interface Mending {
  bytes: Buffer;
  limits: MendLimits;
  /** Boundaries of the multiparts around the place that is looked at, the outermost first. */
  open: string[];
  /** The closing delimiter of the outermost one, once it came. */
  end: { from: number; to: number } | null;
  /** Bytes that were searched for boundaries to come. */
  lookedAhead: number;
  edits: Edit[];
}

/** From and to as offsets; the text as Latin-1 code units. */
interface Edit {
  from: number;
  to: number;
  text: string;
}

/** Mends one header block, opens its multipart. @returns where its body begins */
function mendHead(mending: Mending, start: number): number {
  const endsPart = (line: string) => delimiterIn(mending, line) !== null;
  const head = readHead(mending.bytes, start, mending.limits.headerBytes, endsPart);
  const lines = head.lines.map(mendEncoding);
  const typeAt = lines.findIndex((line) => /^content-type[ \t]*:/i.test(line));
  if (typeAt >= 0) lines[typeAt] = mendMultipart(mending, lines[typeAt] as string, head.end);
  if (head.isOdd || lines.some((line, at) => line !== head.lines[at]))
    mending.edits.push({ from: start, to: head.end, text: `${lines.join('\r\n')}\r\n\r\n`.replace(/^\r\n/, '') });
  return head.end;
}

/** mailparser knows an encoding only when nothing stands beside it (RFC 2045 §6.1 allows a comment). */
function mendEncoding(line: string): string {
  const [, name, written] = /^(content-transfer-encoding)[ \t]*:([\s\S]*)$/i.exec(line) ?? [];
  if (!name || written === undefined) return line;
  const plain = written.replace(/[;(][\s\S]*$/, '').replace(/["\s]/g, '');
  return plain === written.trim() ? line : `${name}: ${plain}`;
}

/** Opens the multipart that a Content-Type names; what cannot be split is still something a person may want to read. */
function mendMultipart(mending: Mending, line: string, bodyStart: number): string {
  const written = line.slice(line.indexOf(':') + 1).replace(/\r?\n[ \t]*/g, ' ');
  const isMultipart = /^\s*multipart\//i.test(written);
  if (!isMultipart && !/boundary/i.test(written)) return line;
  const { value, params } = libmime.parseHeaderValue(mendParameters(written.trim()), { stripComments: true });
  const { boundary: declared = '', ...others } = params;
  if (!isMultipart && declared === '') return line;
  const boundary = isMultipart ? findBoundary(mending, declared.trimEnd(), bodyStart) : null;
  if (boundary !== null) mending.open.push(boundary);
  if (boundary === declared.trimEnd() && mendParameters(written) === written) return line;
  return `Content-Type: ${libmime.buildHeaderValue({
    value: isMultipart && boundary === null ? 'text/plain' : value,
    params: boundary === null ? others : { ...others, boundary },
  })}`;
}

/** Some programs write `text/plain charset=x`. */
export function mendParameters(value: string): string {
  return value.replace(/^([\w.+-]+\/[\w.+-]+)\s+(?=[\w*-]+=)/, '$1; ');
}

function findBoundary(mending: Mending, declared: string, bodyStart: number): string | null {
  if (mending.open.length >= mending.limits.depth) return null;
  return isBoundary(declared) && delimiterComes(mending, declared, bodyStart)
    ? declared
    : guessBoundary(mending, bodyStart);
}

/** RFC 2046 §5.1.1 allows 70 of a few characters; mailparser takes any in ASCII. */
function isBoundary(text: string): boolean {
  return /^[\x20-\x7E]{1,200}$/.test(text);
}

/** Without a boundary that comes, the first line that begins with "--" is one, if it comes again. */
function guessBoundary(mending: Mending, bodyStart: number): string | null {
  const head = mending.bytes.toString('latin1', bodyStart, bodyStart + 4096);
  const found = /^--([^\s-][^\r\n]{0,69})\r?$/m.exec(head);
  const text = found?.[1]?.trimEnd();
  if (!found || !text || !isBoundary(text)) return null;
  return delimiterComes(mending, text, bodyStart + found.index + found[0].length) ? text : null;
}

/** Whether a delimiter line comes. Each multipart looks ahead, all of them together only so far as is still linear. */
function delimiterComes(mending: Mending, boundary: string, from: number): boolean {
  const { bytes } = mending;
  const marker = `\n--${boundary}`;
  for (let at = from - 1; at < bytes.length && mending.lookedAhead < MOST_LOOKS * bytes.length; ) {
    const found = bytes.indexOf(marker, Math.max(0, at), 'latin1');
    const end = found < 0 ? bytes.length : lineEnd(bytes, found + 1);
    mending.lookedAhead += end - at;
    // A line that goes on is another, longer boundary.
    const rest = bytes.toString('latin1', found + marker.length, Math.min(end, found + 1200));
    if (found >= 0 && /^(--.*)?\s*$/s.test(rest)) return true;
    at = found < 0 ? end : end - 1;
  }
  return false;
}

const MOST_LOOKS = 50;

interface Delimiter {
  start: number;
  end: number;
  closes: boolean;
}

/** The next line that ends a part of any multipart that is open; those inside it are closed by it. */
function nextDelimiter(mending: Mending, from: number): Delimiter | null {
  const { bytes, open } = mending;
  for (let start = lineWithDashes(bytes, from); start >= 0 && open.length > 0; ) {
    const end = lineEnd(bytes, start);
    const line = bytes.toString('latin1', start, Math.min(end, start + 1200));
    const found = delimiterIn(mending, line);
    if (found) {
      open.length = Math.max(1, found.closes ? found.depth : found.depth + 1);
      const place = { from: start, to: end };
      if (found.closes) mendClosing(mending, found, place);
      else if (found.depth === 0) mendEnd(mending);
      return { start, end, closes: found.closes };
    }
    start = lineWithDashes(bytes, end);
  }
  return null;
}

/** mailparser takes a closing delimiter only when nothing stands behind it. */
function mendClosing(mending: Mending, { depth, text, boundary }: FoundDelimiter, place: Omit<Edit, 'text'>): void {
  if (text !== `${boundary}--`) mending.edits.push({ ...place, text: `--${boundary}--\r\n` });
  if (depth === 0) mending.end ??= place;
}

/** Parts behind the end, where mailparser does not look: then it was none, and what stood between is a part of its own. */
function mendEnd(mending: Mending): void {
  if (!mending.end) return;
  if (mending.edits.at(-1)?.from === mending.end.from) mending.edits.pop();
  mending.edits.push({ ...mending.end, text: `--${mending.open[0]}\r\n\r\n` });
  mending.end = null;
}

/** @param from where a line begins */
function lineWithDashes(bytes: Buffer, from: number): number {
  const at = bytes.indexOf('\n--', Math.max(0, from - 1), 'latin1');
  return at < 0 ? -1 : at + 1;
}

interface FoundDelimiter {
  depth: number;
  boundary: string;
  closes: boolean;
  /** The line without its first dashes and last blanks. */
  text: string;
}

/** RFC 2046 §5.1.1: after the boundary come "--" or only blanks; anything else is another, longer boundary. */
function delimiterIn({ open }: Mending, line: string): FoundDelimiter | null {
  if (!line.startsWith('--')) return null;
  const text = line.slice(2).trimEnd();
  const exact = open.lastIndexOf(text);
  const depth = exact >= 0 ? exact : open.findLastIndex((boundary) => text.startsWith(`${boundary}--`));
  const boundary = open[depth];
  return boundary === undefined ? null : { depth, boundary, closes: exact < 0, text };
}

function applyEdits(bytes: Buffer, edits: Edit[]): Buffer {
  if (edits.length === 0) return bytes;
  const pieces: Buffer[] = [];
  let at = 0;
  for (const edit of edits) {
    pieces.push(bytes.subarray(at, edit.from), Buffer.from(edit.text, 'latin1'));
    at = edit.to;
  }
  return Buffer.concat([...pieces, bytes.subarray(at)]);
}
