/**
 * What was agreed for a day comes back on that day: the session, the meeting, the look at a referral, the end of a sleep. The
 * case is put before its counsellor; nothing is mailed by itself. One short transaction for each, so that one that cannot be
 * done holds up no other.
 */
import { record } from '../audit/record.ts';
import { lockCase } from '../cases/lock-case.ts';
import type { Database, Tx } from '../db/database.ts';

const AT_ONCE = 100;

/** @returns how many came due */
export async function runFollowUps(db: Database, now: Date): Promise<number> {
  let done = 0;
  while (done < AT_ONCE && (await db.transaction().execute((tx) => runNext(tx, now)))) done++;
  return done;
}

async function runNext(tx: Tx, now: Date): Promise<boolean> {
  const due = await tx
    .selectFrom('follow_ups')
    .select(['id', 'case_id', 'kind'])
    .where('due_at', '<=', now)
    .where('done_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .orderBy('due_at')
    .limit(1)
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!due) return false;
  await tx.updateTable('follow_ups').set({ done_at: now }).where('id', '=', due.id).execute();
  const kasus = await lockCase(tx, due.case_id);
  if (kasus && kasus.stage !== 'closed') await putBeforeCounsellor(tx, kasus.id, kasus.waiting_since ?? now);
  await record(tx, { actor: 'system', kind: 'follow_up.came_due', caseId: due.case_id, data: { kind: due.kind } });
  return true;
}

async function putBeforeCounsellor(tx: Tx, caseId: string, waitingSince: Date): Promise<void> {
  await tx
    .updateTable('cases')
    .set({ turn: 'counsellor', waiting_since: waitingSince, asleep_until: null })
    .where('id', '=', caseId)
    .execute();
}
