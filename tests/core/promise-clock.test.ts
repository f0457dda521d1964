import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerDueAt, type Calendar, isWorkday } from '../../src/core/promise-clock.ts';

const school: Calendar = {
  timeZone: 'Asia/Jakarta',
  workdays: [1, 2, 3, 4, 5],
  opens: '07:30',
  closes: '15:30',
  holidays: ['2026-03-19', '2026-03-20'],
};

const calendars = fc.record({
  timeZone: fc.constantFrom('Asia/Jakarta', 'Asia/Jayapura', 'Europe/Berlin', 'America/Santiago', 'Pacific/Apia'),
  workdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
  opens: fc.constant('07:30'),
  closes: fc.constantFrom('12:00', '15:30', '23:59'),
  holidays: fc.array(
    fc.integer({ min: 0, max: 364 }).map((n) => Temporal.PlainDate.from('2026-01-01').add({ days: n }).toString()),
    { maxLength: 20 },
  ),
});
const moments = fc.date({
  min: new Date('2026-01-01T00:00:00Z'),
  max: new Date('2026-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const promised = fc.integer({ min: 1, max: 10 });

const local = (at: Date, calendar: Calendar) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(calendar.timeZone);

describe('by when a letter is answered', () => {
  test.each([
    ['Wednesday morning', '2026-03-04T09:00', '2026-03-06T15:30'],
    ['Wednesday after closing counts as Thursday', '2026-03-04T15:30', '2026-03-09T15:30'],
    ['Friday morning', '2026-03-06T09:00', '2026-03-10T15:30'],
    ['Saturday counts as Monday', '2026-03-07T09:00', '2026-03-11T15:30'],
    ['over a holiday', '2026-03-17T09:00', '2026-03-23T15:30'],
    ['in the night before a working day', '2026-03-04T00:01', '2026-03-06T15:30'],
  ])('%s', (_, received, due) => {
    const at = (text: string) =>
      new Date(Temporal.PlainDateTime.from(text).toZonedDateTime('Asia/Jakarta').epochMilliseconds);
    expect(answerDueAt(at(received), school, 2)).toEqual(at(due));
  });

  test('a working day, at closing time, after the letter came', () => {
    fc.assert(
      fc.property(moments, calendars, promised, (received, calendar, days) => {
        const due = answerDueAt(received, calendar, days)!;
        const there = local(due, calendar);
        expect(isWorkday(there.toPlainDate(), calendar)).toBe(true);
        expect(there.toPlainTime().toString({ smallestUnit: 'minute' })).toBe(calendar.closes);
        expect(due.getTime()).toBeGreaterThan(received.getTime());
      }),
    );
  });

  test('exactly so many working days after the day that counts', () => {
    fc.assert(
      fc.property(moments, calendars, promised, (received, calendar, days) => {
        const came = local(received, calendar);
        const closes = Temporal.PlainTime.from(calendar.closes);
        let counts = came.toPlainDate();
        if (Temporal.PlainTime.compare(came.toPlainTime(), closes) >= 0) counts = counts.add({ days: 1 });
        while (!isWorkday(counts, calendar)) counts = counts.add({ days: 1 });
        const due = local(answerDueAt(received, calendar, days)!, calendar).toPlainDate();
        let workdays = 0;
        for (let day = counts; Temporal.PlainDate.compare(day, due) < 0; day = day.add({ days: 1 }))
          if (isWorkday(day.add({ days: 1 }), calendar)) workdays++;
        expect(workdays).toBe(days);
      }),
    );
  });

  test('who writes later is not promised an earlier answer, and more days are later', () => {
    fc.assert(
      fc.property(moments, moments, calendars, promised, (a, b, calendar, days) => {
        const [earlier, later] = a < b ? [a, b] : [b, a];
        const first = answerDueAt(earlier, calendar, days)!;
        expect(answerDueAt(later, calendar, days)!.getTime()).toBeGreaterThanOrEqual(first.getTime());
        expect(answerDueAt(earlier, calendar, days + 1)!.getTime()).toBeGreaterThan(first.getTime());
      }),
    );
  });

  test('a calendar without working days promises nothing', () => {
    expect(answerDueAt(new Date('2026-03-04T02:00:00Z'), { ...school, workdays: [] }, 2)).toBeNull();
  });
});
