/** The risk of a case is what was read last, in the first reading or in a later one; `unread` while nothing stands. */
import { type DangerFacts, mayPass } from '../core/risk/protocol.ts';
import type { Reader, Tx } from '../db/database.ts';
import type { Risk } from '../db/schema.ts';
import type { CaseRow } from './lock-case.ts';

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

/** What the danger may be read as now: less than urgent only with a protocol that was written since. */
export const dangerMayPass = async (db: Reader, kasus: CaseRow): Promise<boolean> =>
  kasus.risk !== 'urgent' || mayPass(await readDanger(db, kasus));

async function readDanger(db: Reader, kasus: CaseRow): Promise<DangerFacts> {
  const urgent = await db
    .selectFrom('case_records')
    .select((eb) => eb.fn.max('recorded_at').as('at'))
    .where('case_id', '=', kasus.id)
    .where('item', 'in', RISK_ITEMS)
    .where('value', '=', 'urgent')
    .executeTakeFirst();
  const protocol = await db
    .selectFrom('risk_protocols')
    .select((eb) => eb.fn.max('made_at').as('at'))
    .where('case_id', '=', kasus.id)
    .executeTakeFirst();
  return { risk: kasus.risk, urgentAt: urgent?.at ?? null, protocolAt: protocol?.at ?? null };
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
