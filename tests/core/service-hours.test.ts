// When somebody is there to read: every closed moment of a year ends at the one opening that comes next.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indonesianHolidays } from '../../src/core/indonesian-holidays.ts';
import type { Calendar } from '../../src/core/promise-clock.ts';
import { isOpen, nextOpening } from '../../src/core/service-hours.ts';

const calendar: Calendar = {
  timeZone: 'Asia/Jakarta',
  workdays: [1, 2, 3, 4, 5],
  opens: '07:30',
  closes: '15:30',
  holidays: indonesianHolidays.map(({ date }) => date),
};
const at = (text: string) => new Date(`${text}:00+07:00`);

test.each([
  ['in the morning, before it opens', '2026-03-04T06:00', '2026-03-04T07:30'],
  ['at the minute of closing', '2026-03-04T15:30', '2026-03-05T07:30'],
  ['on Friday evening', '2026-03-06T20:00', '2026-03-09T07:30'],
  ['before a holiday that makes a long weekend', '2026-12-24T18:00', '2026-12-28T07:30'],
])('%s, the next opening is named', (_, from, opens) => {
  expect(isOpen(at(from), calendar)).toBe(false);
  expect(nextOpening(at(from), calendar)).toEqual(at(opens));
});

test('a service without a working day never opens', () => {
  expect(nextOpening(at('2026-03-04T06:00'), { ...calendar, workdays: [] })).toBeNull();
});

test('between a closed moment of the year and its next opening nobody is there, and then somebody is', () => {
  const minute = 60_000;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 365 * 24 * 60 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, part) => {
      const moment = new Date(at('2026-01-01T00:00').getTime() + n * minute);
      const opens = nextOpening(moment, calendar)!;
      expect(opens.getTime()).toBeGreaterThanOrEqual(moment.getTime());
      expect(isOpen(opens, calendar)).toBe(true);
      expect(isOpen(new Date(opens.getTime() - 1), calendar)).toBe(false);
      if (isOpen(moment, calendar)) return;
      const between = new Date(moment.getTime() + Math.floor((opens.getTime() - moment.getTime() - 1) * part));
      if (opens > moment) expect(isOpen(between, calendar)).toBe(false);
      expect(nextOpening(between, calendar)).toEqual(opens);
    }),
  );
});
