import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leavesAt, type SafeHours } from '../../src/core/safe-hours.ts';

const every = [1, 2, 3, 4, 5, 6, 7];
const at = (text: string) => new Date(text);
const jakarta = (text: string) => new Date(`${text}+07:00`);

describe('safe hours', () => {
  const afternoons: SafeHours = { days: [1, 2, 3, 4, 5], from: 13 * 60, until: 17 * 60 };
  const nights: SafeHours = { days: [5], from: 22 * 60, until: 5 * 60 };

  test.each([
    ['inside: at once', '2026-03-04T14:00', '2026-03-04T14:00', afternoons],
    ['before: when they begin', '2026-03-04T09:00', '2026-03-04T13:00', afternoons],
    ['at the minute they end it is too late', '2026-03-04T17:00', '2026-03-05T13:00', afternoons],
    ['after the last day of the week', '2026-03-06T18:00', '2026-03-09T13:00', afternoons],
    ['past midnight they belong to the day before', '2026-03-07T02:00', '2026-03-07T02:00', nights],
    ['the night of another day is not safe', '2026-03-06T02:00', '2026-03-06T22:00', nights],
    ['after the night', '2026-03-07T05:00', '2026-03-13T22:00', nights],
  ])('%s', (_, asked, leaves, hours) => {
    expect(leavesAt(jakarta(asked), hours, 'Asia/Jakarta')).toEqual(jakarta(leaves));
  });

  test('none agreed: at any time', () => {
    expect(leavesAt(at('2026-03-04T20:00:00Z'), null, 'Asia/Jakarta')).toEqual(at('2026-03-04T20:00:00Z'));
  });

  test('are of the service’s time zone', () => {
    const noon = { days: every, from: 12 * 60, until: 13 * 60 };
    const zones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'];
    expect(zones.map((zone) => leavesAt(at('2026-03-04T00:00:00Z'), noon, zone).toISOString().slice(11, 16))).toEqual([
      '05:00',
      '04:00',
      '03:00',
    ]);
  });
});

const minute = fc.integer({ min: 0, max: 1439 });
const anyHours = fc
  .record({ days: fc.subarray(every, { minLength: 1 }), from: minute, until: minute })
  .filter(({ from, until }) => from !== until);
const anyMoment = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2028, 0, 1) }).map((ms) => new Date(ms));
/** with clocks that jump, and zones off the hour */
const anyZone = fc.constantFrom('Asia/Jakarta', 'Asia/Jayapura', 'Asia/Kathmandu', 'Europe/Berlin', 'America/St_Johns');

/** Told without the rule: by the clock on the wall. */
function isSafe(moment: Date, hours: SafeHours, zone: string): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone);
  const minutes = local.hour * 60 + local.minute;
  const today = hours.days.includes(local.dayOfWeek);
  const yesterday = hours.days.includes(local.subtract({ days: 1 }).dayOfWeek);
  if (hours.from < hours.until) return today && minutes >= hours.from && minutes < hours.until;
  return (today && minutes >= hours.from) || (yesterday && minutes < hours.until);
}

describe('whenever and wherever', () => {
  test('a letter never leaves early, and not outside of the hours', () => {
    const jumping = ['Europe/Berlin', 'America/St_Johns'];
    fc.assert(
      fc.property(anyMoment, anyHours, anyZone, (moment, hours, zone) => {
        const leaves = leavesAt(moment, hours, zone);
        expect(leaves.getTime()).toBeGreaterThanOrEqual(moment.getTime());
        // In the hour that a clock jumps over or repeats, the wall says something else than the rule.
        if (!jumping.includes(zone)) expect(isSafe(leaves, hours, zone)).toBe(true);
      }),
    );
  });

  test('it does not wait where it is safe already, nor longer than eight days', () => {
    fc.assert(
      fc.property(anyMoment, anyHours, (moment, hours) => {
        const leaves = leavesAt(moment, hours, 'Asia/Jakarta');
        if (isSafe(moment, hours, 'Asia/Jakarta')) expect(leaves).toEqual(moment);
        else expect(isSafe(new Date(leaves.getTime() - 60_000), hours, 'Asia/Jakarta')).toBe(false);
        expect(leaves.getTime() - moment.getTime()).toBeLessThanOrEqual(8 * 86_400_000);
      }),
    );
  });

  test('asked again at that moment, the answer is the same', () => {
    fc.assert(
      fc.property(anyMoment, anyHours, anyZone, (moment, hours, zone) => {
        const leaves = leavesAt(moment, hours, zone);
        expect(leavesAt(leaves, hours, zone)).toEqual(leaves);
      }),
    );
  });
});
