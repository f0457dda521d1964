/** When somebody is there to read: the hours of the service, its days off, and when it opens next. */
import { type Calendar, isWorkday } from './promise-clock.ts';

/** A calendar without a single working day in a year never opens. */
const LOOK_AHEAD_DAYS = 370;

export function isOpen(at: Date, calendar: Calendar): boolean {
  const local = localTime(at, calendar);
  const time = local.toPlainTime();
  return (
    isWorkday(local.toPlainDate(), calendar) &&
    Temporal.PlainTime.compare(time, Temporal.PlainTime.from(calendar.opens)) >= 0 &&
    Temporal.PlainTime.compare(time, Temporal.PlainTime.from(calendar.closes)) < 0
  );
}

/**
 * The first opening at or after this moment; all moments of one closed stretch have the same.
 * @returns null when the service never opens
 */
export function nextOpening(at: Date, calendar: Calendar): Date | null {
  const plainTime = Temporal.PlainTime.from(calendar.opens);
  let day = localTime(at, calendar).toPlainDate();
  for (let looked = 0; looked <= LOOK_AHEAD_DAYS; looked++, day = day.add({ days: 1 })) {
    if (!isWorkday(day, calendar)) continue;
    const opens = day.toZonedDateTime({ timeZone: calendar.timeZone, plainTime }).epochMilliseconds;
    if (opens >= at.getTime()) return new Date(opens);
  }
  return null;
}

const localTime = (at: Date, { timeZone }: Calendar): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
