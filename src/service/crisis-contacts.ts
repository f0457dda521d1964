/** The directory of crisis contacts. A number goes into a letter only while a person's call to it is recent enough. */
import type { Reader } from '../db/database.ts';
import type { ServiceSettings } from './settings.ts';

export interface CrisisContact {
  id: number;
  name: string;
  contact: string;
  hours: string;
  source: string;
  verifiedAt: Date | null;
  /** name of who called */
  verifiedBy: string | null;
}

const DAY = 86_400_000;

export async function listCrisisContacts(db: Reader): Promise<CrisisContact[]> {
  return db
    .selectFrom('crisis_contacts as c')
    .leftJoin('staff as s', 's.id', 'c.verified_by')
    .select([
      'c.id',
      'c.name',
      'c.contact',
      'c.hours',
      'c.source',
      'c.verified_at as verifiedAt',
      's.name as verifiedBy',
    ])
    .orderBy('c.position')
    .orderBy('c.id')
    .execute();
}

/** Those that may stand in a letter today. */
export async function trustedCrisisContacts(
  db: Reader,
  settings: ServiceSettings,
  now: Date,
): Promise<CrisisContact[]> {
  const contacts = await listCrisisContacts(db);
  return contacts.filter((c) => isTrusted(c, settings, now));
}

export const isTrusted = (contact: CrisisContact, settings: ServiceSettings, now: Date): boolean =>
  contact.verifiedAt !== null && now.getTime() - contact.verifiedAt.getTime() <= settings.crisisContactDays * DAY;
