/** The second person agrees that a gate be opened: never the one who asked. */
import { record } from '../audit/record.ts';
import type { Person } from '../core/policy.ts';
import type { Tx } from '../db/database.ts';
import { type OverrideAnswerRefusal, pendingOverride } from './pending-override.ts';

export async function agreeOverride(
  tx: Tx,
  person: Person,
  code: string,
  now: Date,
): Promise<{ agreed: string } | { refused: OverrideAnswerRefusal }> {
  const found = await pendingOverride(tx, person, code, now);
  if ('refused' in found) return found;
  const { kasus, override } = found;
  await tx
    .updateTable('gate_overrides')
    .set({ agreed_by: person.id, agreed_at: now })
    .where('id', '=', override.id)
    .execute();
  await record(tx, {
    actor: { staff: person.id },
    kind: 'override.agreed',
    caseId: kasus.id,
    data: { override: override.id, from: override.from_stage, to: override.to_stage, round: override.round },
  });
  return { agreed: override.id };
}
