// What a case weighs, and when somebody carries enough.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capOf, refuseLoad, weightOf } from '../../src/core/load.ts';

const weights = { base: 1, concern: 2, urgent: 4, afterRed: 3 };
const NOW = new Date('2026-03-04T02:00:00Z');
const ago = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
const plain = { risk: 'none', signs: 'none', redAt: null, asleepUntil: null };

describe('a case weighs', () => {
  test.each([
    ['one like any other', {}, 1],
    ['unread', { risk: 'unread' }, 1],
    ['a concern', { risk: 'concern' }, 2],
    ['urgent', { risk: 'urgent' }, 4],
    ['a red letter thirteen days ago', { redAt: ago(13.9) }, 3],
    ['a red letter, read as a concern since', { risk: 'concern', redAt: ago(1) }, 3],
    ['a red letter long ago', { redAt: ago(14) }, 1],
    ['red signs that stand', { signs: 'red' }, 3],
    ['asleep', { risk: 'concern', asleepUntil: ago(-1) }, 0],
    ['awake again', { asleepUntil: ago(1) }, 1],
    ['urgent and put off', { risk: 'urgent', asleepUntil: ago(-1) }, 4],
  ])('%s', (_, facts, weight) => {
    expect(weightOf({ ...plain, ...facts }, weights, NOW)).toBe(weight);
  });
});

test('a cap of one’s own lies below that of the service or does not count', () => {
  expect([capOf(12, null), capOf(12, 6), capOf(12, 0), capOf(8, 20)]).toEqual([12, 6, 0, 8]);
});

const number = fc.integer({ min: 0, max: 40 });
test('without danger nobody but the last resort goes above the cap, and nobody on a pause gets anything', () => {
  fc.assert(
    fc.property(number, number, number, fc.boolean(), fc.boolean(), fc.boolean(), (...facts) => {
      const [carried, added, cap, onPause, inDanger, lastResort] = facts;
      const refused = refuseLoad({ carried, added, cap, onPause, inDanger, lastResort });
      if (inDanger) expect(refused).toBeNull();
      else if (onPause) expect(refused).toBe('on_pause');
      else expect(refused === null).toBe(lastResort || carried + added <= cap);
    }),
  );
});
