/** What the case pages take from the program, and what each of them asks of a visit. */
import type { Config } from '../../config.ts';
import type { Person } from '../../core/policy.ts';
import type { Vault } from '../../crypto/vault.ts';
import type { Database } from '../../db/database.ts';
import type { StaffRoute, StaffVisit } from '../../staff/staff-route.ts';
import { cookiesFor } from '../../web/cookies.ts';
import { readPreferences } from '../../web/preferences.ts';

export interface CaseNeeds {
  config: Pick<Config, 'publicUrl'>;
  db: Database;
  vault: Vault;
}

export type CaseVisit = StaffVisit<CaseNeeds>;
export type CaseRoute = StaffRoute<CaseNeeds>;

export const personOf = ({ staff }: CaseVisit): Person => ({ id: staff.id, role: staff.role });

/** Whether snippets are hidden on this screen; then they are not even opened. */
export const isPrivate = ({ app, request }: CaseVisit): boolean =>
  readPreferences(request, cookiesFor(app.config.publicUrl)).private;
