/** What the pages about mail take from the program. */
import type { UnderstoodMail } from '../../core/mail-report.ts';
import type { Vault } from '../../crypto/vault.ts';
import type { Database } from '../../db/database.ts';
import type { StaffVisit } from '../../staff/staff-route.ts';

export interface IntakeNeeds {
  db: Database;
  vault: Vault;
  /** rings the bell for a job, after the commit */
  wake(job: 'ingest-mail', ids: readonly string[]): Promise<void>;
  /** in a thread that can be killed */
  understand(raw: Uint8Array): Promise<UnderstoodMail>;
}

export type MailVisit = StaffVisit<IntakeNeeds>;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A row's id as it stands in a URL; null when it cannot be one. */
export const readMailId = (given: string | undefined): string | null => (given && UUID.test(given) ? given : null);

/** How large, for people: three figures are enough. */
export function sizeInWords(bytes: number, say: MailVisit['say']): string {
  if (bytes < 1_000_000) return say('intake.size.kb', { n: String(Math.max(1, Math.round(bytes / 1000))) });
  return say('intake.size.mb', { n: (bytes / 1_000_000).toFixed(1) });
}
