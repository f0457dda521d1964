/** Somebody has called the number and it answered: for a time it may stand in letters. */
import { record } from '../audit/record.ts';
import type { Database } from '../db/database.ts';

/** @param called what the page showed as the number: when it was changed meanwhile, somebody called another one */
export async function verifyCrisisContact(
  db: Database,
  staffId: number,
  id: number,
  called: string,
  now: Date,
): Promise<{ done: true } | { refused: 'not_found' | 'changed' }> {
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('crisis_contacts')
      .select('contact')
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!row) return { refused: 'not_found' as const };
    if (row.contact !== called) return { refused: 'changed' as const };
    await tx
      .updateTable('crisis_contacts')
      .set({ verified_at: now, verified_by: staffId })
      .where('id', '=', id)
      .execute();
    await record(tx, { actor: { staff: staffId }, kind: 'crisis_contact.verified', data: { contact: id } });
    return { done: true as const };
  });
}
