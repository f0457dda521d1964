import { describe, expect, test } from 'vitest';
import type { Pulse } from '../../../src/core/answers/read-pulse.ts';
import { ruptureIn } from '../../../src/core/answers/rupture.ts';

const pulse = (bond: number | null, aims: number | null, way: number | null, understood: number | null): Pulse => ({
  bond,
  aims,
  way,
  understood,
});

describe('a look at the relationship is asked for', () => {
  test.each([
    ['the last letter was not understood, also the first time', pulse(9, 9, 9, 4), [], 'not_understood'],
    ['one number fell by three', pulse(6, 8, 8, 8), [pulse(9, 8, 8, 8)], 'drop'],
    ['all fell a little', pulse(7, 7, 7, 7), [pulse(9, 9, 8, 8)], 'drop'],
    [
      'a number fell since it was last given, however long ago',
      pulse(5, null, null, null),
      [pulse(8, 8, 8, 8), pulse(null, 8, 8, 8)],
      'drop',
    ],
  ])('when %s', (_, now, before, sign) => {
    expect(ruptureIn(now, before)).toBe(sign);
  });
});

describe('and not', () => {
  test.each([
    ['for a first pulse that is low', pulse(3, 3, 3, 5), []],
    ['when nothing changed', pulse(8, 8, 8, 8), [pulse(8, 8, 8, 8)]],
    ['when one number fell by two', pulse(6, 8, 8, 8), [pulse(8, 8, 8, 8)]],
    ['when numbers rose', pulse(9, 9, 9, 9), [pulse(4, 4, 4, 5)]],
    ['when what fell has risen again since', pulse(7, 7, 7, 7), [pulse(9, 9, 9, 9), pulse(7, 7, 7, 7)]],
    ['for what was not given', pulse(null, null, null, null), [pulse(9, 9, 9, 9)]],
    ['when one of a single pair fell a little', pulse(7, null, null, null), [pulse(9, 9, 9, 9)]],
  ])('%s', (_, now, before) => {
    expect(ruptureIn(now, before)).toBeNull();
  });
});
