/** Gives a case to a counsellor: by the one who has it, or by a supervisor. */
import { record } from '../audit/record.ts';
import type { Person } from '../core/policy.ts';
import type { Tx } from '../db/database.ts';
import { accessCase } from './case-access.ts';
import { colleagueFor } from './colleagues.ts';
import { giveCase } from './give-case.ts';

export type Assignment =
  | { assigned: string; to: string }
  | { refused: 'not_found' | 'needs_reason' | 'closed' | 'no_such_counsellor' | 'is_excluded' | 'has_it_already' };

/** @param to staff id of an active counsellor */
export async function assignCase(tx: Tx, person: Person, code: string, to: number, now: Date): Promise<Assignment> {
  const found = await accessCase(tx, person, code, 'assign', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  const colleague = await colleagueFor(tx, kasus, to);
  if (!colleague) return { refused: 'no_such_counsellor' };
  if (colleague.part === 'excluded') return { refused: 'is_excluded' };
  if (colleague.part === 'own') return { refused: 'has_it_already' };
  await giveCase(tx, kasus, to);
  await record(tx, {
    actor: { staff: person.id },
    kind: 'case.assigned',
    caseId: kasus.id,
    data: { from: kasus.counsellor_id, to },
  });
  return { assigned: kasus.code, to: colleague.name };
}
