/** Takes a crisis contact out of the directory. Letters that went out keep what they said. */
import { record } from '../audit/record.ts';
import type { Database } from '../db/database.ts';

export async function removeCrisisContact(
  db: Database,
  staffId: number,
  id: number,
): Promise<{ done: true } | { refused: 'not_found' }> {
  return db.transaction().execute(async (tx) => {
    const row = await tx.deleteFrom('crisis_contacts').where('id', '=', id).returning('id').executeTakeFirst();
    if (!row) return { refused: 'not_found' as const };
    const data = { contact: id, change: 'removed' };
    await record(tx, { actor: { staff: staffId }, kind: 'crisis_contact.changed', data });
    return { done: true as const };
  });
}
