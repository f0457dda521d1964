/** What was answered is asked no more: the konseli's next letters are not read for it. */
import type { Asked } from '../core/answers/questions.ts';
import type { Tx } from '../db/database.ts';
import type { CaseRow } from './lock-case.ts';

/** The case must be locked by the caller; its row is brought up to date. */
export async function stopAsking(tx: Tx, kasus: CaseRow, answered: readonly Asked[]): Promise<void> {
  const left = kasus.asking.filter((asked) => !(answered as readonly string[]).includes(asked));
  if (left.length === kasus.asking.length) return;
  kasus.asking = left;
  await tx.updateTable('cases').set({ asking: left }).where('id', '=', kasus.id).execute();
}
