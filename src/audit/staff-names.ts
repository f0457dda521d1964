/** Names of all staff by id, for the sentences of what happened; who has left keeps a name there. */
import type { Reader } from '../db/database.ts';

export async function readStaffNames(db: Reader): Promise<ReadonlyMap<number, string>> {
  const rows = await db.selectFrom('staff').select(['id', 'name']).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
