/** What the pages of konseli's rights take from the program. */
import type { CaseNeeds } from '../../cases/pages/case-visit.ts';
import type { Config } from '../../config.ts';
import type { WritingFrom } from '../../replies/write-to-konseli.ts';
import type { StaffVisit } from '../../staff/staff-route.ts';

export interface RightsNeeds extends CaseNeeds {
  config: Pick<Config, 'publicUrl' | 'linksTo' | 'mailName'>;
  /** rings the bell, after the commit */
  wake(job: 'deliver-mail' | 'act-on-requests', ids: readonly string[]): Promise<void>;
}

export type RightsVisit = StaffVisit<RightsNeeds>;

export const writingFrom = ({ app }: RightsVisit): WritingFrom => ({
  vault: app.vault,
  mailName: app.config.mailName,
  linksTo: app.config.linksTo,
});
