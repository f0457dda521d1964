/** Writes down that what an outcome waited for has happened: the two have met, the receiver has accepted. */
import { type Happening, record } from '../audit/record.ts';
import { outcomeForms } from '../core/outcomes.ts';
import type { Person } from '../core/policy.ts';
import type { Reader, Tx } from '../db/database.ts';
import { accessCase } from './case-access.ts';
import { finishFollowUps } from './follow-up.ts';
import type { CaseRow } from './lock-case.ts';
import { endMeetings } from './meeting-row.ts';

type Refusal = 'nothing_to_complete' | 'completed_already' | 'referral_waits';

export type Completion =
  | { completed: 'met' | 'accepted' }
  | { refused: Refusal | 'not_found' | 'needs_reason' | 'closed' };

export async function completeOutcome(tx: Tx, person: Person, code: string, now: Date): Promise<Completion> {
  const found = await accessCase(tx, person, code, 'choose_outcome', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  const done = await completeStanding(tx, kasus, person.id, now);
  if ('refused' in done) return done;
  await record(tx, ...done.happenings);
  return { completed: done.completed };
}

/** The case must be locked by the caller, who records what is returned. */
export async function completeStanding(
  tx: Tx,
  kasus: CaseRow,
  by: number,
  now: Date,
): Promise<{ completed: 'met' | 'accepted'; happenings: Happening[] } | { refused: Refusal }> {
  const standing = await tx
    .selectFrom('outcomes')
    .select(['id', 'outcome', 'completed_at'])
    .where('case_id', '=', kasus.id)
    .where('round', '=', kasus.round)
    .where('replaced_at', 'is', null)
    .executeTakeFirst();
  const completed = standing && outcomeForms[standing.outcome].completedBy;
  if (!standing || !completed) return { refused: 'nothing_to_complete' };
  if (standing.completed_at) return { refused: 'completed_already' };
  if (completed === 'accepted' && (await referralWaits(tx, kasus.id))) return { refused: 'referral_waits' };
  await tx.updateTable('outcomes').set({ completed_at: now }).where('id', '=', standing.id).execute();
  await finishFollowUps(tx, kasus.id, [completed === 'met' ? 'meeting' : 'referral'], now);
  const ended = { ended: 'took_place' as const, by, outcomeId: standing.id };
  const meetings = await endMeetings(tx, kasus.id, ended, now);
  const data = { chosen: standing.id, outcome: standing.outcome, completed };
  const done = { actor: { staff: by }, kind: 'outcome.completed' as const, caseId: kasus.id, data };
  return { completed, happenings: [done, ...meetings] };
}

/** A letter that is being referred here is accepted by its receiver, not by a press beside it. */
async function referralWaits(db: Reader, caseId: string): Promise<boolean> {
  const row = await db
    .selectFrom('referrals')
    .select('id')
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
    .where('accepted_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
