/** What was written about letters goes with them: of some letters, when these are erased, or of a whole case with its keys. */
import type { Vault } from '../crypto/vault.ts';
import type { Tx } from '../db/database.ts';
import { destroyResonances } from './resonances.ts';

export async function forgetWorksheetsOf(tx: Tx, letterIds: readonly string[], now: Date): Promise<void> {
  if (!letterIds.length) return;
  await tx.deleteFrom('worksheets').where('message_id', 'in', letterIds).execute();
  await tx.deleteFrom('cue_marks').where('message_id', 'in', letterIds).execute();
  await tx.deleteFrom('resonances').where('message_id', 'in', letterIds).execute();
  await tx
    .updateTable('resonance_shares')
    .set({ withdrawn_at: now })
    .where('message_id', 'in', letterIds)
    .where('withdrawn_at', 'is', null)
    .execute();
}

export async function forgetWorksheetsOfCase(tx: Tx, vault: Vault, caseId: string, now: Date): Promise<void> {
  await destroyResonances(tx, vault, { caseId }, now);
  await tx.deleteFrom('worksheets').where('case_id', '=', caseId).execute();
  await tx.deleteFrom('cue_marks').where('case_id', '=', caseId).execute();
}
