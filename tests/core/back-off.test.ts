import { expect, test } from 'vitest';
import { retryAfter } from '../../src/core/back-off.ts';

const MINUTE = 60_000;

test('a mail is tried again after 1 minute first, 4 hours at last, for 48 hours in all', () => {
  const waits: number[] = [];
  for (let attempt = 1; ; attempt++) {
    const wait = retryAfter(attempt);
    if (wait === null) break;
    waits.push(wait / MINUTE);
  }
  expect(waits.slice(0, 10)).toEqual([1, 2, 4, 8, 15, 30, 60, 120, 240, 240]);
  expect(new Set(waits.slice(9))).toEqual(new Set([240]));
  const all = waits.reduce((sum, wait) => sum + wait, 0);
  expect(all).toBeLessThanOrEqual(48 * 60);
  expect(all).toBeGreaterThan(44 * 60);
  expect(retryAfter(waits.length + 5)).toBeNull();
});
