/** A counsellor puts a case back into the pool. Only in preparation: in counselling the konseli has someone, always. */
import { record } from '../audit/record.ts';
import type { Person } from '../core/policy.ts';
import type { Tx } from '../db/database.ts';
import { accessCase } from './case-access.ts';

export type Release = { released: string } | { refused: 'not_found' | 'needs_reason' | 'closed' | 'assign_it_instead' };

export async function releaseCase(tx: Tx, person: Person, code: string, now: Date): Promise<Release> {
  const found = await accessCase(tx, person, code, 'release', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  if (kasus.stage !== 'preparation') return { refused: 'assign_it_instead' };
  await tx.updateTable('cases').set({ counsellor_id: null }).where('id', '=', kasus.id).execute();
  await record(tx, { actor: { staff: person.id }, kind: 'case.released', caseId: kasus.id });
  return { released: kasus.code };
}
