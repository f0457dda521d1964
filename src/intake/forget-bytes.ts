/**
 * Raw mails are kept for some time after they were settled, so that whatever was misread can be read again; then their bytes
 * go, with their keys. The letters themselves stay in their cases. Mails that wait for a person, and those of
 * blocked senders, are never forgotten.
 */
import type { Vault } from '../crypto/vault.ts';
import type { Database } from '../db/database.ts';

export const KEEP_DAYS = 90;
const A_BATCH = 200;

/** @returns how many mails were forgotten */
export async function forgetBytes(db: Database, vault: Vault, now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEEP_DAYS * 86_400_000);
  return db.transaction().execute(async (tx) => {
    const rows = await tx
      .selectFrom('inbound_mails')
      .select('id')
      .where('state', 'in', ['filed', 'ignored'])
      .where('fate', '<>', 'blocked')
      .where('settled_at', '<', before)
      .where('raw_sealed', 'is not', null)
      .limit(A_BATCH)
      .forUpdate()
      .skipLocked()
      .execute();
    const ids = rows.map((row) => row.id);
    if (!ids.length) return 0;
    await tx.updateTable('inbound_mails').set({ raw_sealed: null }).where('id', 'in', ids).execute();
    await vault.destroy(tx, ids, now);
    return ids.length;
  });
}
