/** Beside the thread: where the referral is, and the way to its page. Only where a case can be referred, or is. */
import type { CasePart } from '../../cases/pages/case-page.ts';
import { personOf } from '../../cases/pages/case-visit.ts';
import { mayWithCase } from '../../core/policy.ts';
import { ended } from '../../core/referral.ts';
import { mayRefer } from '../prepare-referral.ts';
import { readReceiver } from '../receiver.ts';
import { lastReferral } from '../standing-referral.ts';
import { stateChip } from './state-chip.ts';

export const referralBeside: CasePart = async (tx, visit, { kasus, relation }) => {
  if (kasus.erased_at) return null;
  const last = await lastReferral(tx, kasus.id);
  const offers = mayRefer(kasus) && mayWithCase(personOf(visit), 'refer', relation) === 'yes';
  if (!last && !offers) return null;
  return {
    href: `/cases/${kasus.code}/referral`,
    chip: last ? stateChip(visit.say, last.row.state) : null,
    receiver: last ? (await readReceiver(tx, last.row)).inWords : null,
    link: visit.say(offers && (!last || ended(last.row.state)) ? 'referral.prepare' : 'referral.open'),
  };
};
