// Letters that come after the ending: when, and to whom never.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AftercareFacts, aftercareDue, refuseAftercare } from '../../src/core/aftercare.ts';

const DAY = 86_400_000;

test('two letters, counted from the ending, the short one first', () => {
  const closedAt = new Date('2026-03-04T02:00:00Z');
  expect(aftercareDue(closedAt, { short_term: 21, long_term: 90 })).toEqual([
    { term: 'short_term', dueAt: new Date(closedAt.getTime() + 21 * DAY) },
    { term: 'long_term', dueAt: new Date(closedAt.getTime() + 90 * DAY) },
  ]);
});

const well: AftercareFacts = { erased: false, consent: true, risk: 'none', signs: 'none', otherOpenCase: false };

test.each<[string, Partial<AftercareFacts>, ReturnType<typeof refuseAftercare>]>([
  ['who agreed and is well', {}, null],
  ['who never said anything', { consent: null }, 'no_consent'],
  ['who took it back', { consent: false }, 'no_consent'],
  ['who is in danger', { risk: 'urgent' }, 'danger'],
  ['who gives cause for concern', { risk: 'concern' }, 'danger'],
  ['whose last letter has signs that nobody answered', { signs: 'amber' }, 'danger'],
  ['who is here again', { otherOpenCase: true }, 'open_case'],
  ['who was erased', { erased: true }, 'erased'],
])('%s', (_, facts, why) => {
  expect(refuseAftercare({ ...well, ...facts })).toBe(why);
});

test('only whoever agreed, is not in danger and is not here again is written to', () => {
  fc.assert(
    fc.property(
      fc.record({
        erased: fc.boolean(),
        consent: fc.constantFrom(true, false, null),
        risk: fc.constantFrom('unread' as const, 'none' as const, 'concern' as const, 'urgent' as const),
        signs: fc.constantFrom('none' as const, 'amber' as const, 'red' as const),
        otherOpenCase: fc.boolean(),
      }),
      (facts) => {
        const harmless = !['urgent', 'concern'].includes(facts.risk) && facts.signs === 'none';
        const may = facts.consent === true && harmless && !facts.otherOpenCase && !facts.erased;
        expect(refuseAftercare(facts) === null).toBe(may);
      },
    ),
  );
});
