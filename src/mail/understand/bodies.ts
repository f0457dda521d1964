// Which parts of the tree are the letter, and which come with it (RFC 2046 §5.1, RFC 2387). A text part with a file name is a file, unless
// it is all the text there is. Embedded messages and delivery reports are never mixed into the letter.
import { decodeText } from './charsets.ts';
import { stripTags } from './html-shape.ts';
import { htmlToText } from './html-to-text.ts';
import type { MimePart } from './read-mime.ts';

/** One stretch of the letter, in one or both forms. */
export interface BodyBlock {
  plain: string | null;
  html: string | null;
}

export interface Bodies {
  blocks: BodyBlock[];
  /** All leaves that are not the letter, in order. */
  attached: MimePart[];
}

/** @param root the tree of a whole mail */
export function findBodies(root: MimePart): Bodies {
  const found = collect(root);
  if (found.blocks.some((block) => hasText(block))) return found;
  return promoteNamedText(found) ?? found;
}

function collect(part: MimePart): Bodies {
  if (part.contentType === 'multipart/alternative') return collectAlternative(part);
  if (part.contentType === 'multipart/related') return collectRelated(part);
  // Parts are parts, also under a Content-Type that nobody can read.
  if (part.contentType.startsWith('multipart/') || part.children.length > 0)
    return joinBodies(part.children.map(collect));
  return isBody(part) ? { blocks: [readBlock(part)], attached: [] } : { blocks: [], attached: [part] };
}

const BODY_TYPES = new Set([
  'text/plain',
  'text/html',
  'text/enriched',
  'text/richtext',
  'text/x-amp-html',
  'text/markdown',
]);

function isBody(part: MimePart): boolean {
  return BODY_TYPES.has(part.contentType) && part.disposition !== 'attachment' && part.filename === '';
}

/** RFC 2046 §5.1.4: the same letter in several forms. Both are kept: the plain one to read, the HTML one to look at. */
function collectAlternative(part: MimePart): Bodies {
  const forms = part.children.map(collect);
  const blocks = forms.flatMap((form) => form.blocks);
  const merged: BodyBlock = {
    plain: firstText(blocks.map((block) => block.plain)),
    html: firstText(blocks.map((block) => block.html)),
  };
  // Apple Mail puts text beside pictures as several blocks inside one form: then the longest form holds the letter.
  const longest = forms.reduce(
    (best, form) => (form.blocks.length > best.length ? form.blocks : best),
    [] as BodyBlock[],
  );
  const letter = longest.length > 1 ? keepPlain(longest, merged.plain) : blocks.length > 0 ? [merged] : [];
  return { blocks: letter, attached: forms.flatMap((form) => form.attached) };
}

function keepPlain(blocks: BodyBlock[], plain: string | null): BodyBlock[] {
  return plain === null || blocks.some((block) => block.plain !== null)
    ? blocks
    : [{ plain, html: blocks.map((block) => block.html ?? '').join('<br>') }];
}

/** RFC 2387 §3.1: the first part is the root, the others are its pictures. */
function collectRelated(part: MimePart): Bodies {
  const [root, ...others] = part.children;
  const bodies = root ? collect(root) : { blocks: [], attached: [] };
  if (bodies.blocks.length === 0) return joinBodies([bodies, ...others.map(collect)]);
  return { blocks: bodies.blocks, attached: [...bodies.attached, ...leavesOf(others)] };
}

function leavesOf(parts: MimePart[]): MimePart[] {
  return parts.flatMap((part) => (part.children.length > 0 ? leavesOf(part.children) : [part]));
}

function joinBodies(all: Bodies[]): Bodies {
  return { blocks: all.flatMap((one) => one.blocks), attached: all.flatMap((one) => one.attached) };
}

/** Some gateways name the body, or call it an attachment. With nothing else to read it is the letter, and stays listed as a file. */
function promoteNamedText(found: Bodies): Bodies | null {
  const named = found.attached.find((part) => part.contentType === 'text/plain' || part.contentType === 'text/html');
  return named ? { blocks: [readBlock(named)], attached: found.attached } : null;
}

function readBlock(part: MimePart): BodyBlock {
  const bytes = part.body;
  if (part.contentType === 'text/html' || part.contentType === 'text/x-amp-html') {
    return { plain: null, html: decodeText(bytes, part.parameters.get('charset') ?? metaCharset(bytes)) };
  }
  const text = decodeText(bytes, part.parameters.get('charset') ?? null);
  if (part.contentType === 'text/enriched' || part.contentType === 'text/richtext')
    return { plain: stripTags(text), html: null };
  return {
    plain:
      part.parameters.get('format')?.toLowerCase() === 'flowed'
        ? unflow(text, part.parameters.get('delsp') === 'yes')
        : text,
    html: null,
  };
}

/** HTML may name its charset itself (HTML standard §13.2.3.2). */
function metaCharset(bytes: Buffer): string | null {
  return /<meta[^>]{0,200}charset=["']?([\w-]+)/i.exec(bytes.toString('latin1', 0, 2048))?.[1] ?? null;
}

/** Format=flowed (RFC 3676 §4): a line that ends with a blank goes on in the next one of the same quote depth; "-- " never flows. */
function unflow(text: string, deleteSpace: boolean): string {
  const lines = text.split(/\r?\n/);
  const joined: string[] = [];
  let open = false;
  let depth = 0;
  for (const line of lines) {
    const quotes = /^>*/.exec(line)?.[0] ?? '';
    const content = line.slice(quotes.length).replace(/^ /, '');
    if (open && quotes.length === depth && content !== '-- ') joined[joined.length - 1] += content;
    else joined.push(quotes === '' ? content : `${quotes} ${content}`);
    open = content.endsWith(' ') && content !== '-- ';
    depth = quotes.length;
    if (open && deleteSpace) joined[joined.length - 1] = (joined[joined.length - 1] as string).slice(0, -1);
  }
  return joined.join('\n');
}

/** The whole letter as text: of each stretch the plain form, else the HTML one read out. */
export function textOf(blocks: BodyBlock[]): string {
  return blocks
    .map((block) =>
      block.plain !== null && block.plain.trim() !== ''
        ? block.plain
        : block.html === null
          ? ''
          : htmlToText(block.html),
    )
    .map((text) => text.replace(/\r\n?/g, '\n').replace(/^\n+/, '').trimEnd())
    .filter((text) => text !== '')
    .join('\n\n');
}

/** The whole letter as HTML, or null when no stretch of it is HTML. */
export function htmlOf(blocks: BodyBlock[]): string | null {
  if (!blocks.some((block) => block.html !== null)) return null;
  return blocks.map((block) => block.html ?? `<pre>${escapeHtml(block.plain ?? '')}</pre>`).join('<br>\n');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function hasText(block: BodyBlock): boolean {
  return (block.plain ?? '').trim() !== '' || (block.html ?? '').trim() !== '';
}

function firstText(texts: (string | null)[]): string | null {
  return texts.find((text) => text !== null && text.trim() !== '') ?? texts.find((text) => text !== null) ?? null;
}
