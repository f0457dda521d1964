/**
 * The last letter of a case that was erased, saying that it was: once it has left, or could not, its bytes and the address go
 * with their key. Nobody is asked about one that hangs in between: there is no case left in which to ask.
 */
import type { Vault } from '../crypto/vault.ts';
import type { Database } from '../db/database.ts';

const GIVEN_UP_AFTER = 7 * 86_400_000;

/** @returns how many were forgotten */
export function forgetLastLetters(db: Database, vault: Vault, now: Date): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await tx
      .updateTable('outbound_mails')
      .set({ state: 'failed', settled_at: now, seen_problem_at: now, problem: 'given_up' })
      .where('own_key', '=', true)
      .where('state', 'in', ['queued', 'retry', 'uncertain'])
      .where('created_at', '<', new Date(now.getTime() - GIVEN_UP_AFTER))
      .execute();
    const forgotten = await tx
      .updateTable('outbound_mails')
      .set({ raw_sealed: null, recipient_sealed: null })
      .where('own_key', '=', true)
      .where('state', 'in', ['sent', 'failed', 'cancelled'])
      .where('raw_sealed', 'is not', null)
      .returning('id')
      .execute();
    await vault.destroy(
      tx,
      forgotten.map(({ id }) => id),
      now,
    );
    return forgotten.length;
  });
}
