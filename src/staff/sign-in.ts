/**
 * Signing in: address, password and code together, one answer. Whatever is wrong, the answer is the same and so is the work
 * behind it, so nobody learns who has an account or which of the three was right.
 */
import { record } from '../audit/record.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Database, Reader } from '../db/database.ts';
import { verifyPassword } from './passwords.ts';
import { newSecondFactor, openSecondFactor, stepOf } from './second-factor.ts';
import { beginSession } from './sessions.ts';

export interface Credentials {
  email: string;
  password: string;
  code: string;
  /** as `Firefox · Linux` */
  browser: string;
}

export type SignInAnswer = { staffId: number; token: string } | { refused: 'wrong' };

export async function signIn(
  { db, vault }: { db: Database; vault: Vault },
  given: Credentials,
  now: Date,
): Promise<SignInAnswer> {
  const account = await findAccount(db, given.email);
  const isPassword = await verifyPassword(account?.password_hash ?? null, given.password);
  const sealed = account?.second_factor_sealed ?? null;
  const secret = account && sealed ? openSecondFactor(vault, account.id, sealed) : newSecondFactor();
  const step = stepOf(secret, given.code, now);
  return db.transaction().execute(async (tx) => {
    if (account && sealed && isPassword && step !== null) {
      const taken = await tx
        .updateTable('staff')
        .set({ second_factor_step: step, last_seen_at: now })
        .where('id', '=', account.id)
        .where('second_factor_step', '<', step) // a code works once (RFC 6238 §5.2)
        .where('disabled_at', 'is', null)
        .executeTakeFirst();
      if (taken.numUpdatedRows === 1n) {
        const token = await beginSession(tx, account.id, given.browser, now);
        await record(tx, { actor: { staff: account.id }, kind: 'session.began' });
        return { staffId: account.id, token };
      }
    }
    await record(tx, { actor: 'system', kind: 'session.refused', data: { staff: account?.id ?? null } });
    return { refused: 'wrong' };
  });
}

function findAccount(db: Reader, email: string) {
  return db
    .selectFrom('staff')
    .select(['id', 'password_hash', 'second_factor_sealed'])
    .where('email', '=', email.trim().toLowerCase())
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
}
