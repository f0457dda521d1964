/** A promise over a holiday that nobody wrote down is broken: the admin is told before the known days off run out. */
import { HOLIDAYS_KNOWN_UNTIL } from '../core/indonesian-holidays.ts';
import type { Reader } from '../db/database.ts';
import { readSettings, type ServiceSettings } from './settings.ts';

const DAYS_BEFORE = 45;

export async function holidayBanners(
  db: Reader,
  now: Date,
  say: (key: string, values?: Record<string, unknown>) => string,
): Promise<string[]> {
  const settings = await readSettings(db);
  const until = holidaysKnownUntil(settings);
  return until && runsOut(until, settings.timeZone, now) ? [say('service.holidays.runOut', { until })] : [];
}

/** YYYY-MM-DD; null: the service follows no decreed days */
function holidaysKnownUntil({ nationalHolidays, holidaysKnownUntil: typed }: ServiceSettings): string | null {
  if (!nationalHolidays) return null;
  return typed > HOLIDAYS_KNOWN_UNTIL ? typed : HOLIDAYS_KNOWN_UNTIL;
}

function runsOut(until: string, timeZone: string, now: Date): boolean {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  return Temporal.PlainDate.compare(today.add({ days: DAYS_BEFORE }), Temporal.PlainDate.from(until)) > 0;
}
