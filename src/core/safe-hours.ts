/** The hours in which a letter may arrive at a konseli whose mail others might see. */
export interface SafeHours {
  /** 1 Monday … 7 Sunday (ISO 8601): on which hours begin; those past midnight belong to the day before */
  days: readonly number[];
  /** minutes of the day, local */
  from: number;
  /** not the same as `from`; before it: of the next day */
  until: number;
}

/** @returns `at` where it is safe then, otherwise the moment at which the next safe hours begin */
export function leavesAt(at: Date, hours: SafeHours | null, timeZone: string): Date {
  if (!hours) return at;
  const today = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  // A week and the night before it hold every day of the week; one more, should clocks jump over the hours of one.
  for (let ahead = -1; ahead <= 14; ahead++) {
    const day = today.add({ days: ahead });
    if (!hours.days.includes(day.dayOfWeek)) continue;
    const begins = momentOf(day, hours.from, timeZone);
    const ends = momentOf(hours.until > hours.from ? day : day.add({ days: 1 }), hours.until, timeZone);
    if (at.getTime() < ends) return new Date(Math.max(at.getTime(), begins));
  }
  return at;
}

const momentOf = (day: Temporal.PlainDate, minutes: number, timeZone: string): number =>
  day.toZonedDateTime({
    timeZone,
    plainTime: { hour: Math.floor(minutes / 60), minute: minutes % 60 },
  }).epochMilliseconds;
