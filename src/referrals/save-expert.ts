/** Adds somebody to the directory or changes an entry. What was changed is unverified until somebody has asked. */
import { record } from '../audit/record.ts';
import type { Database, Tx } from '../db/database.ts';
import type { ExpertFacts } from './experts.ts';

/**
 * @param id null: a new one, kept true by whoever adds it
 * @returns its id
 */
export async function saveExpert(
  db: Database,
  staffId: number,
  id: number | null,
  facts: ExpertFacts,
): Promise<{ id: number } | { refused: 'not_found' }> {
  return db.transaction().execute(async (tx) => {
    const saved = id === null ? await add(tx, staffId, facts) : await change(tx, id, facts);
    if (saved === undefined) return { refused: 'not_found' as const };
    const data = { expert: saved, change: id === null ? 'added' : 'edited' };
    await record(tx, { actor: { staff: staffId }, kind: 'expert.changed', data });
    return { id: saved };
  });
}

async function add(tx: Tx, staffId: number, facts: ExpertFacts): Promise<number> {
  const row = await tx
    .insertInto('experts')
    .values({ ...facts, owner_id: staffId })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

async function change(tx: Tx, id: number, facts: ExpertFacts): Promise<number | undefined> {
  const row = await tx
    .updateTable('experts')
    .set({ ...facts, verified_at: null, verified_by: null })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}
