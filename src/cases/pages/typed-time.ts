/** A time as a form sends it, in the service's time zone. */
import { readSettings } from '../../service/settings.ts';
import type { CaseVisit } from './case-visit.ts';

/** @param typed YYYY-MM-DDTHH:MM as `<input type=datetime-local>` sends it, in the service's time zone */
export async function momentOf({ app }: CaseVisit, typed: string): Promise<Date | null> {
  if (!typed) return null;
  const { timeZone } = await readSettings(app.db);
  return readTime(typed, timeZone);
}

export function readTime(local: string, timeZone: string): Date | null {
  try {
    return new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds);
  } catch {
    return null;
  }
}
