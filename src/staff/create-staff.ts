/** Makes an account. It has no password yet: the person sets one, and a second factor, through the link this returns. */
import type { Happening } from '../audit/record.ts';
import type { Tx } from '../db/database.ts';
import type { StaffRole } from '../db/schema.ts';
import { invite } from './invitations.ts';

export interface NewStaff {
  email: string;
  name: string;
  role: StaffRole;
  /** the admin who makes it; null: made on the command line */
  madeBy: number | null;
}

export type CreateStaffAnswer = { staffId: number; invitation: string } | { refused: 'email_taken' };

/** @returns `invitation`: the token of the one-time link, `/invitations/<token>`, good for 24 hours */
export async function createStaff(tx: Tx, staff: NewStaff, now: Date): Promise<CreateStaffAnswer> {
  const row = await tx
    .insertInto('staff')
    .values({ email: staff.email.trim().toLowerCase(), name: staff.name.trim(), role: staff.role, created_at: now })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return { refused: 'email_taken' };
  const created: Happening = {
    actor: staff.madeBy === null ? 'cli' : { staff: staff.madeBy },
    kind: 'staff.created',
    data: { staff: row.id, role: staff.role },
  };
  const invitation = await invite(tx, row.id, 'set_password', staff.madeBy, now, created);
  return { staffId: row.id, invitation };
}
