// What konseli answer to our questions, out of replies as people write them (replies.jsonl: 280 invented letters, 84 of them
// ordinary ones full of numbers), and what must never be taken for an answer.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AskedInBlock, askable, questionBlock, withoutQuestions } from '../../../src/core/answers/questions.ts';
import { readAnswers } from '../../../src/core/answers/read-answers.ts';

interface Reply {
  id: string;
  group: 'pulse' | 'evaluation' | 'both' | 'ordinary';
  how: string;
  text: string;
  pulse: object | null;
  evaluation: object | null;
  /** a person reads it without doubt, and the rules do not */
  beyondUs?: true;
}

const replies = readFileSync(join(import.meta.dirname, 'replies.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Reply);

const blocks: readonly AskedInBlock[] = ['pulse', 'evaluation'];
const NOTHING = { pulse: null, evaluation: null, goals: null };

describe('replies as people write them', () => {
  test('are all there', () => {
    expect(replies).toHaveLength(280);
    expect(replies.filter(({ group }) => group === 'ordinary')).toHaveLength(84);
    expect(replies.filter(({ beyondUs }) => beyondUs).length / replies.length).toBeLessThan(0.05);
  });

  const read = replies.filter(({ beyondUs }) => !beyondUs);
  test.each(read.map((reply) => [reply.id, reply.how, reply] as const))('%s: %s', (_id, _how, reply) => {
    expect(readAnswers(reply.text)).toEqual({ pulse: reply.pulse, evaluation: reply.evaluation, goals: null });
  });

  test.each(replies.filter(({ beyondUs }) => beyondUs))(
    'what is beyond the rules is left open, never wrong: $how',
    ({ text, pulse }) => {
      for (const [item, score] of Object.entries(readAnswers(text).pulse ?? {}))
        expect([null, (pulse as Record<string, number | null>)[item]]).toContain(score);
    },
  );

  test.each(replies.filter(({ group }) => group === 'ordinary'))(
    'an ordinary letter answers nothing, also when we had asked: $id',
    ({ text }) => {
      expect(readAnswers(text, askable)).toEqual(NOTHING);
    },
  );
});

describe('our own block', () => {
  const numbers = fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 0, max: 20 }).map((n) => n / 2)));

  test('is read as it was filled in, in both languages, wherever the program put its quote marks', () => {
    fc.assert(
      fc.property(
        numbers,
        fc.constantFrom('id' as const, 'en' as const),
        fc.constantFrom('', '> ', '>'),
        fc.boolean(),
        (given, language, mark, comma) => {
          const written = given.map((n) => (comma ? `${n}`.replace('.', ',') : `${n}`));
          let at = 0;
          const block = questionBlock('pulse', language).replace(/: $/gm, () => `: ${written[at++]}`);
          const [bond, aims, way, understood] = given;
          const text = `Halo Bu,\n\n${block.replace(/^/gm, mark)}\n\nTerima kasih.`;
          expect(readAnswers(text).pulse).toEqual({ bond, aims, way, understood });
        },
      ),
    );
  });

  test.each(['id', 'en'] as const)('left empty it says nothing (%s)', (language) => {
    for (const asked of blocks) expect(readAnswers(questionBlock(asked, language), askable)).toEqual(NOTHING);
    const both = blocks.map((asked) => questionBlock(asked, language)).join('\n\n');
    expect(readAnswers(`Baik, Bu.\n\n${both.replace(/^/gm, '> ')}`, askable)).toEqual(NOTHING);
  });

  test('goes from the end of a letter that comes back as a draft, and nothing else does', () => {
    const letter = 'Halo Sari,\n\n1. Saya merasa diterima apa adanya: itu kata-katamu.';
    const asked = blocks.map((one) => questionBlock(one, 'id')).join('\n\n');
    expect(withoutQuestions(`${letter}\n\n${asked}`)).toBe(letter);
    expect(withoutQuestions(letter)).toBe(letter);
  });
});

describe('goals', () => {
  const goals = [
    { position: 1, words: 'Datang latihan tanpa sakit perut' },
    { position: 3, words: 'Bicara dengan ibu: tanpa marah' },
  ];
  const block = questionBlock('goals', 'id', goals);
  const lead = 'Pada Sel, 3 Nov 2026 pukul 19.20 Konseling menulis:';

  test.each([
    [
      'behind the quoted goal',
      `Hai\n\n${lead}\n\n${block.replace(/: $/gm, ': 6').replace(/^/gm, '> ')}`,
      { 1: 6, 3: 6 },
    ],
    ['one of them', `${block.replace(/marah: $/m, 'marah: 7,5')}`, { 3: 7.5 }],
    ['above, by number', `T1 6, T3: 8\n\n${lead}\n\n${block.replace(/^/gm, '> ')}`, { 1: 6, 3: 8 }],
    [
      'over line ends',
      `${lead}\n\n> T1. Datang latihan tanpa\n> sakit perut: 4\n> T3. Bicara dengan ibu: tanpa\n> marah:`,
      { 1: 4 },
    ],
    [
      'below the quoted goal',
      `${lead}\n\n> T1. Datang latihan tanpa sakit perut:\n\n5\n\n> T3. Bicara dengan ibu: tanpa marah:\n\nlewat`,
      { 1: 5 },
    ],
  ])('%s', (_, text, ratings) => {
    expect(readAnswers(text, ['goals']).goals).toEqual(ratings);
  });

  test.each([
    ['left empty', block],
    [
      'answered in an older letter',
      `Ya.\n\n${lead}\n\n> Baik.\n>\n> Pada Sen, 2 Nov 2026 pukul 10.00 Sari menulis:\n>\n>> T1. Datang: 9`,
    ],
    ['names of buses and rooms', 'Aku naik T1 ke terminal, terus ke ruang T3 lantai 2, jam 7.'],
  ])('nothing when %s', (_, text) => {
    expect(readAnswers(text, ['goals']).goals).toBeNull();
  });
});

test('anything may be written: it is read without a fault, and numbers stay between 0 and 10', () => {
  const pieces = fc.constantFrom(
    ...'1. |2) |3: |no 4 |yang kedua |8|10|-3|7,5|1000|semua |/10| dari 10|eh |tujuh |A. |C: |\n|\n> |>> |: |diterima |maksud |setengah |jam '.split(
      '|',
    ),
    'Pada Sel, 3 Nov 2026 pukul 19.20 Bu Ratna <ratna@konseling.example> menulis:\n',
    questionBlock('pulse', 'id'),
    questionBlock('evaluation', 'en'),
  );
  fc.assert(
    fc.property(fc.array(fc.oneof({ weight: 4, arbitrary: pieces }, fc.string()), { maxLength: 60 }), (parts) => {
      const { pulse, evaluation } = readAnswers(parts.join(''), askable);
      for (const score of Object.values(pulse ?? {})) if (score !== null) expect(score >= 0 && score <= 10).toBe(true);
      for (const words of Object.values(evaluation ?? {})) expect(words === null || words.trim() !== '').toBe(true);
    }),
    { numRuns: 500 },
  );
});
