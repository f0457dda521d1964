/** Somebody has asked, and the entry is still true. */
import { record } from '../audit/record.ts';
import type { Database } from '../db/database.ts';

/** @param shown the address and number that the page showed: when they were changed meanwhile, somebody asked elsewhere */
export async function verifyExpert(
  db: Database,
  staffId: number,
  id: number,
  shown: string,
  now: Date,
): Promise<{ done: true } | { refused: 'not_found' | 'changed' }> {
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('experts')
      .select(['email', 'phone'])
      .where('id', '=', id)
      .where('removed_at', 'is', null)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!row) return { refused: 'not_found' as const };
    if (contactOf(row) !== shown) return { refused: 'changed' as const };
    await tx.updateTable('experts').set({ verified_at: now, verified_by: staffId }).where('id', '=', id).execute();
    await record(tx, { actor: { staff: staffId }, kind: 'expert.verified', data: { expert: id } });
    return { done: true as const };
  });
}

/** `tuti@klinik.example · 021-555` */
export const contactOf = ({ email, phone }: { email: string; phone: string }): string =>
  [email, phone].filter(Boolean).join(' · ');
