/** Beside the thread: what the konseli of this case asked for, as long as it is open or holds. */
import type { CasePart } from '../../cases/pages/case-page.ts';
import { personOf } from '../../cases/pages/case-visit.ts';
import { mayWithCase } from '../../core/policy.ts';
import { listRequests } from '../list-requests.ts';
import { openLine } from './requests-page.ts';

export const rightsBeside: CasePart = async (tx, visit, view) => {
  const { say, now } = visit;
  const { kasus, relation } = view;
  const person = personOf(visit);
  const may = (action: 'send_receipt' | 'move') => mayWithCase(person, action, relation) === 'yes';
  const open = (await listRequests(tx, person, now, kasus.id)).map((one) => openLine({ say, now }, one, ''));
  const isOpen = kasus.stage !== 'closed';
  const stopped = kasus.stopped_at;
  const quiet = !stopped && kasus.quiet_until && kasus.quiet_until > now ? kasus.quiet_until : null;
  const receipt = !kasus.erased_at && may('send_receipt') ? `/cases/${kasus.code}/receipt` : null;
  const shown = open.length > 0 || (isOpen && Boolean(stopped || quiet));
  if (!shown && !receipt) return null;
  return { shown, open, stopped, quiet, receipt, mayEnd: Boolean(stopped) && isOpen && may('move') };
};
