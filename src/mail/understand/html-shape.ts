// A look at HTML before any library works on it. 0.9 MB of nested <b> keeps a sanitiser busy for 54 s and a converter silent; counting
// takes milliseconds. What is too complex is read by stripping its tags, in time linear to its size.
import { cleanText } from './charsets.ts';

const MOST_TAGS = 20_000;
const DEEPEST = 256;
const LONGEST = 3_000_000;

/** Elements without a body, or whose end browsers imply: real mail leaves them open by the hundred. */
const NOT_NESTING = new Set([
  'br',
  'img',
  'hr',
  'meta',
  'link',
  'input',
  'area',
  'base',
  'col',
  'embed',
  'source',
  'track',
  'wbr',
  'param',
  'p',
  'li',
  'td',
  'th',
  'tr',
  'dt',
  'dd',
  'option',
  'o:p',
  'html',
  'body',
  'head',
  '!doctype',
]);

/** Too many tags, too deep, or too long for the libraries to be sure to end in time? */
export function isTooComplex(html: string): boolean {
  if (html.length > LONGEST) return true;
  let tags = 0;
  let depth = 0;
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    if (++tags > MOST_TAGS) return true;
    const closing = html[at + 1] === '/';
    const name = tagName(html, at + (closing ? 2 : 1));
    if (name === '' || NOT_NESTING.has(name)) continue;
    depth = closing ? Math.max(0, depth - 1) : depth + 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** Text of HTML by linear means only: no tree, no nested expression. Script and style go, blocks become lines. */
export function stripTags(html: string): string {
  const pieces: string[] = [];
  const ends = { tag: html.lastIndexOf('>'), script: html.lastIndexOf('</script'), style: html.lastIndexOf('</style') };
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    pieces.push(html.slice(at, open));
    const end = tagEnd(html, open, ends);
    if (end < 0) {
      // A lone "<", or a tag that never ends: what follows may be all there is to read.
      pieces.push('<');
      at = open + 1;
      continue;
    }
    if (BREAKS.has(tagName(html, open + 1))) pieces.push('\n');
    at = end;
  }
  pieces.push(html.slice(at));
  return tidyText(cleanText(decodeEntities(pieces.join(''))));
}

/**
 * Where reading goes on behind the tag that opens there, or -1 when none does. The last ends are known beforehand, so that a million
 * tags without an end cost no search each.
 */
function tagEnd(html: string, open: number, ends: { tag: number; script: number; style: number }): number {
  if (open >= ends.tag || !/[a-z/!?]/i.test(html[open + 1] ?? '')) return -1;
  const name = tagName(html, open + 1);
  if ((name === 'script' && open < ends.script) || (name === 'style' && open < ends.style))
    return html.indexOf(`</${name}`, open + 1);
  return html.indexOf('>', open + 1) + 1;
}

function tidyText(text: string): string {
  const lines = text
    .replace(/[ \t\u00A0]+/g, ' ')
    .split('\n')
    .map((line) => line.trim());
  return lines
    .filter((line, at) => line !== '' || lines[at - 1] !== '')
    .join('\n')
    .trim();
}

const BREAKS = new Set([
  'br',
  'p',
  'div',
  'tr',
  'li',
  'table',
  'h1',
  'h2',
  'h3',
  'h4',
  'blockquote',
  'hr',
  'ul',
  'ol',
  'pre',
]);

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/gi,
    (whole, hex: string, decimal: string, name: string) => {
      if (name) return ENTITIES[name.toLowerCase()] ?? whole;
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
    },
  );
}

function tagName(html: string, from: number): string {
  let at = from;
  while (at < html.length && at - from < 12 && !STOPS.has(html[at] as string)) at++;
  return html.slice(from, at).toLowerCase();
}

const STOPS = new Set([' ', '>', '/', '\t', '\n', '\r', '<']);
