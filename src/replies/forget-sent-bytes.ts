/**
 * The finished bytes of a mail are kept for some time after it was settled, to see what really left; then they go, with the
 * address. The letter itself stays in its case. A mail that still waits for anything is never forgotten.
 */
import type { Database } from '../db/database.ts';

const KEEP_DAYS = 90;
const A_BATCH = 200;

/** @returns how many mails were forgotten */
export async function forgetSentBytes(db: Database, now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEEP_DAYS * 86_400_000);
  const forgotten = await db
    .updateTable('outbound_mails')
    .set({ raw_sealed: null, recipient_sealed: null })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('outbound_mails')
        .select('id')
        .where('state', 'in', ['sent', 'failed', 'cancelled'])
        .where('copy_state', '<>', 'waiting')
        .where('settled_at', '<', before)
        .where('raw_sealed', 'is not', null)
        .limit(A_BATCH)
        .forNoKeyUpdate()
        .skipLocked(),
    )
    .returning('id')
    .execute();
  return forgotten.length;
}
