// When a silence is a silence: days of the calendar, at the hour of opening, never closer together than was set, rests aside.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asksToStop } from '../../src/core/asks-to-stop.ts';
import type { Calendar } from '../../src/core/promise-clock.ts';
import { expectedAt, restedSince, stepDueAt } from '../../src/core/silence.ts';

const calendar: Calendar = {
  timeZone: 'Asia/Jakarta',
  workdays: [1, 2, 3, 4, 5],
  opens: '07:30',
  closes: '15:30',
  holidays: [],
};
const DAYS = [3, 7, 14, 21];
const at = (text: string) => new Date(text);
const DAY = 86_400_000;
const moment = fc.date({ min: at('2026-01-01'), max: at('2027-01-01'), noInvalidDate: true });

describe('the days', () => {
  test('are counted from the day of our letter, and come when the service opens', () => {
    const sent = at('2026-03-04T16:10:00Z'); // 23:10 in Jakarta
    const expected = expectedAt(sent, 7, calendar, sent);
    expect(expected).toEqual(at('2026-03-11T00:30:00Z'));
    expect(stepDueAt(1, expected, null, DAYS, calendar)).toEqual(at('2026-03-14T00:30:00Z'));
    expect(stepDueAt(2, expected, at('2026-03-14T00:31:00Z'), DAYS, calendar)).toEqual(at('2026-03-18T00:30:00Z'));
    expect(stepDueAt(4, expected, at('2026-03-25T00:31:00Z'), DAYS, calendar)).toEqual(at('2026-04-01T00:30:00Z'));
  });

  test('begin anew where nobody looked for long', () => {
    const now = at('2026-06-01T05:00:00Z');
    expect(expectedAt(at('2026-03-04T03:00:00Z'), 7, calendar, now)).toEqual(now);
  });

  test('stay as far apart as was set, however late a step came', () => {
    fc.assert(
      fc.property(moment, fc.nat({ max: 40 * DAY }), fc.constantFrom(2, 3, 4), (expected, late, step) => {
        const before = new Date(expected.getTime() + late);
        const due = stepDueAt(step, expected, before, DAYS, calendar);
        const apart = DAYS[step - 1]! - DAYS[step - 2]!;
        expect(due.getTime() - before.getTime()).toBeGreaterThan((apart - 1) * DAY);
        expect(due >= stepDueAt(step, expected, null, DAYS, calendar)).toBe(true);
      }),
    );
  });
});

describe('an agreed rest', () => {
  test('counts from the letter on, once, and as long as it lasts', () => {
    const since = at('2026-03-04T00:00:00Z');
    const now = at('2026-03-20T00:00:00Z');
    const rest = (from: string, until: string | null) => ({ from: at(from), until: until === null ? null : at(until) });
    expect(restedSince(since, [], now)).toBe(0);
    expect(restedSince(since, [rest('2026-03-01', '2026-03-06')], now)).toBe(2 * DAY);
    expect(restedSince(since, [rest('2026-03-18', null)], now)).toBe(2 * DAY);
    expect(restedSince(since, [rest('2026-03-05', '2026-03-08'), rest('2026-03-07', '2026-03-10')], now)).toBe(5 * DAY);
  });

  test('is never longer than the time that passed', () => {
    const rest = fc.record({ from: moment, until: fc.option(moment, { nil: null }) });
    fc.assert(
      fc.property(moment, fc.array(rest), moment, (since, rests, now) => {
        const rested = restedSince(since, rests, now);
        expect(rested).toBeGreaterThanOrEqual(0);
        expect(rested).toBeLessThanOrEqual(Math.max(0, now.getTime() - since.getTime()));
      }),
    );
  });
});

describe('a wish to stop', () => {
  test.each([
    'berhenti',
    'Berhenti.',
    'Bu, saya berhenti ya',
    'Terima kasih.\n\nBERHENTI\n\nSari',
    'stop',
    'Please stop writing to me, I do not need it.',
    'aku mau berhenti dulu konselingnya ya bu, makasih banyak sudah membantu selama ini',
    'Tolong jangan kirim surat lagi ke sini, dibaca kakakku.',
    'ga usah hubungi aku lagi',
    "don't write to me any more",
  ])('is heard: %s', (text) => {
    expect(asksToStop(text)).toBe(true);
  });

  test.each([
    'Aku nangis nggak berhenti dari tadi malam.',
    'jangan berhenti ya bu',
    'Ayah baru saja berhenti kerja dan sejak itu di rumah selalu ribut setiap malam.',
    'I could not stop crying after the lesson yesterday, and then my friends came.',
    'Aku masih mau lanjut.',
    'Besok aku tulis lagi.',
    '',
  ])('is not read into: %s', (text) => {
    expect(asksToStop(text)).toBe(false);
  });
});
