/** What the pages of the service take from the program, and how they say what is wrong in a form. */
import type { Database } from '../../db/database.ts';
import type { StaffVisit } from '../../staff/staff-route.ts';

export interface ServiceNeeds {
  db: Database;
}

export type ServiceVisit = StaffVisit<ServiceNeeds>;

/** The keys of words beside the fields, as the words themselves. */
export const spoken = <T extends Record<string, string | null>>(say: ServiceVisit['say'], wrong: T) =>
  Object.fromEntries(Object.entries(wrong).map(([field, word]) => [field, word && say(word)]));

export const hasWrong = (wrong: Record<string, string | null>): boolean => Object.values(wrong).some(Boolean);
