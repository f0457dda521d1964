// The renderer: what is wrong in a template or a word stops the start; what is written by strangers stays text.

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { words as staffWords } from '../../src/staff/words.ts';
import { readAssets } from '../../src/web/assets.ts';
import { humaneTime } from '../../src/web/humane-time.ts';
import { mergeWords } from '../../src/web/merge-words.ts';
import { createRenderer, type Frame } from '../../src/web/render.ts';
import { words as webWords } from '../../src/web/words.ts';

const NOW = new Date('2026-11-25T03:41:00Z');
const words = mergeWords({
  id: { 'letter.title': 'Surat', 'letter.count': (p: { n: number }) => `${p.n} surat`, 'stage.one': 'Persiapan' },
  en: { 'letter.title': 'Letters', 'letter.count': (p: { n: number }) => `${p.n} letters`, 'stage.one': 'Preparation' },
});
const frame: Frame = {
  lang: 'id',
  title: 'T',
  here: '/',
  csrf: 'x',
  theme: 'auto',
  private: false,
  keys: true,
  person: null,
  rail: [],
  banners: [],
  flash: null,
  newsUrl: null,
  searchUrl: null,
};

function rendererOf(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'suluh-render-'));
  for (const [name, source] of Object.entries({ layout: '<body>{{> content}}</body>', ...files })) {
    const path = join(folder, `${name}.hbs`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, source);
  }
  return createRenderer({ folder, words, assets: readAssets(), timeZone: 'Asia/Jakarta', now: () => NOW });
}
const fragment = (source: string, model: object = {}, over: Partial<Frame> = {}) =>
  rendererOf({ page: source }).fragment('page', { ...frame, ...over }, model);

describe('the start refuses a template', () => {
  test.each([
    ['{{{text}}}', 'writes without escaping'],
    ['{{&text}}', 'writes without escaping'],
    ["{{#if x}}\n{{t 'letter.titel'}}{{/if}}", "line 2: needs a word that is in the catalogue, not 'letter.titel'"],
    ['{{t key}}', 'needs a word that is in the catalogue, not a name'],
    ["{{pick 'stages' x}}", "needs a group of words that is in the catalogue, not 'stages'"],
    ["{{icon 'unicorn'}}", "needs an icon of icons.svg, not 'unicorn'"],
    ['{{> unicorn}}', "uses the unknown partial 'unicorn'"],
    ['{{#> unicorn}}x{{/unicorn}}', "uses the unknown partial 'unicorn'"],
    ['{{shout text}}', "calls the unknown helper 'shout'"],
    ['{{#if (shout text)}}x{{/if}}', "calls the unknown helper 'shout'"],
    ['{{#if}}', 'Parse error'],
  ])('%s', (source, complaint) => {
    expect(() => rendererOf({ page: source })).toThrow(complaint);
  });
});

