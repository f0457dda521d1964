// Figures that tell of the service and of nobody in it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { showCounts } from '../../src/core/kept-promises.ts';

test.each([
  [
    { kept: 20, explained: 6, missed: 0 },
    { kept: 20, explained: 6, missed: 0, percent: 100 },
  ],
  [
    { kept: 20, explained: 5, missed: 25 },
    { kept: 20, explained: 5, missed: 25, percent: 50 },
  ],
  [
    { kept: 20, explained: 8, missed: 1 },
    { kept: 20, explained: null, missed: null, percent: null },
  ],
  [
    { kept: 20, explained: 2, missed: 1 },
    { kept: 20, explained: null, missed: null, percent: null },
  ],
  [
    { kept: 3, explained: 0, missed: 1 },
    { kept: null, explained: null, missed: null, percent: null },
  ],
  [
    { kept: 0, explained: 0, missed: 0 },
    { kept: null, explained: null, missed: null, percent: null },
  ],
])('%o is shown as %o', (counts, shown) => {
  expect(showCounts(counts)).toEqual(shown);
});

test('no small number is shown, nor one that a percentage or the others would tell', () => {
  const count = fc.nat({ max: 30 });
  fc.assert(
    fc.property(fc.record({ kept: count, explained: count, missed: count }), (counts) => {
      const { percent, ...shown } = showCounts(counts);
      const numbers = Object.values(shown);
      expect(numbers.filter((n) => n !== null && n > 0 && n < 5)).toEqual([]);
      const hidden = numbers.filter((n) => n === null).length;
      expect(hidden === 1).toBe(false);
      if (hidden) expect(percent).toBeNull();
    }),
  );
});
