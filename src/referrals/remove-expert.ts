/** Takes an entry out of the directory. Referrals that name it keep it. */
import { record } from '../audit/record.ts';
import type { Database } from '../db/database.ts';

export async function removeExpert(
  db: Database,
  staffId: number,
  id: number,
  now: Date,
): Promise<{ done: true } | { refused: 'not_found' }> {
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .updateTable('experts')
      .set({ removed_at: now })
      .where('id', '=', id)
      .where('removed_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!row) return { refused: 'not_found' as const };
    const data = { expert: id, change: 'removed' };
    await record(tx, { actor: { staff: staffId }, kind: 'expert.changed', data });
    return { done: true as const };
  });
}
