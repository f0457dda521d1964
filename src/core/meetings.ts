/**
 * What was agreed for an hour, a meeting or the next session: what the konseli must still be told, and when they are reminded.
 */
import type { Occasion } from './occasions.ts';
import { type Calendar, isWorkday } from './promise-clock.ts';

export type MeetingKind = 'meeting' | 'session';
export type MeetingEnd = 'cancelled' | 'took_place' | 'konseli_absent' | 'we_could_not';

export interface MeetingFacts {
  kind: MeetingKind;
  startsAt: Date;
  /** counts every change */
  sequence: number;
  /** up to which of them the konseli knows; null: no letter of ours spoke of it */
  toldSequence: number | null;
  /** what became of the reminder: `unsafe`, `quiet` and `unreachable` leave it to the counsellor */
  reminder: string | null;
  ended: MeetingEnd | null;
}

/** The letter that is due about it; null: the konseli knows all there is to know. */
export function letterDue(meeting: MeetingFacts, now: Date): Occasion | null {
  const { kind, sequence, toldSequence, ended, reminder, startsAt } = meeting;
  if (startsAt <= now) return null;
  if (ended === 'cancelled') return toldSequence !== null && toldSequence < sequence ? 'meeting_cancelled' : null;
  if (ended) return null;
  if (toldSequence === null) return kind === 'session' ? 'session_agreed' : 'meeting';
  if (toldSequence < sequence) return 'meeting_changed';
  return reminder === 'unsafe' || reminder === 'quiet' ? reminderOf(kind) : null;
}

export const reminderOf = (kind: MeetingKind): Occasion =>
  kind === 'session' ? 'session_reminder' : 'meeting_reminder';

/**
 * When the konseli is reminded: of a meeting so many hours before, of a session when the service opens on that day. Always in
 * service hours, so that nothing rings at night; where the moment lies outside, in the last open hour before it.
 * @returns null when the calendar has no working days
 */
export function reminderAt(
  { kind, startsAt }: Pick<MeetingFacts, 'kind' | 'startsAt'>,
  hoursBefore: number,
  calendar: Calendar,
): Date | null {
  const local = zoned(startsAt, calendar);
  const opens = local.withPlainTime(calendar.opens);
  const onTheDay = kind === 'session' && Temporal.ZonedDateTime.compare(opens, local) < 0;
  if (onTheDay) return dateOf(opens);
  const wanted = kind === 'session' ? local : local.subtract({ hours: hoursBefore });
  if (kind === 'meeting' && isOpen(dateOf(wanted), calendar)) return dateOf(wanted);
  return lastOpenHourBefore(wanted, calendar);
}

/** Is the service at work at this moment? */
export function isOpen(at: Date, calendar: Calendar): boolean {
  const local = zoned(at, calendar);
  const clock = local.toPlainTime();
  return (
    isWorkday(local.toPlainDate(), calendar) &&
    Temporal.PlainTime.compare(clock, calendar.opens) >= 0 &&
    Temporal.PlainTime.compare(clock, calendar.closes) < 0
  );
}

const LOOK_BACK_DAYS = 370;

function lastOpenHourBefore(wanted: Temporal.ZonedDateTime, calendar: Calendar): Date | null {
  for (let back = 0; back < LOOK_BACK_DAYS; back++) {
    const day = wanted.subtract({ days: back });
    const hour = later(day.withPlainTime(calendar.opens), day.withPlainTime(calendar.closes).subtract({ hours: 1 }));
    const before = Temporal.ZonedDateTime.compare(hour, wanted) < 0;
    if (before && isWorkday(day.toPlainDate(), calendar)) return dateOf(hour);
  }
  return null;
}

const later = (a: Temporal.ZonedDateTime, b: Temporal.ZonedDateTime) =>
  Temporal.ZonedDateTime.compare(a, b) > 0 ? a : b;

const zoned = (at: Date, { timeZone }: Calendar) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);

const dateOf = (at: Temporal.ZonedDateTime): Date => new Date(at.epochMilliseconds);
