// HTML to the text a person would read: quotes keep their ">", links their target where it differs, pictures are silent.
import { compile } from 'html-to-text';
import { cleanText } from './charsets.ts';
import { isTooComplex, stripTags } from './html-shape.ts';

const convert = compile({
  wordwrap: false,
  preserveNewlines: false,
  limits: { maxDepth: 256, maxInputLength: 3_000_000, ellipsis: '' },
  selectors: [
    { selector: 'img', format: 'skip' },
    {
      selector: 'a',
      options: { hideLinkHrefIfSameAsText: true, ignoreHref: false, noAnchorUrl: true, linkBrackets: ['<', '>'] },
    },
    { selector: 'blockquote', format: 'blockquote', options: { trimEmptyLines: true } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'table', options: { uppercaseHeaderCells: false } },
    { selector: 'ul', options: { itemPrefix: '- ' } },
  ],
});

/** Never empty where the HTML has visible text: what the converter misses is read by stripping the tags. */
export function htmlToText(html: string): string {
  const text = isTooComplex(html) ? '' : cleanText(convert(html)).trim();
  return text === '' ? stripTags(html) : text;
}
