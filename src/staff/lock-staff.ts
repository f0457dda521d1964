/** Takes an account for the length of a transaction, so that two admins cannot change it, or each other, at the same time. */
import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';

export async function lockStaff(tx: Tx, staffId: number) {
  // All changes of accounts wait for each other: the rule about the last admin looks at more than one row.
  await sql`select pg_advisory_xact_lock(7312)`.execute(tx);
  return tx.selectFrom('staff').selectAll().where('id', '=', staffId).forUpdate().executeTakeFirst();
}

/** Whether this is the only admin who can still sign in. */
export async function isLastAdmin(tx: Tx, staffId: number): Promise<boolean> {
  const admins = await tx
    .selectFrom('staff')
    .select('id')
    .where('role', '=', 'admin')
    .where('disabled_at', 'is', null)
    .execute();
  return admins.length === 1 && admins[0]?.id === staffId;
}
