/** The second person does not agree that a gate be opened; it may be asked for again, with another reason. */
import { record } from '../audit/record.ts';
import type { Person } from '../core/policy.ts';
import type { Tx } from '../db/database.ts';
import { type OverrideAnswerRefusal, pendingOverride } from './pending-override.ts';

export async function refuseOverride(
  tx: Tx,
  person: Person,
  code: string,
  now: Date,
): Promise<{ turnedDown: string } | { refused: OverrideAnswerRefusal }> {
  const found = await pendingOverride(tx, person, code, now);
  if ('refused' in found) return found;
  const { kasus, override } = found;
  await tx
    .updateTable('gate_overrides')
    .set({ agreed_by: person.id, refused_at: now })
    .where('id', '=', override.id)
    .execute();
  await record(tx, {
    actor: { staff: person.id },
    kind: 'override.refused',
    caseId: kasus.id,
    data: { override: override.id, from: override.from_stage, to: override.to_stage, round: override.round },
  });
  return { turnedDown: override.id };
}
