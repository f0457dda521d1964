/** What a letter of ours asked: until it is answered, what comes from the konseli is read for answers. */
import type { CaseRow } from '../cases/lock-case.ts';
import type { Asked } from '../core/answers/questions.ts';
import type { Tx } from '../db/database.ts';
import { consentVersion } from './consent-text.ts';

/** The case must be locked by the caller. */
export async function rememberAsking(tx: Tx, kasus: CaseRow, messageId: string, asks: readonly Asked[]): Promise<void> {
  await tx
    .updateTable('messages')
    .set({ asks: [...asks], consent_version: asks.includes('consent') ? consentVersion : null })
    .where('id', '=', messageId)
    .execute();
  const asking = [...new Set([...kasus.asking, ...asks])];
  await tx.updateTable('cases').set({ asking }).where('id', '=', kasus.id).execute();
}
