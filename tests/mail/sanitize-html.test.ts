import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeTarget, sanitizeHtml } from '../../src/mail/understand/sanitize-html.ts';

/** Everything the result may hold; whatever else looks like a tag or an attribute is a hole. */
const ALLOWED =
  /^(?:[^<>]|<\/?(?:p|div|br|hr|blockquote|pre|h[1-6]|ul|ol|li|dl|dt|dd|b|strong|i|em|u|s|sub|sup|small|code|table|caption|thead|tbody|tfoot|tr|td|th)(?: (?:colspan|rowspan)="[1-9]\d?")* ?\/?>|<a(?: href="(?:https?|mailto|tel):[^"<>]*" rel="noopener noreferrer nofollow")?>|<\/a>)*$/;

describe('what must not run does not run', () => {
  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg><animate onbegin=alert(1) attributeName=x></svg>',
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<xmp><img src=x onerror=alert(1)></xmp>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<textarea><img src=x onerror=alert(1)></textarea>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="java&#10;script:alert(1)">x</a>',
    '<a href=" &#14; javascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:x">x</a>',
    '<a href="//evil.example">x</a>',
    '<a href="/cases/K7F3QX">x</a>',
    '<form action="https://evil.example"><input name=p><button>x</button></form>',
    '<base href="https://evil.example/"><meta http-equiv=refresh content="0;url=https://evil.example">',
    '<link rel=stylesheet href="https://evil.example/a.css"><style>@import "https://evil.example"</style>',
    '<div style="background:url(https://evil.example)" class=x id=y name=z onclick=alert(1)>x</div>',
    '<table background="https://evil.example/x.gif"><tr><td background=x colspan="2" onfocus=x>x</table>',
    '<video poster="https://evil.example/x.png"><source src=x onerror=alert(1)></video>',
    '<img srcset="https://evil.example/a 1x" src="https://evil.example/b"><picture><source srcset=x></picture>',
    '<object data="x"><embed src="x"><applet code=x>',
    '<p title="</p><script>alert(1)</script>">x</p>',
    '<<script>script>alert(1)<</script>/script>',
    '<!--[if IE]><script>alert(1)</script><![endif]-->',
    '<![CDATA[<script>alert(1)</script>]]>',
    '<?xml version="1.0"?><html xmlns:x="x"><x:script>alert(1)</x:script>',
  ])('%s', (dirty) => {
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
