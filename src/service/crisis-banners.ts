/** Without one number that somebody has called lately, letters go out without any: that must be seen on every page. */
import type { Reader } from '../db/database.ts';
import { trustedCrisisContacts } from './crisis-contacts.ts';
import { readSettings } from './settings.ts';

export async function crisisBanners(db: Reader, now: Date, say: (key: string) => string): Promise<string[]> {
  const trusted = await trustedCrisisContacts(db, await readSettings(db), now);
  return trusted.length ? [] : [say('service.crisis.none')];
}
