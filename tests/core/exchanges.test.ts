import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideAgreement, MOST_EXCHANGES, placeOfNext, remaining } from '../../src/core/exchanges.ts';

test.each([
  [0, 'early'],
  [3, 'early'],
  [4, 'last_but_one'],
  [5, 'last'],
  [6, 'over'],
  [9, 'over'],
] as const)('of six, after %i the next is %s', (used, place) => {
  expect(placeOfNext({ agreed: 6, used })).toBe(place);
});

test('what remains never falls below nothing', () => {
  fc.assert(
    fc.property(fc.nat(100), fc.nat(100), (agreed, used) => {
      expect(remaining({ agreed, used })).toBe(agreed > used ? agreed - used : 0);
    }),
  );
});

test('more than before needs a reason, less or the same needs none', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: MOST_EXCHANGES }), fc.integer({ min: 1, max: 60 }), (wanted, before) => {
      expect(decideAgreement(wanted, before, true)).toEqual({ longer: wanted > before });
      expect(decideAgreement(wanted, before, false)).toEqual(
        wanted > before ? { refused: 'longer_needs_a_reason' } : { longer: false },
      );
    }),
  );
  for (const wanted of [0, -1, 61, 2.5, Number.NaN])
    expect(decideAgreement(wanted, 6, true)).toEqual({ refused: 'exchanges_out_of_range' });
});
