/** What the pages of referrals take from the program. */
import type { ReplyNeeds } from '../../replies/pages/needs.ts';
import type { PublicVisit, StaffVisit } from '../../staff/staff-route.ts';

export type ReferralNeeds = ReplyNeeds;
export type ReferralVisit = StaffVisit<ReferralNeeds>;
export type ReceiverVisit = PublicVisit<ReferralNeeds>;
