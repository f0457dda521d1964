/**
 * When a konseli falls silent: a date until which their letter is expected, then letters further and further apart, then a
 * person decides. Days are days of the calendar, and what is due is due when the service opens, so that nothing is written at
 * night. Nothing is ever closed by this.
 */
import type { Calendar } from './promise-clock.ts';

/** Written one after the other; after them the counsellor decides. */
export const silenceLetters = ['check_in', 'second_check_in', 'door_stays_open'] as const;
export type SilenceLetter = (typeof silenceLetters)[number];

/** What comes next: 1 to 3 are the letters, 4 is that the counsellor decides, 5 that they were asked. */
export const COUNSELLOR_DECIDES = 4;
export const NOTHING_MORE = 5;

/** undefined: no letter comes next */
export const letterOfStep = (step: number): SilenceLetter | undefined => silenceLetters[step - 1];

/**
 * Until when a letter is expected after one of ours. Whoever was forgotten for long, as by a service that stood still, begins
 * anew: nobody hears of a silence on the day it is noticed.
 * @param days of the calendar
 */
export function expectedAt(sent: Date, days: number, calendar: Calendar, now: Date): Date {
  const expected = opening(sent, days, calendar);
  return expected < now ? now : expected;
}

/**
 * When a step is due, agreed pauses aside. It keeps its distance from the step before also when that one came late.
 * @param days after the expected date, of every step
 * @param before when the step before was done; null: it is the first
 */
export function stepDueAt(
  step: number,
  expected: Date,
  before: Date | null,
  days: readonly number[],
  calendar: Calendar,
): Date {
  const planned = opening(expected, days[step - 1] ?? 0, calendar);
  if (!before) return planned;
  const apart = Math.max(1, (days[step - 1] ?? 0) - (days[step - 2] ?? 0));
  const atLeast = opening(before, apart, calendar);
  return new Date(Math.max(planned.getTime(), atLeast.getTime()));
}

/** The hour at which the service opens on the local day that comes so many days after the one of `at`. */
function opening(at: Date, days: number, { timeZone, opens }: Calendar): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  const day = local.toPlainDate().add({ days });
  return new Date(day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(opens) }).epochMilliseconds);
}

/** A rest that was agreed; `until` null: it lasts */
export interface Pause {
  from: Date;
  until: Date | null;
}

/** How long a case rested since then, in milliseconds; what lies in two pauses counts once. */
export function restedSince(since: Date, pauses: readonly Pause[], now: Date): number {
  let rested = 0;
  let counted = since.getTime();
  const inOrder = pauses
    .map(({ from, until }) => ({ from: from.getTime(), until: Math.min((until ?? now).getTime(), now.getTime()) }))
    .sort((a, b) => a.from - b.from);
  for (const { from, until } of inOrder) {
    const start = Math.max(from, counted);
    if (until <= start) continue;
    rested += until - start;
    counted = until;
  }
  return rested;
}
