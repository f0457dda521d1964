/** The risk of a case is what was read last, in the first reading or in a later one; `unread` while nothing stands. */
import type { Tx } from '../db/database.ts';
import type { Risk } from '../db/schema.ts';

export const RISK_ITEMS = ['risk_read', 'risk_reread'];

export const isRiskItem = (item: string): boolean => RISK_ITEMS.includes(item);

export async function settleRisk(tx: Tx, caseId: string): Promise<void> {
  const last = await tx
    .selectFrom('case_records')
    .select('value')
    .where('case_id', '=', caseId)
    .where('item', 'in', RISK_ITEMS)
    .where('withdrawn_at', 'is', null)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  const risk = (last?.value ?? 'unread') as Risk; // the choices of both items are words for risk: tests/core/gates.test.ts
  await tx.updateTable('cases').set({ risk }).where('id', '=', caseId).execute();
}

/** Whoever puts the risk on record has answered the signs in all that they have read: a letter that came meanwhile keeps its own. */
export async function answerSigns(tx: Tx, caseId: string, staffId: number): Promise<void> {
  await tx
    .updateTable('cases')
    .set({ signs: 'none' })
    .where('id', '=', caseId)
    .where('last_inbound_id', 'in', (eb) =>
      eb
        .selectFrom('case_seen')
        .select('case_seen.message_id')
        .where('case_seen.case_id', '=', caseId)
        .where('case_seen.staff_id', '=', staffId),
    )
    .execute();
}
