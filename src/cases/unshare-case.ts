/** Ends an invitation: the second counsellor no longer sees the case, from the next request on. */
import { record } from '../audit/record.ts';
import type { Person } from '../core/policy.ts';
import type { Tx } from '../db/database.ts';
import { accessCase } from './case-access.ts';

export type Unshare = { unshared: string } | { refused: 'not_found' | 'needs_reason' | 'not_shared' };

export async function unshareCase(tx: Tx, person: Person, code: string, staffId: number, now: Date): Promise<Unshare> {
  const found = await accessCase(tx, person, code, 'share', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  const ended = await tx
    .deleteFrom('case_people')
    .where('case_id', '=', kasus.id)
    .where('staff_id', '=', staffId)
    .where('part', '=', 'co')
    .executeTakeFirst();
  if (ended.numDeletedRows === 0n) return { refused: 'not_shared' };
  await record(tx, { actor: { staff: person.id }, kind: 'case.unshared', caseId: kasus.id, data: { with: staffId } });
  return { unshared: kasus.code };
}
