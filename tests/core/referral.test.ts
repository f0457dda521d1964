// What a letter of referral may hold, and who must have agreed before it leaves.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterAnswer,
  afterNews,
  composeReferral,
  ended,
  expertFields,
  hasLeft,
  itemsFor,
  missingCover,
  newsIn,
  newsKinds,
  type ReferralState,
  referralItems,
} from '../../src/core/referral.ts';

const states: readonly ReferralState[] = [
  'prepared',
  'asked',
  'consented',
  'sent',
  'accepted',
  'appointed',
  'reported',
  'finished',
  'declined',
  'withdrawn',
];

describe('the letter', () => {
  test('holds what was ticked and not a word more, in the order of the list', () => {
    const words = { name: 'Sari', concern: 'sulit tidur', passages: 'jangan bilang ayah' };
    expect(composeReferral('id', ['concern', 'name'], words)).toBe('Nama: Sari\n\nPokok persoalan: sulit tidur');
    expect(composeReferral('en', ['name'], words)).toBe('Name: Sari');
  });

  test('of any ticks and words, nothing unticked is in it', () => {
    const word = fc.stringMatching(/^[a-z]{12}$/);
    fc.assert(
      fc.property(
        fc.subarray([...referralItems]),
        fc.tuple(...referralItems.map(() => word)).filter((all) => new Set(all).size === all.length),
        (ticked, all) => {
          const words = Object.fromEntries(referralItems.map((item, n) => [item, all[n]!]));
          const text = composeReferral('id', ticked, words);
          for (const item of referralItems) expect(text.includes(words[item]!)).toBe(ticked.includes(item));
        },
      ),
    );
  });

  test('to those who look into violence holds the report, and nothing of the counselling', () => {
    for (const field of ['tppk', 'satgas'] as const)
      expect(itemsFor(field)).toEqual(['name', 'reach', 'age', 'incident', 'wish']);
    for (const field of expertFields.filter((one) => one !== 'tppk' && one !== 'satgas'))
      expect(itemsFor(field)).toEqual(referralItems);
  });
});

describe('it may leave', () => {
  const nothing = { answer: null, grownUp: true, guardianConsented: false, overridden: [] };

  test.each([
    ['with the yes of somebody grown up', { ...nothing, answer: 'yes' as const }, []],
    ['with nothing', nothing, ['consent']],
    ['with a no', { ...nothing, answer: 'no' as const }, ['consent']],
    ['with a wish for change', { ...nothing, answer: 'change' as const }, ['consent']],
    ['with a child’s yes alone', { ...nothing, answer: 'yes' as const, grownUp: false }, ['guardian']],
    [
      'with a child’s yes and a guardian’s',
      { ...nothing, answer: 'yes' as const, grownUp: false, guardianConsented: true },
      [],
    ],
    [
      'with two persons for everything',
      { ...nothing, grownUp: false, overridden: ['consent', 'guardian'] as const },
      [],
    ],
    ['with two persons for one leg', { ...nothing, grownUp: false, overridden: ['consent'] as const }, ['guardian']],
  ])('%s', (_, facts, missing) => {
    expect(missingCover(facts)).toEqual(missing);
  });
});

describe('its way', () => {
  test('a no brings back what has not left and ends what has; what is over stays over', () => {
    for (const state of states)
      for (const answer of ['no', 'change'] as const)
        expect(afterAnswer(state, answer)).toBe(ended(state) ? state : hasLeft(state) ? 'withdrawn' : 'prepared');
  });

  test('a yes sends nothing by itself', () => {
    for (const state of states) expect(hasLeft(afterAnswer(state, 'yes'))).toBe(hasLeft(state));
  });

  test('news comes only of what has left, and what is declined was never accepted', () => {
    for (const state of states)
      for (const kind of newsKinds) {
        const next = afterNews(state, kind);
        expect(next !== null).toBe(newsIn(state).includes(kind));
        if (next) expect(hasLeft(state)).toBe(true);
        if (next === 'declined') expect(state).toBe('sent');
      }
  });
});
