/** Remembers up to which letter a person has seen a case, so that the list can say what is new to them. */
import type { Tx } from '../db/database.ts';

/**
 * What was seen is read once: no event, the page that showed the letters has recorded the look.
 * @param seen the konseli's newest letter that was on the page; null when there was none
 */
export async function markSeen(tx: Tx, staffId: number, caseId: string, seen: string | null, now: Date): Promise<void> {
  await tx
    .insertInto('case_seen')
    .values({ case_id: caseId, staff_id: staffId, message_id: seen, seen_at: now })
    .onConflict((c) => c.columns(['case_id', 'staff_id']).doUpdateSet({ message_id: seen, seen_at: now }))
    .execute();
}
