// Text of strangers becomes plain pieces and links that say where they lead.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkText, showHidden } from '../../../src/cases/link-text.ts';

const links = (text: string) => linkText(text).filter((piece) => piece.href !== null);

test.each([
  ['http://a"onmouseover=x', [{ href: 'http://a/', host: 'a' }]],
  [
    'lihat https://bantuan.example/tidur?x=1.',
    [{ href: 'https://bantuan.example/tidur?x=1', host: 'bantuan.example' }],
  ],
  [
    'https://bank.example@evil.example/masuk',
    [{ href: 'https://bank.example@evil.example/masuk', host: 'evil.example' }],
  ],
  ['https://аррӏе.example/', [{ href: 'https://xn--80ak6aa92e.example/', host: 'xn--80ak6aa92e.example' }]],
  ['mailto:sari@murid.example', [{ href: 'mailto:sari@murid.example', host: null }]],
  ['javascript:alert(1) data:text/html,x vbscript:x', []],
  ['<img src=x onerror=alert(1)>', []],
  ['(https://a.example/b)', [{ href: 'https://a.example/b', host: 'a.example' }]],
  ['https://', []],
])('%s', (text, expected) => {
  expect(links(text).map(({ href, host }) => ({ href, host }))).toEqual(expected);
});

test('no letter of the text is lost or moved', () => {
  fc.assert(
    fc.property(
      fc
        .array(fc.oneof(fc.string(), fc.constantFrom('https://a.example/', 'mailto:x@y.example', ' ', '\n')))
        .map((parts) => parts.join('')),
      (text) => {
        expect(
          linkText(text)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(showHidden(text));
      },
    ),
  );
});

test('only web and mail addresses become links', () => {
  fc.assert(
    fc.property(fc.webUrl(), fc.string(), (url, around) => {
      for (const link of links(`${around} ${url} ${around}`)) expect(link.href).toMatch(/^(https?:|mailto:)/);
    }),
  );
});

test('five megabytes of links are read in time, and most of them stay text', () => {
  const text = 'https://a.example/ '.repeat(260_000);
  const began = performance.now();
  expect(links(text)).toHaveLength(200);
  expect(performance.now() - began).toBeLessThan(3000);
});

test('signs that hide or turn words are made visible', () => {
  expect(showHidden('rapor\u202egpj.exe')).toBe('rapor⟨202E⟩gpj.exe');
  expect(showHidden('a\u200bb')).toBe('a⟨200B⟩b');
  expect(showHidden('👩‍👧 keluarga')).toBe('👩‍👧 keluarga'); // joiners of emoji stay
});
