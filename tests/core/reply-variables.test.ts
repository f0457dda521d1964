import { describe, expect, test } from 'vitest';
import { fillTemplate, parseTemplate, TEMPLATE_LIMIT, unresolvedVariables } from '../../src/core/reply-template.ts';

/** Each tries to reach more than a value by its name. */
const attacks: [source: string, reason: string][] = [
  ['{{@root}}', 'path'],
  ['{{@root.konselor}}', 'path'],
  ['{{@index}}', 'path'],
  ['{{this}}', 'path'],
  ['{{.}}', 'path'],
  ['{{this.nama}}', 'path'],
  ['{{./nama}}', 'path'],
  ['{{../nama}}', 'path'],
  ['{{../../nama}}', 'path'],
  ['{{nama.length}}', 'path'],
  ['{{nama.constructor}}', 'path'],
  ['{{konselor.password}}', 'path'],
  ['{{konselor/password}}', 'path'],
  ['{{constructor}}', 'unknown_variable'],
  ['{{__proto__}}', 'unknown_variable'],
  ['{{toString}}', 'unknown_variable'],
  ['{{hasOwnProperty}}', 'unknown_variable'],
  ['{{[constructor]}}', 'unknown_variable'],
  ['{{process}}', 'unknown_variable'],
  ['{{NAMA}}', 'unknown_variable'],
  ['{{"nama"}}', 'literal'],
  ['{{1}}', 'literal'],
  ['{{true}}', 'literal'],
  ['{{undefined}}', 'literal'],
  ['{{null}}', 'literal'],
  ['{{{nama}}}', 'unescaped'],
  ['{{&nama}}', 'unescaped'],
  ['{{nama nama}}', 'has_arguments'],
  ['{{lookup . "nama"}}', 'has_arguments'],
  ['{{log nama}}', 'has_arguments'],
  ['{{nama x=1}}', 'has_arguments'],
  ['{{nama (lookup . "x")}}', 'has_arguments'],
  ['{{#if nama}}x{{/if}}', 'not_plain'],
  ['{{#unless nama}}x{{/unless}}', 'not_plain'],
  ['{{#each this}}{{@key}}={{this}}{{/each}}', 'not_plain'],
  ['{{#with nama}}{{this}}{{/with}}', 'not_plain'],
  ['{{#nama}}x{{/nama}}', 'not_plain'],
  ['{{^nama}}x{{/nama}}', 'not_plain'],
  ['{{#> layout}}x{{/layout}}', 'not_plain'],
  ['{{> layout}}', 'not_plain'],
  ['{{> (lookup . "nama")}}', 'not_plain'],
  ['{{#*inline "x"}}y{{/inline}}', 'not_plain'],
  ['{{* decorator}}', 'not_plain'],
  ['{{! a remark}}', 'not_plain'],
  ['{{!-- a remark --}}', 'not_plain'],
  ['{{{{raw}}}} x {{{{/raw}}}}', 'not_plain'],
  ['{{~nama}}', 'not_plain'],
  ['{{nama~}}', 'not_plain'],
  ['{{nama', 'unreadable'],
  ['{{}}', 'unreadable'],
  ['{{else}}', 'unreadable'],
  ['{{#if nama}}x', 'unreadable'],
  ['{{nama as |x|}}', 'unreadable'],
  ['{{{{nama}}}}', 'unreadable'],
  ['{{(lookup . "nama")}}', 'unreadable'],
  ['', 'empty'],
  [' \n\t', 'empty'],
  ['a'.repeat(TEMPLATE_LIMIT + 1), 'too_long'],
];

describe('a reply template', () => {
  test.each(attacks)('refuses %j with the reason %s', (source, reason) => {
    expect(parseTemplate(source)).toMatchObject({ refused: reason });
  });

  test('says in which line', () => {
    expect(parseTemplate('Halo {{nama}},\n\n{{umur}}')).toEqual({ refused: 'unknown_variable', line: 3, name: 'umur' });
    expect(parseTemplate('Halo\n{{#if nama}}\nx\n{{/if}}')).toMatchObject({ refused: 'not_plain', line: 2 });
    expect(parseTemplate('Halo\n\n{{nama')).toMatchObject({ refused: 'unreadable', line: 3 });
  });

  test('is judged at once, however it is knotted', () => {
    const began = process.cpuUsage(); // of our own, however busy the machine is
    parseTemplate('{{#if a}}'.repeat(900) + '{{/if}}'.repeat(900));
    parseTemplate('{{'.repeat(TEMPLATE_LIMIT / 2));
    parseTemplate('{{nama}}'.repeat(TEMPLATE_LIMIT / 8));
    parseTemplate(`{{nama ${'('.repeat(9_000)}`);
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(5_000);
  });

  test('keeps plain text as it is, single braces and HTML included', () => {
    const source = 'Halo { {x} } <b>tebal</b> & "kutip"\r\n\n- satu\n';
    expect(filled(source, {})).toBe(source);
  });
});

describe('filling', () => {
  test('puts values in once: what a konseli calls herself is never read as a template', () => {
    expect(filled('Halo {{nama}}, dari {{konselor}}', { nama: '{{konselor}}', konselor: 'Bu Ani' })).toBe(
      'Halo {{konselor}}, dari Bu Ani',
    );
    expect(filled('Halo {{nama}}', { nama: '{{konselor.password}}' })).toBe('Halo {{konselor.password}}');
  });

  test('does not escape: a letter is plain text', () => {
    expect(filled('{{ nama }}', { nama: 'D’Arc & "Co" <x>' })).toBe('D’Arc & "Co" <x>');
  });

  test('leaves what it does not know to the counsellor', () => {
    const text = filled('{{nama}} {{perasaan}} {{langkah}}', { nama: null, langkah: 'berjalan' });
    expect(text).toBe('{{nama}} {{perasaan}} berjalan');
    expect(unresolvedVariables(text)).toEqual(['nama', 'perasaan']);
  });

  test('takes no value from a prototype', () => {
    const parsed = parseTemplate('{{constructor}}', ['constructor']);
    expect('template' in parsed && fillTemplate(parsed.template, {})).toBe('{{constructor}}');
  });
});

describe('what is left in a text', () => {
  test.each([
    ['Halo {{nama}} dan {{ nama }}', ['nama']],
    ['{{naam}}', ['naam']],
    ['{{NAMA}} {{perasaan}}', ['NAMA', 'perasaan']],
    ['{{konselor.password}} { {nama} } {nama}', []],
    ['{{nama satu}}', []],
  ])('%j holds %j', (text, names) => expect(unresolvedVariables(text)).toEqual(names));
});

function filled(source: string, values: Record<string, string | null>): string {
  const parsed = parseTemplate(source);
  if ('refused' in parsed) throw new Error(parsed.refused);
  return fillTemplate(parsed.template, values);
}
