/** Lets a case rest until a day on which it comes back by itself. Never while the konseli waits for an answer. */
import { record } from '../audit/record.ts';
import type { Person } from '../core/policy.ts';
import type { Tx } from '../db/database.ts';
import { accessCase } from './case-access.ts';
import { planFollowUp } from './follow-up.ts';
import { mayWriteByItself } from './may-write-by-itself.ts';

export type Sleep =
  | { sleepsUntil: Date }
  | { refused: 'not_found' | 'needs_reason' | 'closed' | 'konseli_waits' | 'not_in_the_future' | 'too_far_away' };

const LONGEST_SLEEP = 366 * 86_400_000;

export async function sleepCase(tx: Tx, person: Person, code: string, until: Date, now: Date): Promise<Sleep> {
  const found = await accessCase(tx, person, code, 'sleep', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  // Whoever asked for quiet does not wait.
  if (kasus.waiting_since && mayWriteByItself(kasus, now)) return { refused: 'konseli_waits' };
  if (until <= now) return { refused: 'not_in_the_future' };
  if (until.getTime() - now.getTime() > LONGEST_SLEEP) return { refused: 'too_far_away' };
  await tx.updateTable('cases').set({ asleep_until: until }).where('id', '=', kasus.id).execute();
  await planFollowUp(tx, { caseId: kasus.id, kind: 'wake', dueAt: until, by: person.id }, now);
  await record(tx, {
    actor: { staff: person.id },
    kind: 'case.slept',
    caseId: kasus.id,
    data: { until: until.toISOString() },
  });
  return { sleepsUntil: until };
}
