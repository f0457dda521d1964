/** A counsellor's own cap: it may lie below that of the service, never above. */
import { record } from '../audit/record.ts';
import type { Person } from '../core/policy.ts';
import type { Tx } from '../db/database.ts';
import { readSettings } from '../service/settings.ts';

/** @param cap null: that of the service */
export async function setOwnCap(
  tx: Tx,
  person: Person,
  cap: number | null,
): Promise<{ cap: number | null } | { refused: 'above_the_service' }> {
  const { loadCap } = await readSettings(tx);
  if (cap !== null && cap > loadCap) return { refused: 'above_the_service' };
  await tx.updateTable('staff').set({ load_cap: cap }).where('id', '=', person.id).execute();
  await record(tx, { actor: { staff: person.id }, kind: 'own_cap.set', data: { cap } });
  return { cap };
}
