/** What the pages of replies take from the program. */
import type { CaseNeeds } from '../../cases/pages/case-visit.ts';
import type { Config } from '../../config.ts';
import type { WorkQueue } from '../../queue/queue.ts';
import type { StaffVisit } from '../../staff/staff-route.ts';

export interface ReplyNeeds extends CaseNeeds {
  config: Pick<Config, 'publicUrl' | 'mailName' | 'undoMs'>;
  queue: Pick<WorkQueue, 'wake'>;
}

export type ReplyVisit = StaffVisit<ReplyNeeds>;
