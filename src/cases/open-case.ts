/** Opens a case in preparation, with its keys and first round. */
import { randomBytes } from 'node:crypto';
import { caseCode } from '../core/case-code.ts';
import type { Key } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Tx } from '../db/database.ts';
import type { CaseRow } from './lock-case.ts';

export interface OpenedCase {
  kasus: CaseRow;
  /** seals its letters */
  letters: Key;
}

/**
 * The konseli must be locked by the caller, so that two letters arriving together do not open two cases.
 * @param previousId the closed case this one follows
 */
export async function openCase(
  tx: Tx,
  vault: Vault,
  facts: { mailboxId: number; konseliId: string; previousId: string | null; openedAt: Date },
): Promise<OpenedCase> {
  const id = newId();
  const code = await freeCode(tx);
  const kasus = await tx
    .insertInto('cases')
    .values({
      id,
      code,
      mailbox_id: facts.mailboxId,
      konseli_id: facts.konseliId,
      previous_id: facts.previousId,
      opened_at: facts.openedAt,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await tx.insertInto('rounds').values({ case_id: id, round: 1, began_at: facts.openedAt }).execute();
  const [letters] = await vault.createAll(tx, [
    { purpose: 'letters', owner: id },
    { purpose: 'notes', owner: id },
  ]);
  return { kasus, letters: letters! };
}

async function freeCode(tx: Tx): Promise<string> {
  for (;;) {
    const code = caseCode(randomBytes(6));
    const taken = await tx.selectFrom('cases').select('id').where('code', '=', code).executeTakeFirst();
    if (!taken) return code;
  }
}
