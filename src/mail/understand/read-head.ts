// One block of header fields (RFC 5322 §2.2), as the wild writes it: with blank lines, a "From " line of an mbox or a slip among the
// fields, with parameters that nobody folded, without the blank line before the body.

export interface Head {
  /** Header fields with their folding, bytes as Latin-1 code units. */
  lines: string[];
  /** Where the body begins. */
  end: number;
  /** The block holds more or less than its fields and the blank line. */
  isOdd: boolean;
}

const LF = 10;
const CR = 13;

const HEADER_LINE = /^[\x21-\x39\x3B-\x7E]+[ \t]*:/;

/**
 * @param start where the block begins
 * @param most bytes that are read; what follows is body
 * @param endsPart knows the lines that end the part, and with it a block that lacks its blank line
 */
export function readHead(bytes: Buffer, start: number, most: number, endsPart: (line: string) => boolean): Head {
  const lines: string[] = [];
  let at = skipBlankLines(bytes, start);
  let isOdd = at > start;
  while (at < bytes.length && at - start < most) {
    const end = lineEnd(bytes, at);
    const line = bytes.toString('latin1', at, trimLineEnd(bytes, at, end));
    if (line === '') return { lines, end, isOdd };
    if (endsPart(line)) return { lines, end: at, isOdd: true };
    const isFolded = /^[ \t]/.test(line);
    // A parameter on a line of its own: somebody forgot to fold.
    if (lines.length > 0 && (isFolded || /^[\w*-]+="/.test(line))) {
      lines.push(`${lines.pop()}\r\n${isFolded ? '' : ' '}${line}`);
      if (!isFolded) isOdd = true;
    } else if (HEADER_LINE.test(line)) {
      // RFC 5322 §4.5 once allowed blanks before the colon; "From :" would be taken for a separator of mbox.
      const plain = line.replace(/^([^\s:]+)[ \t]+:/, '$1:');
      isOdd ||= plain !== line;
      lines.push(plain);
    } else if (isSeparatorOfMbox(line) || headersFollow(bytes, end)) {
      isOdd = true;
    } else {
      // No colon: somebody forgot the blank line, or the part has no headers at all.
      return { lines, end: at, isOdd: true };
    }
    at = end;
  }
  return { lines, end: at, isOdd: true };
}

/** Very old programs end lines by a bare CR; then there is no LF anywhere. */
export function withLineFeeds(bytes: Buffer): Buffer {
  if (bytes.includes(LF) || !bytes.includes(CR)) return bytes;
  return Buffer.from(bytes.map((byte) => (byte === CR ? LF : byte)));
}

/** Blank lines before the first header are skipped only when headers do follow; a part without headers begins with one (RFC 2046 §5.1). */
function skipBlankLines(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && (bytes[at] === LF || bytes[at] === CR || bytes[at] === 32 || bytes[at] === 9)) at++;
  if (at === start || !bytes.subarray(start, at).includes(LF)) return start;
  const first = bytes.toString('latin1', at, Math.min(lineEnd(bytes, at), at + 200));
  return FIRST_HEADERS.test(first) ? at : start;
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

/** Where the next line begins. */
export function lineEnd(bytes: Buffer, from: number): number {
  const at = bytes.indexOf(LF, from);
  return at < 0 ? bytes.length : at + 1;
}

function trimLineEnd(bytes: Buffer, start: number, end: number): number {
  let at = end;
  if (at > start && bytes[at - 1] === LF) at--;
  if (at > start && bytes[at - 1] === CR) at--;
  return at;
}
