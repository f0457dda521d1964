/** Changes one's own password. It needs the old one, and every other session of the person ends. */
import { record } from '../audit/record.ts';
import type { Database } from '../db/database.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { endSessions } from './sessions.ts';

export interface PasswordChange {
  staffId: number;
  current: string;
  next: string;
  /** the session that stays */
  sessionKey: string;
}

export async function changePassword(
  db: Database,
  change: PasswordChange,
  now: Date,
): Promise<'changed' | { refused: 'wrong_password' }> {
  const { staffId } = change;
  const row = await db.selectFrom('staff').select('password_hash').where('id', '=', staffId).executeTakeFirst();
  if (!(await verifyPassword(row?.password_hash ?? null, change.current))) return { refused: 'wrong_password' };
  const hash = await hashPassword(change.next);
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('staff').set({ password_hash: hash }).where('id', '=', staffId).execute();
    await endSessions(tx, staffId, { allBut: change.sessionKey }, now);
    await record(tx, { actor: { staff: staffId }, kind: 'password.set' });
  });
  return 'changed';
}
