/** Ends a referral from this side: taken back before or after it left, or done with. The link stops working at once. */
import { record } from '../audit/record.ts';
import { cancelFollowUps } from '../cases/follow-up.ts';
import type { Person } from '../core/policy.ts';
import { isAccepted } from '../core/referral.ts';
import type { Tx } from '../db/database.ts';
import { voidLinks } from './links.ts';
import { accessReferral, moveReferral, type Refused } from './standing-referral.ts';

export type EndedReferral = { ended: 'finished' | 'withdrawn' } | Refused | { refused: 'not_now' };

export async function endReferral(
  tx: Tx,
  person: Person,
  code: string,
  how: 'finished' | 'withdrawn',
  now: Date,
): Promise<EndedReferral> {
  const found = await accessReferral(tx, person, code, 'refer', now);
  if ('refused' in found) return found;
  const { kasus, referral } = found;
  if (how === 'finished' && !isAccepted(referral.row.state)) return { refused: 'not_now' };
  await moveReferral(tx, referral.row, how, { ended_at: now });
  await voidLinks(tx, referral.row.id, now);
  await tx.updateTable('cases').set({ referral_asked: null }).where('id', '=', kasus.id).execute();
  await cancelFollowUps(tx, kasus.id, ['referral'], now);
  const kind = how === 'finished' ? ('referral.finished' as const) : ('referral.withdrawn' as const);
  await record(tx, { actor: { staff: person.id }, kind, caseId: kasus.id, data: { referral: referral.row.id } });
  return { ended: how };
}
