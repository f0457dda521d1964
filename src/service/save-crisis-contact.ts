/** Adds a crisis contact or changes one. What was changed is unverified until somebody has called it. */
import { sql } from 'kysely';
import { record } from '../audit/record.ts';
import type { Database, Tx } from '../db/database.ts';

export interface CrisisContactFacts {
  name: string;
  /** the number, or how else it is reached, as it is to stand in a letter */
  contact: string;
  hours: string;
  source: string;
}

/**
 * @param id null: a new one, placed last
 * @returns its id
 */
export async function saveCrisisContact(
  db: Database,
  staffId: number,
  id: number | null,
  facts: CrisisContactFacts,
): Promise<{ id: number } | { refused: 'not_found' }> {
  return db.transaction().execute(async (tx) => {
    const saved = id === null ? await add(tx, facts) : await change(tx, id, facts);
    if (saved === undefined) return { refused: 'not_found' as const };
    const data = { contact: saved, change: id === null ? 'added' : 'edited' };
    await record(tx, { actor: { staff: staffId }, kind: 'crisis_contact.changed', data });
    return { id: saved };
  });
}

async function add(tx: Tx, facts: CrisisContactFacts): Promise<number> {
  const row = await tx
    .insertInto('crisis_contacts')
    .values({ ...facts, position: sql<number>`(select coalesce(max(position), 0) + 1 from crisis_contacts)` })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

async function change(tx: Tx, id: number, facts: CrisisContactFacts): Promise<number | undefined> {
  const row = await tx
    .updateTable('crisis_contacts')
    .set({ ...facts, verified_at: null, verified_by: null })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}
