// The sheet of satisfaction, out of replies as people write them (satisfaction.jsonl: 37 invented ones), and what is none.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askable, questionBlock, withoutQuestions } from '../../../src/core/answers/questions.ts';
import { readAnswers } from '../../../src/core/answers/read-answers.ts';
import { readConsent } from '../../../src/core/answers/read-consent.ts';

const replies = readFileSync(join(import.meta.dirname, 'satisfaction.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { id: string; how: string; text: string; satisfaction: object | null });

describe('replies as people write them', () => {
  test('are all there', () => {
    expect(replies).toHaveLength(37);
  });

  test.each(replies.map((reply) => [reply.id, reply.how, reply] as const))('%s: %s', (_id, _how, reply) => {
    const given = readAnswers(reply.text, ['satisfaction']);
    expect(given.satisfaction ?? null).toEqual(reply.satisfaction);
    expect(given.pulse).toBeNull();
  });

  test.each(replies)('nothing is read where no sheet was sent: $id', ({ text }) => {
    expect(readAnswers(text)).not.toHaveProperty('satisfaction');
  });
});

describe('our own sheet', () => {
  const marks = fc.tuple(...Array.from({ length: 5 }, () => fc.integer({ min: 1, max: 4 })));

  test('is read as it was filled in, in both languages, wherever the program put its quote marks', () => {
    fc.assert(
      fc.property(marks, fc.constantFrom('id', 'en'), fc.constantFrom('', '> ', '>'), (given, language, mark) => {
        let at = 0;
        const block = questionBlock('satisfaction', language as 'id').replace(/: $/gm, () => `: ${given[at++]}`);
        const [heard, easy, useful, safe, again] = given;
        expect(readAnswers(`Halo Bu,\n\n${block.replace(/^/gm, mark)}\n\nMakasih.`, askable).satisfaction).toEqual({
          heard,
          easy,
          useful,
          safe,
          again,
        });
      }),
    );
  });

  test.each(['id', 'en'] as const)('left empty it says nothing (%s)', (language) => {
    const block = questionBlock('satisfaction', language);
    expect(readAnswers(`Baik.\n\n${block}`, askable)).toEqual({ pulse: null, evaluation: null, goals: null });
  });

  test('goes from the end of a letter that comes back as a draft', () => {
    const blocks = [questionBlock('satisfaction', 'id'), questionBlock('follow_up', 'id')].join('\n\n');
    expect(withoutQuestions(`Halo Sari\n\n${blocks}`)).toBe('Halo Sari');
  });
});

test.each(['id', 'en'] as const)(
  'whether letters afterwards are welcome is read like the third consent (%s)',
  (language) => {
    const block = questionBlock('follow_up', language);
    const answered = (word: string) => `Makasih.\n\n${block}${word}`.replace(/^/gm, '> ');
    expect(readConsent(answered(language === 'id' ? 'boleh' : 'yes'))).toEqual({ follow_up: true });
    expect(readConsent(answered(language === 'id' ? 'tidak usah' : 'no'))).toEqual({ follow_up: false });
    expect(readConsent(answered(''))).toBeNull();
  },
);

test('anything may be written: marks stay between 1 and 4', () => {
  const pieces = fc.constantFrom(...'K1. |K2|K5: |4|3/4|empat|44|semua |\n|\n> |>> |: |eh |lewat |1. |2) '.split('|'));
  fc.assert(
    fc.property(fc.array(fc.oneof({ weight: 4, arbitrary: pieces }, fc.string()), { maxLength: 50 }), (parts) => {
      const given = readAnswers(parts.join(''), ['satisfaction']).satisfaction;
      for (const mark of Object.values(given ?? {})) if (mark !== null) expect([1, 2, 3, 4]).toContain(mark);
    }),
    { numRuns: 500 },
  );
});
