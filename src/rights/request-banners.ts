/** A konseli's right that is not seen to in time is the service's fault: said on every page of who could see to it. */
import type { Person } from '../core/policy.ts';
import type { Reader } from '../db/database.ts';
import { countRequests } from './list-requests.ts';

type Say = (key: string, values?: Record<string, unknown>) => string;

export async function requestBanners(db: Reader, person: Person, now: Date, say: Say): Promise<string[]> {
  const { near } = await countRequests(db, person, now);
  return near ? [say('rights.banner', { n: near })] : [];
}
