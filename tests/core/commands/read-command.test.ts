// What a konseli asks for in a word or a sentence, as people write it; and ordinary letters that hold the same words.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCodes } from '../../../src/core/commands/read-code.ts';
import { readCommand } from '../../../src/core/commands/read-command.ts';

interface Fixture {
  /** the command; with a + when the letter says more as well; null: none */
  says: string | null;
  subject: string;
  text: string;
  name?: string;
  until?: string;
  files?: true;
}

/** a Wednesday */
const TODAY = '2026-03-04';
const fixtures = readFileSync(join(import.meta.dirname, 'letters.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Fixture);

const letterOf = ({ subject, text, name = 'Sari Lestari', files }: Partial<Fixture>) => ({
  subject: subject ?? '',
  newText: text ?? '',
  name,
  hasFiles: files === true,
});

test('there are many of them, and many that are ordinary', () => {
  expect(fixtures.length).toBeGreaterThanOrEqual(150);
  expect(fixtures.filter(({ says }) => says === null).length).toBeGreaterThanOrEqual(40);
});

test.each(fixtures)('$says: "$subject" · "$text"', (fixture) => {
  const command = readCommand(letterOf(fixture), TODAY);
  expect(command && `${command.kind}${command.bare ? '' : '+'}`).toBe(fixture.says);
  expect(command?.until ?? undefined).toBe(fixture.until);
});

describe('whatever stands below', () => {
  const sentence = fc.constantFrom(
    'Bu, saya takut.',
    'Kemarin ayah marah lagi.',
    'Saya tidak bisa tidur',
    'I am scared.',
  );

  test('a letter that says more is never a bare command', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('HAPUS', 'hapus data saya', 'STOP', 'berhenti konseling'),
        sentence,
        (first, more) => {
          expect(readCommand(letterOf({ text: `${first}\n\n${more}` }), TODAY)?.bare ?? false).toBe(false);
        },
      ),
    );
  });

  test('a command below an ordinary line is none', () => {
    fc.assert(
      fc.property(sentence, fc.constantFrom('HAPUS', 'BERHENTI', 'SALINAN'), (first, word) => {
        expect(readCommand(letterOf({ text: `${first}\n${word}` }), TODAY)).toBeNull();
      }),
    );
  });

  test('no text takes long or fails', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ maxLength: 200 }), (text, subject) => {
        readCommand(letterOf({ text, subject }), TODAY);
        readCodes(letterOf({ text, subject }));
      }),
    );
    const began = performance.now();
    for (const piece of ['ya ', 'terima kasih ', 'tolong ', 'bu,', 'halo ', 'semua ', '1', '123 456 '])
      readCommand(letterOf({ text: piece.repeat(20_000), subject: piece.repeat(2_000) }), TODAY);
    expect(performance.now() - began).toBeLessThan(5000);
  });
});

describe('a code that comes back', () => {
  test.each([
    ['482913', ['482913'], true],
    ['482 913', ['482913'], true],
    ['Kode: 482-913\n\nTerima kasih', ['482913'], true],
    ['Halo Bu, \nini kodenya 482 913\nSari', ['482913'], true],
    ['482913. Tapi sebenarnya saya ragu, Bu.', ['482913'], false],
    ['Nomor saya 0812 482 913', null, false],
    ['081234567890', null, false],
    ['Rp 1.482.913', null, false],
    ['111111 222222 333333 444444', null, false],
    ['Terima kasih', null, false],
  ])('%s', (text, codes, bare) => {
    const said = readCodes(letterOf({ text, subject: 'Re: Mohon bantuan' }));
    expect(said?.codes ?? null).toEqual(codes);
    if (said) expect(said.bare).toBe(bare);
  });
});
