/**
 * The promise clock: by when a letter is answered, counted in working days of the service. The konseli is told a date and
 * time, because waiting without a date is read as rejection.
 */
export interface Calendar {
  /** IANA name, e.g. Asia/Jakarta */
  timeZone: string;
  /** 1 Monday … 7 Sunday (ISO 8601) */
  workdays: readonly number[];
  /** 'HH:MM', local */
  opens: string;
  closes: string;
  /** 'YYYY-MM-DD', local */
  holidays: readonly string[];
}

/** A calendar without a single working day in a year cannot promise anything. */
const LOOK_AHEAD_DAYS = 370;

/**
 * The end of the n-th working day after the letter came. A letter that comes after closing, or on a day off, counts as
 * come on the next working day.
 * @returns null when the calendar has no working days
 */
export function answerDueAt(received: Date, calendar: Calendar, workingDays: number): Date | null {
  const closes = Temporal.PlainTime.from(calendar.closes);
  const local = Temporal.Instant.fromEpochMilliseconds(received.getTime()).toZonedDateTimeISO(calendar.timeZone);
  let day = local.toPlainDate();
  const lateToday = Temporal.PlainTime.compare(local.toPlainTime(), closes) >= 0;
  let left = workingDays + (isWorkday(day, calendar) && !lateToday ? 0 : 1);
  for (let looked = 0; left > 0; looked++) {
    if (looked > LOOK_AHEAD_DAYS) return null;
    day = day.add({ days: 1 });
    if (isWorkday(day, calendar)) left--;
  }
  if (!isWorkday(day, calendar)) return null;
  return new Date(day.toZonedDateTime({ timeZone: calendar.timeZone, plainTime: closes }).epochMilliseconds);
}

export const isWorkday = (day: Temporal.PlainDate, calendar: Calendar): boolean =>
  calendar.workdays.includes(day.dayOfWeek) && !calendar.holidays.includes(day.toString());
