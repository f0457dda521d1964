/** A supervisor gives somebody a case above what they have room for: with a reason, sealed, and never to themselves. */
import { seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Tx } from '../db/database.ts';

/** @returns the id of the override, for the record */
export async function liftCap(
  tx: Tx,
  vault: Vault,
  wish: { caseId: string; staffId: number; reason: string; by: number },
  now: Date,
): Promise<string> {
  const id = newId();
  const key = await vault.key(tx, 'letters', wish.caseId);
  await tx
    .insertInto('load_overrides')
    .values({
      id,
      case_id: wish.caseId,
      staff_id: wish.staffId,
      reason_sealed: seal(key, 'load_overrides.reason', id, wish.reason),
      made_by: wish.by,
      made_at: now,
    })
    .execute();
  return id;
}
