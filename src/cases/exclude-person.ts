/**
 * Shuts a member of staff out of a case for good: the konseli named them, is taught by them, is of their family. It beats
 * every other right, a supervisor's too. Who has the case must hand it on first.
 */
import { record } from '../audit/record.ts';
import type { Person } from '../core/policy.ts';
import type { Tx } from '../db/database.ts';
import { accessCase } from './case-access.ts';

export type Exclusion =
  | { excluded: string }
  | { refused: 'not_found' | 'needs_reason' | 'no_such_person' | 'has_the_case' | 'is_excluded_already' };

/** @param staffId of any member of staff, active or not */
export async function excludePerson(
  tx: Tx,
  person: Person,
  code: string,
  staffId: number,
  now: Date,
): Promise<Exclusion> {
  const found = await accessCase(tx, person, code, 'share', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.counsellor_id === staffId) return { refused: 'has_the_case' };
  const staff = await tx.selectFrom('staff').select('id').where('id', '=', staffId).executeTakeFirst();
  if (!staff) return { refused: 'no_such_person' };
  const shut = await tx
    .insertInto('case_people')
    .values({ case_id: kasus.id, staff_id: staffId, part: 'excluded', added_by: person.id, added_at: now })
    .onConflict((c) =>
      c
        .columns(['case_id', 'staff_id'])
        .doUpdateSet({ part: 'excluded', added_by: person.id, added_at: now })
        .where('case_people.part', '<>', 'excluded'),
    )
    .executeTakeFirst();
  if (shut.numInsertedOrUpdatedRows === 0n) return { refused: 'is_excluded_already' };
  await record(tx, { actor: { staff: person.id }, kind: 'case.excluded', caseId: kasus.id, data: { whom: staffId } });
  return { excluded: kasus.code };
}
