/**
 * Takes the second factor off an account whose phone is lost and makes a link to set up a new one. Until it is used nobody can
 * sign in, and using it needs the password, so the admin who holds the link cannot.
 */
import type { Happening } from '../audit/record.ts';
import type { Tx } from '../db/database.ts';
import { invite } from './invitations.ts';
import { lockStaff } from './lock-staff.ts';
import { endSessions } from './sessions.ts';

export type ResetSecondFactorAnswer = { invitation: string } | { refused: 'no_such_staff' | 'yourself' };

export async function resetSecondFactor(
  tx: Tx,
  staffId: number,
  by: number,
  now: Date,
): Promise<ResetSecondFactorAnswer> {
  const staff = await lockStaff(tx, staffId);
  if (!staff || staff.disabled_at) return { refused: 'no_such_staff' };
  if (staffId === by) return { refused: 'yourself' };
  await tx.updateTable('staff').set({ second_factor_sealed: null }).where('id', '=', staffId).execute();
  await endSessions(tx, staffId, 'all', now);
  const reset: Happening = { actor: { staff: by }, kind: 'second_factor.reset', data: { staff: staffId } };
  return { invitation: await invite(tx, staffId, 'new_second_factor', by, now, reset) };
}
