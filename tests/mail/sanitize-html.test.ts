import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeTarget, sanitizeHtml } from '../../src/mail/understand/sanitize-html.ts';
import { hostileHtml } from './hostile-html.ts';

/** Everything the result may hold; whatever else looks like a tag or an attribute is a hole. */
const ALLOWED =
  /^(?:[^<>]|<\/?(?:p|div|br|hr|blockquote|pre|h[1-6]|ul|ol|li|dl|dt|dd|b|strong|i|em|u|s|sub|sup|small|code|table|caption|thead|tbody|tfoot|tr|td|th)(?: (?:colspan|rowspan)="[1-9]\d?")* ?\/?>|<a(?: href="(?:https?|mailto|tel):[^"<>]*" rel="noopener noreferrer nofollow")?>|<\/a>)*$/;

describe('what must not run does not run', () => {
  test.each(hostileHtml)('%s', (dirty) => {
    expect(sanitizeHtml(dirty).html).toMatch(ALLOWED);
  });

  test('for any mixture of them, and a second time changes nothing', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '=',
      '&',
      '&lt;',
      '&#x3c;',
      '<!--',
      '-->',
      '<p',
      '<a href="',
      'https://x.example/?a=1&b=2',
      'javascript:',
      '<svg',
      '<style>',
      '</style>',
      '<math>',
      '<td colspan="',
      '3',
      ' onerror=',
      '<b>',
      '</b>',
      '<table>',
      '<xmp>',
      '<noscript>',
      '<title>',
      ' ',
      '\n',
      '\0',
      'teks',
      '/>',
      '</p>',
      '<img src=',
      '<textarea>',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (list) => {
        const { html } = sanitizeHtml(list.join(''));
        expect(html).toMatch(ALLOWED);
        expect(sanitizeHtml(html).html).toBe(html);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('what a letter needs stays', () => {
  test('structure, emphasis, links', () => {
    const html =
      '<p>Halo <b>Bu</b>,</p><ul><li>satu</li></ul><blockquote>kutipan</blockquote><a href="https://sekolah.example/a?b=1&amp;c=2">tautan</a>';
    expect(sanitizeHtml(html).html).toBe(
      html.replace(
        '<a href="https://sekolah.example/a?b=1&amp;c=2">',
        '<a href="https://sekolah.example/a?b=1&amp;c=2" rel="noopener noreferrer nofollow">',
      ),
    );
  });

  test('pictures are counted, by where they would come from', () => {
    const { html, remoteImages, embeddedImages } = sanitizeHtml(
      '<img src="https://a.example/1"><img src="//a.example/2"><img src="cid:x"><img src="data:image/png;base64,AA"><img>',
    );
    expect({ html, remoteImages, embeddedImages }).toEqual({ html: '', remoteImages: 2, embeddedImages: 2 });
  });
});

describe('link targets', () => {
  test.each([
    ['https://x.example', 'https://x.example/'],
    ['mailto:a@b.example', 'mailto:a@b.example'],
    ['tel:119', 'tel:119'],
    ['HTTP://X.example/a b', 'http://x.example/a%20b'],
    ['javascript:alert(1)', null],
    ['x', null],
    ['ftp://x.example', null],
    ['', null],
  ])('%s → %s', (href, target) => {
    expect(safeTarget(href)).toBe(target);
  });
});
