/** A guardian takes the consent back: the gates shut, letters only inform, and what rests on the consent stops within three days. */
import { record } from '../audit/record.ts';
import { accessCase } from '../cases/case-access.ts';
import { standingRecord, withdrawStanding } from '../cases/standing-record.ts';
import type { Person } from '../core/policy.ts';
import type { Tx } from '../db/database.ts';

export async function guardianWithdraws(
  tx: Tx,
  person: Person,
  code: string,
  now: Date,
): Promise<{ withdrew: string } | { refused: 'not_found' | 'needs_reason' | 'closed' | 'guardian_never_agreed' }> {
  const found = await accessCase(tx, person, code, 'record', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  const standing = await standingRecord(tx, kasus, 'guardian');
  const agreed = standing?.value === 'consented' || (!standing && kasus.round > 1);
  if (!agreed) return { refused: 'guardian_never_agreed' };
  await withdrawStanding(tx, kasus, 'guardian', now);
  await tx.updateTable('cases').set({ guardian_withdrew_at: now }).where('id', '=', kasus.id).execute();
  const data = { round: kasus.round };
  await record(tx, { actor: { staff: person.id }, kind: 'guardian.withdrew', caseId: kasus.id, data });
  return { withdrew: kasus.code };
}
