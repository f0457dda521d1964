/** Closes an account, at once and everywhere, and opens it again. Nothing a person did is removed with the account. */
import { record } from '../audit/record.ts';
import type { Tx } from '../db/database.ts';
import { closeInvitations } from './invitations.ts';
import { isLastAdmin, lockStaff } from './lock-staff.ts';
import { endSessions } from './sessions.ts';

export type DisableStaffAnswer = 'disabled' | { refused: 'no_such_staff' | 'yourself' | 'last_admin' };

export async function disableStaff(tx: Tx, staffId: number, by: number, now: Date): Promise<DisableStaffAnswer> {
  const staff = await lockStaff(tx, staffId);
  if (!staff) return { refused: 'no_such_staff' };
  if (staffId === by) return { refused: 'yourself' };
  if (await isLastAdmin(tx, staffId)) return { refused: 'last_admin' };
  await tx.updateTable('staff').set({ disabled_at: now }).where('id', '=', staffId).execute();
  await closeInvitations(tx, staffId, now);
  await endSessions(tx, staffId, 'all', now);
  await record(tx, { actor: { staff: by }, kind: 'staff.disabled', data: { staff: staffId } });
  return 'disabled';
}

export async function enableStaff(
  tx: Tx,
  staffId: number,
  by: number,
): Promise<'enabled' | { refused: 'no_such_staff' }> {
  const staff = await lockStaff(tx, staffId);
  if (!staff) return { refused: 'no_such_staff' };
  await tx.updateTable('staff').set({ disabled_at: null }).where('id', '=', staffId).execute();
  await record(tx, { actor: { staff: by }, kind: 'staff.enabled', data: { staff: staffId } });
  return 'enabled';
}
