/** Closes a case: it waits for nobody and reminds nobody. Whether it may is for the caller to know, and to record. */
import type { AftercareTerm } from '../core/aftercare.ts';
import type { Tx } from '../db/database.ts';
import type { Ending } from '../db/schema.ts';
import { planAftercare } from './aftercare.ts';
import { cancelFollowUps } from './follow-up.ts';
import type { CaseRow } from './lock-case.ts';

/** @returns which letters will ask later how it goes */
export async function closeCase(tx: Tx, kasus: CaseRow, ending: Ending, now: Date): Promise<readonly AftercareTerm[]> {
  await endRound(tx, kasus, now);
  await cancelFollowUps(tx, kasus.id, ['session', 'meeting', 'referral', 'wake'], now);
  await tx
    .updateTable('cases')
    .set({
      stage: 'closed',
      ending,
      closed_at: now,
      turn: 'nobody',
      waiting_since: null,
      answer_due_at: null,
      asleep_until: null,
    })
    .where('id', '=', kasus.id)
    .execute();
  return ending === 'resolved' ? planAftercare(tx, { caseId: kasus.id, closedAt: now }, now) : [];
}

export const endRound = (tx: Tx, kasus: CaseRow, now: Date) =>
  tx
    .updateTable('rounds')
    .set({ ended_at: now })
    .where('case_id', '=', kasus.id)
    .where('round', '=', kasus.round)
    .execute();
