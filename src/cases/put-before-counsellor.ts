/** It is the counsellor's turn, though no letter waits: the case may be put off again, or closed as silent. */
import type { Tx } from '../db/database.ts';

/** The case must be open, and locked by the caller. */
export async function putBeforeCounsellor(tx: Tx, caseId: string): Promise<void> {
  await tx.updateTable('cases').set({ turn: 'counsellor', asleep_until: null }).where('id', '=', caseId).execute();
}
