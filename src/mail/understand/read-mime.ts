// Raw bytes to a tree of MIME parts (RFC 5322, RFC 2045, RFC 2046), read by mailparser after mend-mail.ts has set right what it would
// misread. Whatever the bytes, it does not throw: what has no sensible structure is text.
// Of mailparser's results the tree is taken, with the raw header lines and the decoded bytes of each leaf, and not its one text for the
// whole mail: that joins delivery reports, files in plain text and several forms of a letter, believes every charset label, and keeps
// only the first From. What stands in header lines and bytes is read by header-text.ts, addresses.ts, charsets.ts and bodies.ts.
import libmime from 'libmime';
import { type AttachmentStream, type HeaderLines, type Headers, MailParser } from 'mailparser';
import { cleanText } from './charsets.ts';
import { decodeUuencode } from './decode-uuencode.ts';
import { decodeHeaderText } from './header-text.ts';
import { type MendLimits, mendMail, mendParameters } from './mend-mail.ts';
import { readHead, withLineFeeds } from './read-head.ts';

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
  /** Decoded from the transfer encoding; empty for a multipart. */
  body: Buffer;
  children: MimePart[];
}

const LIMITS: MendLimits = { parts: 2000, depth: 40, headerBytes: 256 * 1024 };

/** @param raw the whole mail as the server gave it */
export async function readMime(raw: Uint8Array, limits: MendLimits = LIMITS): Promise<MimePart> {
  const { tree, contents } = await parse(mendMail(raw, limits), limits);
  return tree ? describeNode(tree, contents, 'text/plain') : describePart([], Buffer.alloc(0), 'text/plain');
}

/** The headers of a mail, and all that follows them as it came: neither split nor decoded, at once and in any thread. */
export function readMimeHead(raw: Uint8Array): MimePart {
  const bytes = withLineFeeds(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength));
  const { lines, end } = readHead(bytes, 0, LIMITS.headerBytes, () => false);
  return describePart(lines.map(readField), bytes.subarray(end), 'text/plain');
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
    children: [],
  };
  return { ...bare, filename: plainFilename(cleanText(filename)), body };
}

/** What mailparser knows of each part; its published types leave it out. */
interface ParsedNode {
  headers: Headers;
  headerLines: HeaderLines;
  children: ParsedNode[];
}

interface Parsed {
  tree: ParsedNode | false;
  /** Decoded bytes of each leaf, found by the headers that mailparser hands out with them. */
  contents: Map<Headers, Buffer>;
}

/**
 * Resolves with what was read so far when mailparser gives up; mendMail leaves it no reason to.
 * @throws when a later mailparser hides its tree: better no mail understood than all of them empty
 */
function parse(mended: Buffer, limits: MendLimits): Promise<Parsed> {
  // With no type taken for text every leaf comes as a file, in bytes.
  const parser: MailParser & { tree?: ParsedNode | false; textTypes?: string[] } = new MailParser({
    ignoreEmbedded: true,
    checksumAlgo: false,
    maxHeadSize: Number.MAX_SAFE_INTEGER,
    maxChildNodes: 2 * limits.parts + 2,
  });
  parser.textTypes = [];
  const contents = new Map<Headers, Buffer>();
  parser.on('data', (data) => {
    if (data.type === 'attachment') takeContent(data, contents);
  });
  return new Promise((resolve, reject) => {
    const finish = () =>
      parser.tree === undefined
        ? reject(new Error('mailparser shows no tree'))
        : resolve({ tree: parser.tree, contents });
    parser.once('end', finish);
    parser.on('error', finish);
    parser.end(mended);
  });
}

function takeContent(file: AttachmentStream, contents: Map<Headers, Buffer>): void {
  const chunks: Buffer[] = [];
  file.content.on('data', (chunk: Buffer) => chunks.push(chunk));
  const finish = () => {
    contents.set(file.headers, Buffer.concat(chunks));
    file.release?.();
  };
  file.content.once('end', finish);
  // A decoder that stumbles leaves what it read; nobody listening would end the thread.
  file.content.once('error', finish);
}

function describeNode(node: ParsedNode, contents: Parsed['contents'], defaultType: string): MimePart {
  const headers = node.headerLines.filter((field) => field.key !== '').map((field) => readField(field.line));
  const part = describePart(headers, contents.get(node.headers) ?? Buffer.alloc(0), defaultType);
  // RFC 2046 §5.1.5: parts of a digest are messages unless they say otherwise.
  const childType = part.contentType === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  part.children = node.children.map((child) => describeNode(child, contents, childType));
  return part;
}

function readField(line: string): HeaderField {
  const colon = line.indexOf(':');
  return { name: line.slice(0, colon).toLowerCase(), value: line.slice(colon + 1) };
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
    body: UUENCODE.test(first('content-transfer-encoding')) ? decodeUuencode(body) : body,
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

const UUENCODE = /^(x-)?uu(e|encode)$/i;

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
