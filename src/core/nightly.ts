/** When work that belongs into the quiet hours is due, also on a machine that is switched off at night. */

const HOUR = 3_600_000;

export interface Nightly {
  /** when it was last done; null: never */
  last: Date | null;
  /** since when there has been something to do; null: there is nothing yet */
  since: Date | null;
  now: Date;
  /** the hour of the day where the service is, 0 to 23 */
  hour: number;
}

/** Between one and five o'clock, once a night; at any hour when a day and a half have passed without it. */
export function isNightlyDue({ last, since, now, hour }: Nightly): boolean {
  if (!since) return false;
  const waited = now.getTime() - (last ?? since).getTime();
  if (waited > 36 * HOUR) return true;
  return hour >= 1 && hour < 5 && (last === null || waited > 12 * HOUR);
}
