/** Things a case must be reminded of: at most one open of each kind. Running them when due is followups' task. */
import { newId, type Tx } from '../db/database.ts';

export type FollowUpKind = 'session' | 'meeting' | 'referral' | 'wake';

/** Plans it anew; an open one of the same kind is cancelled. The case must be locked. */
export async function planFollowUp(
  tx: Tx,
  plan: { caseId: string; kind: FollowUpKind; dueAt: Date; by: number | null },
  now: Date,
): Promise<void> {
  await cancelFollowUps(tx, plan.caseId, [plan.kind], now);
  await tx
    .insertInto('follow_ups')
    .values({
      id: newId(),
      case_id: plan.caseId,
      kind: plan.kind,
      due_at: plan.dueAt,
      created_by: plan.by,
      created_at: now,
    })
    .execute();
}

export const cancelFollowUps = (tx: Tx, caseId: string, kinds: readonly FollowUpKind[], now: Date) =>
  settle(tx, caseId, kinds, { cancelled_at: now });

/** What it would remind of has happened. */
export const finishFollowUps = (tx: Tx, caseId: string, kinds: readonly FollowUpKind[], now: Date) =>
  settle(tx, caseId, kinds, { done_at: now });

async function settle(
  tx: Tx,
  caseId: string,
  kinds: readonly FollowUpKind[],
  how: { cancelled_at: Date } | { done_at: Date },
): Promise<void> {
  await tx
    .updateTable('follow_ups')
    .set(how)
    .where('case_id', '=', caseId)
    .where('kind', 'in', kinds)
    .where('done_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .execute();
}
