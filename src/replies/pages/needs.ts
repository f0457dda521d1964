/** What the pages of replies take from the program. */
import type { CaseNeeds } from '../../cases/pages/case-visit.ts';
import type { Config } from '../../config.ts';
import type { StaffVisit } from '../../staff/staff-route.ts';

export interface ReplyNeeds extends CaseNeeds {
  config: Pick<Config, 'publicUrl' | 'linksTo' | 'mailName' | 'undoMs'>;
  /** rings the bell for rows that are due now */
  wake(job: 'deliver-mail', ids: readonly string[]): Promise<void>;
}

export type ReplyVisit = StaffVisit<ReplyNeeds>;
