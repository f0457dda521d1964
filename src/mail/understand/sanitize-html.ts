// HTML of strangers to HTML that runs nothing and asks for nothing: a short list of elements, no styles, no names, no images, links only
// to http, https, mailto and tel after a second reading of their target. This is one of two layers; the other is the sandboxed frame.
import sanitize from 'sanitize-html';
import { cleanText } from './charsets.ts';

const BLOCKS = [
  'p',
  'div',
  'br',
  'hr',
  'blockquote',
  'pre',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
];
const WORDS = ['b', 'strong', 'i', 'em', 'u', 's', 'sub', 'sup', 'small', 'code', 'a'];
const TABLES = ['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th'];

/** Their text is not for reading: scripts, styles, and the raw-text elements through which sanitisers were tricked (CVE-2026-44990). */
const SILENT = [
  'script',
  'style',
  'title',
  'xmp',
  'noscript',
  'noembed',
  'noframes',
  'iframe',
  'plaintext',
  'textarea',
  'option',
  'select',
  'template',
  'svg',
  'math',
  'object',
  'applet',
  'audio',
  'video',
  'canvas',
  'map',
  'head',
];

export interface SafeHtml {
  html: string;
  /** Images that would have been fetched from somewhere, telling the sender who reads when. */
  remoteImages: number;
  /** Pictures inside the mail; they are among the attachments. */
  embeddedImages: number;
}

/** Idempotent: sanitising the result again changes nothing. */
export function sanitizeHtml(dirty: string): SafeHtml {
  const images = { remote: 0, embedded: 0 };
  const html = sanitize(dirty, {
    allowedTags: [...BLOCKS, ...WORDS, ...TABLES],
    allowedAttributes: { a: ['href', 'rel'], td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan'] },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nonTextTags: SILENT,
    parseStyleAttributes: false,
    transformTags: {
      a: (_, attributes) => keepLink(attributes.href),
      img: (tagName, attributes) => {
        countImage(images, attributes.src ?? '');
        return { tagName, attribs: {} };
      },
      td: (tagName, attributes) => ({ tagName, attribs: keepSpans(attributes) }),
      th: (tagName, attributes) => ({ tagName, attribs: keepSpans(attributes) }),
    },
  });
  return { html: cleanText(html).trim(), remoteImages: images.remote, embeddedImages: images.embedded };
}

function keepLink(href: string | undefined): { tagName: string; attribs: Record<string, string> } {
  const target = href === undefined ? null : safeTarget(href);
  return { tagName: 'a', attribs: target === null ? {} : { href: target, rel: 'noopener noreferrer nofollow' } };
}

/** @returns the target as a browser would read it, or null */
export function safeTarget(href: string): string | null {
  let url: URL;
  try {
    url = new URL(href.trim());
  } catch {
    return null;
  }
  return ['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol) ? url.href : null;
}

function keepSpans(attributes: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    ['colspan', 'rowspan'].flatMap((name) =>
      /^[1-9]\d?$/.test(attributes[name] ?? '') ? [[name, attributes[name] as string]] : [],
    ),
  );
}

function countImage(images: { remote: number; embedded: number }, source: string): void {
  if (/^\s*(https?:)?\/\//i.test(source)) images.remote++;
  else if (/^\s*(cid|data):/i.test(source)) images.embedded++;
}
