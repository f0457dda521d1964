/** Whether somebody else may see the konseli's mail, as far as it was asked; what was said in an earlier round goes on counting. */
import type { Reader } from '../db/database.ts';

export async function readSafeContact(db: Reader, caseId: string): Promise<'safe' | 'not_told' | 'unsafe' | null> {
  const row = await db
    .selectFrom('case_records')
    .select('value')
    .where('case_id', '=', caseId)
    .where('item', '=', 'safe_contact')
    .where('withdrawn_at', 'is', null)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return (row?.value as 'safe' | 'not_told' | 'unsafe' | undefined) ?? null;
}
