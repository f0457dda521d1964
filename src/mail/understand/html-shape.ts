// A look at HTML before any library works on it. 0.9 MB of nested <b> keeps a sanitiser busy for 54 s and a converter silent; counting
// takes milliseconds. What is too complex is read by stripping its tags, in time linear to its size.
import { cleanText } from './charsets.ts';

const MOST_TAGS = 20_000;
const DEEPEST = 256;
const LONGEST = 3_000_000;
const LONGEST_TAG = 100_000;

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
    const end = html.indexOf('>', at);
    if (end - at > LONGEST_TAG) return true;
  }
  return false;
}

/** Text of HTML by linear means only: no tree, no nested expression. Script and style go, blocks become lines. */
export function stripTags(html: string): string {
  let text = '';
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) {
      text += html.slice(at);
      break;
    }
    text += html.slice(at, open);
    if (!/[a-z/!?]/i.test(html[open + 1] ?? '')) {
      text += '<';
      at = open + 1;
      continue;
    }
    const name = tagName(html, open + 1);
    const end =
      name === 'script' || name === 'style' ? html.indexOf(`</${name}`, open + 1) : html.indexOf('>', open + 1);
    if (BREAKS.has(name)) text += '\n';
    // A tag that never ends: what follows may be all there is to read.
    at = end < 0 ? open + 1 + name.length : name === 'script' || name === 'style' ? end : end + 1;
  }
  return cleanText(decodeEntities(text))
    .replace(/[ \t\u00A0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
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
