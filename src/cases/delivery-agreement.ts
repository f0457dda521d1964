/**
 * How letters of ours may reach the konseli of a case. Where nothing was agreed in it, what was agreed last in another case of
 * the same konseli holds: whose phone is shared does not change with a new case (SQL: `delivery_mode` in 0012_safe_delivery.sql).
 */
import { sql } from 'kysely';
import type { SafeHours } from '../core/safe-hours.ts';
import type { Reader } from '../db/database.ts';
import type { DB } from '../db/schema.ts';

/** `full`: the letter itself · `notice`: only that one waits; it is read on a page · `paused`: nothing leaves */
export type DeliveryMode = DB['delivery_agreements']['mode'];

export interface DeliveryAgreement {
  mode: DeliveryMode;
  /** subject and sender's name say nothing */
  neutral: boolean;
  /** null: at any time */
  hours: SafeHours | null;
  /** the konseli's letter that asks for it, where it is of this case */
  messageId: string | null;
  /** null: whoever opened a letter's page said that it was not for them */
  by: number | null;
  at: Date;
  /** agreed in another case of this konseli */
  elsewhere: boolean;
}

/** @returns null: nothing was agreed, and letters leave whole */
export async function readDelivery(
  db: Reader,
  kasus: { id: string; konseli_id: string },
): Promise<DeliveryAgreement | null> {
  const row = await db
    .selectFrom('delivery_agreements as d')
    .innerJoin('cases as c', 'c.id', 'd.case_id')
    .selectAll('d')
    .where('c.konseli_id', '=', kasus.konseli_id)
    .where('d.replaced_at', 'is', null)
    .orderBy(sql`(d.case_id = ${kasus.id})`, 'desc')
    .orderBy('d.set_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const { safe_days: days, safe_from: from, safe_until: until } = row;
  return {
    mode: row.mode,
    neutral: row.neutral,
    hours: from === null || until === null ? null : { days, from, until },
    messageId: row.case_id === kasus.id ? row.message_id : null,
    by: row.set_by,
    at: row.set_at,
    elsewhere: row.case_id !== kasus.id,
  };
}
