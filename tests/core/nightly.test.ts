// Work of the quiet hours: once a night, and on a machine that sleeps at night once a day and a half.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNightlyDue } from '../../src/core/nightly.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-03-04T00:00:00Z');
const at = (hours: number) => new Date(START + hours * HOUR);

test.each([
  ['nothing was ever read', { last: null, since: null, now: at(3), hour: 3 }, false],
  ['the first night', { last: null, since: at(0), now: at(2), hour: 2 }, true],
  ['the first day', { last: null, since: at(0), now: at(12), hour: 12 }, false],
  ['done an hour ago', { last: at(2), since: at(0), now: at(3), hour: 3 }, false],
  ['done last night', { last: at(2), since: at(0), now: at(26), hour: 2 }, true],
  ['done last night, by day', { last: at(2), since: at(0), now: at(30), hour: 6 }, false],
  ['missed a night, by day', { last: at(2), since: at(0), now: at(39), hour: 15 }, true],
])('%s', (_, times, expected) => {
  expect(isNightlyDue(times)).toBe(expected);
});

test('asked every hour of a month, it is done once a night and never waits longer than two days', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 24 }), (hoursOn) => {
      const done: number[] = [];
      for (let n = 0; n < 24 * 30; n++) {
        const hour = n % 24;
        const last = done.length ? at(done.at(-1)!) : null;
        if (hoursOn.includes(hour) && isNightlyDue({ last, since: at(0), now: at(n), hour })) done.push(n);
      }
      const waits = done.slice(1).map((when, n) => when - done[n]!);
      expect(Math.max(...waits)).toBeLessThanOrEqual(48); // 36, and until the machine is switched on again
      expect(Math.min(...waits)).toBeGreaterThan(12);
    }),
  );
});
