import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOpen, letterDue, type MeetingFacts, reminderAt } from '../../src/core/meetings.ts';
import type { Calendar } from '../../src/core/promise-clock.ts';

const jakarta: Calendar = {
  timeZone: 'Asia/Jakarta',
  workdays: [1, 2, 3, 4, 5],
  opens: '07:30',
  closes: '15:30',
  holidays: ['2026-12-24', '2026-12-25'],
};
const at = (local: string, timeZone = 'Asia/Jakarta') =>
  new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds);

const NOW = at('2026-11-26T09:00');
const facts = (wish: Partial<MeetingFacts> = {}): MeetingFacts => ({
  kind: 'meeting',
  startsAt: at('2026-12-01T10:00'),
  sequence: 0,
  toldSequence: null,
  reminder: null,
  ended: null,
  ...wish,
});

describe('the letter that is due', () => {
  test.each<[string, Partial<MeetingFacts>, string | null]>([
    ['agreed, and not told', {}, 'meeting'],
    ['a session agreed, and not told', { kind: 'session' }, 'session_agreed'],
    ['told', { toldSequence: 0 }, null],
    ['moved before it was told: it is still news', { sequence: 2 }, 'meeting'],
    ['moved after it was told', { sequence: 1, toldSequence: 0 }, 'meeting_changed'],
    ['called off after it was told', { sequence: 1, toldSequence: 0, ended: 'cancelled' }, 'meeting_cancelled'],
    ['called off, and told so', { sequence: 1, toldSequence: 1, ended: 'cancelled' }, null],
    ['called off before anybody knew of it', { sequence: 1, ended: 'cancelled' }, null],
    ['over', { toldSequence: 0, ended: 'took_place' }, null],
    ['over, with a change nobody told', { sequence: 1, toldSequence: 0, ended: 'konseli_absent' }, null],
    ['its time has come', { startsAt: NOW }, null],
    ['others may see the mail: by hand', { toldSequence: 0, reminder: 'unsafe' }, 'meeting_reminder'],
    ['the same for a session', { kind: 'session', toldSequence: 0, reminder: 'unsafe' }, 'session_reminder'],
    ['they asked for quiet: by hand', { toldSequence: 0, reminder: 'quiet' }, 'meeting_reminder'],
    ['mail does not reach them', { toldSequence: 0, reminder: 'unreachable' }, null],
  ])('%s', (_, wish, occasion) => {
    expect(letterDue(facts(wish), NOW)).toBe(occasion);
  });
});

describe('the konseli is reminded', () => {
  test.each([
    ['the day before at the same hour', '2026-12-02T10:00', 24, '2026-12-01T10:00'],
    ['in the last open hour, when the day before is a day off', '2026-11-30T09:00', 24, '2026-11-27T14:30'],
    ['in the last open hour, not in the evening', '2026-12-02T20:00', 24, '2026-12-01T14:30'],
    ['the day before that, not at dawn', '2026-12-02T06:00', 24, '2026-11-30T14:30'],
    ['before the feast', '2026-12-28T08:00', 48, '2026-12-23T14:30'],
    ['over the turn of the year', '2027-01-01T10:00', 24, '2026-12-31T10:00'],
  ])('of a meeting %s', (_, startsAt, hours, expected) => {
    expect(reminderAt({ kind: 'meeting', startsAt: at(startsAt) }, hours, jakarta)).toEqual(at(expected));
  });

  test('of a session on its morning, or before it when it begins as the service opens', () => {
    const of = (startsAt: string) => reminderAt({ kind: 'session', startsAt: at(startsAt) }, 24, jakarta);
    expect(of('2026-12-01T13:00')).toEqual(at('2026-12-01T07:30'));
    expect(of('2026-12-01T07:30')).toEqual(at('2026-11-30T14:30'));
  });

  test('by the clock of the service, wherever that is', () => {
    for (const timeZone of ['Asia/Makassar', 'Asia/Jayapura']) {
      const startsAt = at('2026-12-02T10:00', timeZone);
      expect(reminderAt({ kind: 'meeting', startsAt }, 24, { ...jakarta, timeZone })).toEqual(
        at('2026-12-01T10:00', timeZone),
      );
    }
  });

  test('not at all by a service that never opens', () => {
    expect(reminderAt({ kind: 'meeting', startsAt: NOW }, 24, { ...jakarta, workdays: [] })).toBeNull();
  });

  test('always before it begins, and of a meeting always in open hours', () => {
    const moment = fc.integer({ min: 0, max: 2 * 365 * 24 * 4 }).map((n) => new Date(NOW.getTime() + n * 900_000));
    const kind = fc.constantFrom('meeting' as const, 'session' as const);
    fc.assert(
      fc.property(moment, kind, fc.integer({ min: 2, max: 72 }), (startsAt, what, hours) => {
        const reminded = reminderAt({ kind: what, startsAt }, hours, jakarta)!;
        expect(reminded.getTime()).toBeLessThan(startsAt.getTime());
        if (what === 'meeting') expect(isOpen(reminded, jakarta)).toBe(true);
        const clock = reminded.toLocaleTimeString('en-GB', { timeZone: 'Asia/Jakarta' });
        expect(clock >= '07:30' && clock < '15:30').toBe(true);
      }),
    );
  });
});
