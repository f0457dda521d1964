/**
 * Moves a case to another stage, or closes it. The rules decide from what is on record (core/stage.ts); the database checks
 * once more by itself (trigger `guard_case`).
 */
import { type Happening, record } from '../audit/record.ts';
import type { Person } from '../core/policy.ts';
import { decideMove, type MoveRefusal, type Wish } from '../core/stage.ts';
import type { Tx } from '../db/database.ts';
import type { Ending, Stage } from '../db/schema.ts';
import { accessCase } from './case-access.ts';
import { readCaseFacts } from './case-facts.ts';
import { closeCase, endRound } from './close-case.ts';
import type { CaseRow } from './lock-case.ts';
import { endMeetings } from './meeting-row.ts';

export type Move =
  | { moved: Stage; round: number; ending: Ending | null; without: readonly string[] }
  | { refused: MoveRefusal; missing?: readonly string[] }
  | { refused: 'not_found' | 'needs_reason' };

/** @returns the stage and round the case is in now; `without` names gate items that were passed over */
export async function moveCase(tx: Tx, person: Person, code: string, wish: Wish, now: Date): Promise<Move> {
  const found = await accessCase(tx, person, code, 'move', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  const decision = decideMove(await readCaseFacts(tx, kasus), wish, now);
  if ('refused' in decision) return decision;
  const { move, round, ending, without } = decision;
  const met = await endAgreed(tx, kasus, move, person, now);
  const aftercare = ending ? await closeCase(tx, kasus, ending, now) : [];
  if (!ending) await enter(tx, kasus, move, round, now);
  const data = {
    from: kasus.stage,
    to: move,
    round,
    ...(ending ? { ending } : {}),
    ...(without.length ? { without } : {}),
    ...(aftercare.length ? { aftercare } : {}),
  };
  const kind = ending ? ('case.closed' as const) : ('case.moved' as const);
  await record(tx, { actor: { staff: person.id }, kind, caseId: kasus.id, data }, ...met);
  return { moved: move, round, ending, without };
}

/** A closed case keeps no appointment; what a session was for has been done when counselling ends. */
async function endAgreed(tx: Tx, kasus: CaseRow, move: Stage, person: Person, now: Date): Promise<Happening[]> {
  if (move === 'closed') return endMeetings(tx, kasus.id, { ended: 'cancelled', by: person.id }, now);
  if (move !== 'post_counselling') return [];
  return endMeetings(tx, kasus.id, { ended: 'took_place', by: person.id, begunBy: now }, now);
}

async function enter(tx: Tx, kasus: CaseRow, stage: Stage, round: number, now: Date): Promise<void> {
  if (round > kasus.round) {
    await endRound(tx, kasus, now);
    await tx.insertInto('rounds').values({ case_id: kasus.id, round, began_at: now }).execute();
  }
  await tx.updateTable('cases').set({ stage, round }).where('id', '=', kasus.id).execute();
}
