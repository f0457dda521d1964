/** What the pages of discreet letters take from the program. */
import type { ReplyNeeds } from '../../replies/pages/needs.ts';
import type { WritingFrom } from '../../replies/write-to-konseli.ts';
import type { PublicVisit } from '../../staff/staff-route.ts';

export type DiscreetVisit = PublicVisit<ReplyNeeds>;

export const writingFrom = ({ vault, config }: Pick<ReplyNeeds, 'vault' | 'config'>): WritingFrom => ({
  vault,
  mailName: config.mailName,
  linksTo: config.linksTo,
});