describe('a page', () => {
  test('stands in the layout, a fragment alone; the language is the frame’s', () => {
    const renderer = rendererOf({ page: "{{t 'letter.count' n=n}}", 'partials/dot': '.', 'a/b': '{{> dot}}' });
    expect(renderer.page('page', frame, { n: 3 })).toBe('<body>3 surat</body>');
    expect(renderer.fragment('page', { ...frame, lang: 'en' }, { n: 3 })).toBe('3 letters');
    expect(renderer.page('a/b', frame, {})).toBe('<body>.</body>');
    expect(() => renderer.page('c', frame, {})).toThrow("There is no page template 'c'");
  });

  test.each([
    ['{{subject}}'],
    ["{{t 'letter.count' n=n}}"],
    ['{{#if subject}}x{{/if}}'],
    ['{{#unless subject}}x{{/unless}}'],
    ['{{#each subject}}x{{/each}}'],
    ['{{time subject}}'],
    ['{{@frame.unicorn}}'],
  ])('with a name its model does not have is an error: %s', (source) => {
    expect(() => fragment(source)).toThrow(/not defined|is missing/);
  });

  test('null says that there is nothing', () => {
    expect(fragment('{{#if a}}x{{else}}nothing{{/if}}{{b}}', { a: null, b: null })).toBe('nothing');
  });

  test('what strangers write stays text, in text and in attributes', () => {
    const text = `<script>alert(1)</script>" onmouseover=x '{{t}}`;
    const html = fragment('<p title="{{text}}">{{text}}</p>{{#each list}}{{this}}{{/each}}', { text, list: [text] });
    expect(html).not.toMatch(/<script|" onmouseover|' /);
    expect(html).toContain('&lt;script&gt;');
  });

  test('words chosen by a value', () => {
    expect(fragment("{{pick 'stage' stage}}", { stage: 'one' }, { lang: 'en' })).toBe('Preparation');
    expect(() => fragment("{{pick 'stage' stage}}", { stage: 'two' })).toThrow("No word for 'stage.two'");
  });

  test('icons chosen by a value must exist', () => {
    expect(fragment('{{icon name}}', { name: 'lamp' })).toMatch(
      /^<svg class="icon" aria-hidden="true"><use href="\/assets\/icons\.[\w-]{12}\.svg#lamp"\/><\/svg>$/,
    );
    expect(() => fragment('{{icon name}}', { name: '"><script>' })).toThrow('There is no icon');
  });

  test('time is said for people and for programs', () => {
    const at = new Date('2026-11-25T01:12:00Z');
    expect(fragment('{{time at}}', { at })).toBe(
      '<time datetime="2026-11-25T01:12:00.000Z">25 Nov 2026, 08.12 <span class="ago">2 jam yang lalu</span></time>',
    );
    expect(fragment("{{time at show='relative'}}", { at }, { lang: 'en' })).toBe(
      '<time datetime="2026-11-25T01:12:00.000Z" title="25 Nov 2026, 08:12">2 hours ago</time>',
    );
    expect(fragment("{{time at show='clock'}}", { at })).toBe('<time datetime="2026-11-25T01:12:00.000Z">08.12</time>');
    expect(() => fragment("{{time at show='moon'}}", { at })).toThrow("no way to show 'moon'");
    expect(() => fragment('{{time at}}', { at: '2026-11-25' })).toThrow('time needs a Date');
  });
});

test.each([
  [0, 'baru saja', 'just now'],
  [-59_000, 'baru saja', 'just now'],
  [-61_000, '1 menit yang lalu', '1 minute ago'],
  [-59 * 60_000, '59 menit yang lalu', '59 minutes ago'],
  [-23.9 * 3_600_000, '23 jam yang lalu', '23 hours ago'],
  [-25 * 3_600_000, 'kemarin', 'yesterday'],
  [26 * 3_600_000, 'besok', 'tomorrow'],
  [-10 * 86_400_000, '10 hari yang lalu', '10 days ago'],
  [-60 * 86_400_000, '2 bulan yang lalu', '2 months ago'],
  [-800 * 86_400_000, '2 tahun yang lalu', '2 years ago'],
])('%d ms from now is %s', (distance, id, en) => {
  const at = new Date(NOW.getTime() + distance);
  expect(humaneTime(at, NOW, 'id', 'Asia/Jakarta').relative).toBe(id);
  expect(humaneTime(at, NOW, 'en', 'Asia/Jakarta').relative).toBe(en);
});

describe('words', () => {
  test('are never given twice', () => {
    const one = { id: { a: 'x' }, en: { a: 'x' } };
    expect(() => mergeWords(one, one)).toThrow("Two catalogues give the word 'a'");
  });

  test('that are missing are an error, also when every object has a property of that name', () => {
    expect(() => words.say('id', 'unicorn')).toThrow("No word for 'unicorn'");
    expect(() => words.say('id', 'constructor')).toThrow("No word for 'constructor'");
    expect(words.has('toString')).toBe(false);
  });

  test.each([
    ['web', webWords],
    ['staff', staffWords],
  ])('of %s are the same keys in both languages, and no sentence is left in the wrong one', (_name, { id, en }) => {
    expect(Object.keys(en)).toEqual(Object.keys(id));
    for (const [key, word] of Object.entries(en)) {
      expect(typeof word).toBe(typeof id[key]);
      if (typeof word === 'string' && word.length > 25) expect([key, word]).not.toEqual([key, id[key]]);
    }
  });
});
