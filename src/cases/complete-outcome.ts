/** Writes down that what an outcome waited for has happened: the two have met, the receiver has accepted. */
import { record } from '../audit/record.ts';
import { outcomeForms } from '../core/outcomes.ts';
import type { Person } from '../core/policy.ts';
import type { Tx } from '../db/database.ts';
import { accessCase } from './case-access.ts';
import { finishFollowUps } from './follow-up.ts';
import { endMeetings } from './meeting-row.ts';

export type Completion =
  | { completed: 'met' | 'accepted' }
  | { refused: 'not_found' | 'needs_reason' | 'closed' | 'nothing_to_complete' | 'completed_already' };

export async function completeOutcome(tx: Tx, person: Person, code: string, now: Date): Promise<Completion> {
  const found = await accessCase(tx, person, code, 'choose_outcome', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
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
  await tx.updateTable('outcomes').set({ completed_at: now }).where('id', '=', standing.id).execute();
  await finishFollowUps(tx, kasus.id, [completed === 'met' ? 'meeting' : 'referral'], now);
  const ended = { ended: 'took_place' as const, by: person.id, outcomeId: standing.id };
  const meetings = await endMeetings(tx, kasus.id, ended, now);
  const data = { chosen: standing.id, outcome: standing.outcome, completed };
  await record(tx, { actor: { staff: person.id }, kind: 'outcome.completed', caseId: kasus.id, data }, ...meetings);
  return { completed };
}
