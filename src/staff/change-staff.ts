/** Changes a colleague's name or role. Nobody changes their own role, and one working admin always stays. */
import { record } from '../audit/record.ts';
import type { Tx } from '../db/database.ts';
import type { StaffRole } from '../db/schema.ts';
import { isLastAdmin, lockStaff } from './lock-staff.ts';

export type ChangeStaffAnswer = 'changed' | { refused: 'no_such_staff' | 'own_role' | 'last_admin' };

export async function changeStaff(
  tx: Tx,
  staffId: number,
  change: { name: string; role: StaffRole },
  by: number,
): Promise<ChangeStaffAnswer> {
  const staff = await lockStaff(tx, staffId);
  if (!staff) return { refused: 'no_such_staff' };
  if (staffId === by && change.role !== staff.role) return { refused: 'own_role' };
  if (change.role !== 'admin' && (await isLastAdmin(tx, staffId))) return { refused: 'last_admin' };
  await tx
    .updateTable('staff')
    .set({ name: change.name.trim(), role: change.role })
    .where('id', '=', staffId)
    .execute();
  const data = { staff: staffId, from: staff.role, to: change.role };
  await record(tx, { actor: { staff: by }, kind: 'staff.changed', data });
  return 'changed';
}
