/** Invites a second counsellor to a case: to read it, write notes and answer. */
import { record } from '../audit/record.ts';
import type { Person } from '../core/policy.ts';
import type { Tx } from '../db/database.ts';
import { accessCase } from './case-access.ts';
import { colleagueFor } from './colleagues.ts';

export type Share =
  | { shared: string; with: string }
  | { refused: 'not_found' | 'needs_reason' | 'no_such_counsellor' | 'is_excluded' | 'has_it_already' };

/** @param staffId of an active counsellor */
export async function shareCase(tx: Tx, person: Person, code: string, staffId: number, now: Date): Promise<Share> {
  const found = await accessCase(tx, person, code, 'share', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  const colleague = await colleagueFor(tx, kasus, staffId);
  if (!colleague) return { refused: 'no_such_counsellor' };
  if (colleague.part === 'excluded') return { refused: 'is_excluded' };
  if (colleague.part) return { refused: 'has_it_already' };
  await tx
    .insertInto('case_people')
    .values({ case_id: kasus.id, staff_id: staffId, part: 'co', added_by: person.id, added_at: now })
    .execute();
  await record(tx, { actor: { staff: person.id }, kind: 'case.shared', caseId: kasus.id, data: { with: staffId } });
  return { shared: kasus.code, with: colleague.name };
}
