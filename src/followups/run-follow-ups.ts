/**
 * What was agreed for a day comes back on that day: the session, the meeting, the look at a referral, the end of a sleep. The
 * case is put before its counsellor; nothing is mailed by itself. One short transaction for each, so that one that cannot be
 * done holds up no other.
 */
import { record } from '../audit/record.ts';
import { lockCase } from '../cases/lock-case.ts';
import { putBeforeCounsellor } from '../cases/put-before-counsellor.ts';
import type { Database, Tx } from '../db/database.ts';

const AT_ONCE = 100;

/** @returns how many came due */
export async function runFollowUps(db: Database, now: Date): Promise<number> {
  let came = 0;
  for (let n = 0; n < AT_ONCE; n++) {
    const next = await db.transaction().execute((tx) => runNext(tx, now));
    if (next === 'none') break;
    if (next === 'came_due') came++;
  }
  return came;
}

async function runNext(tx: Tx, now: Date): Promise<'none' | 'came_due' | 'settled_meanwhile'> {
  const due = await openFollowUps(tx, now).orderBy('due_at').limit(1).executeTakeFirst();
  if (!due) return 'none';
  // The case first: whoever cancels a follow-up holds the case already, and would wait for us while we wait for them.
  const kasus = await lockCase(tx, due.case_id);
  if (!(await openFollowUps(tx, now).where('id', '=', due.id).executeTakeFirst())) return 'settled_meanwhile';
  await tx.updateTable('follow_ups').set({ done_at: now }).where('id', '=', due.id).execute();
  if (kasus && kasus.stage !== 'closed') await putBeforeCounsellor(tx, kasus.id);
  await record(tx, { actor: 'system', kind: 'follow_up.came_due', caseId: due.case_id, data: { kind: due.kind } });
  return 'came_due';
}

const openFollowUps = (tx: Tx, now: Date) =>
  tx
    .selectFrom('follow_ups')
    .select(['id', 'case_id', 'kind'])
    .where('due_at', '<=', now)
    .where('done_at', 'is', null)
    .where('cancelled_at', 'is', null);
