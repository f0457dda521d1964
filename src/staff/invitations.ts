/**
 * One-time links that an admin hands over: to set a first or a new password, or to set up a new second factor. 256 random bits,
 * kept as SHA-256, good for 24 hours and once. A link alone never takes over an account that works: a new password needs the
 * code the person has, a new second factor needs the password the person knows.
 */
import type { EventKind } from '../audit/event-kinds.ts';
import { type Happening, record } from '../audit/record.ts';
import { hashOfToken, isToken, newToken } from '../crypto/link-token.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Database, Reader, Tx } from '../db/database.ts';
import { lockStaff } from './lock-staff.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { openSecondFactor, sealSecondFactor, stepOf } from './second-factor.ts';
import { beginSession, endSessions } from './sessions.ts';

const HOURS_24 = 24 * 3600_000;

export type InvitationPurpose = 'set_password' | 'new_second_factor';

export interface Invitation {
  staffId: number;
  email: string;
  name: string;
  /** `new`: the person chooses one · `current`: must be given to prove who it is */
  password: 'new' | 'current';
  /** `new`: the person sets one up · `current`: its code must be given to prove who it is */
  secondFactor: 'new' | 'current';
}

/**
 * Makes a link; earlier ones of this person that are still open are closed.
 * @param madeBy null: made on the command line
 * @param because what led to it; it is recorded here, because nothing may follow on the record
 * @returns the token of the link
 */
export async function invite(
  tx: Tx,
  staffId: number,
  purpose: InvitationPurpose,
  madeBy: number | null,
  now: Date,
  ...because: readonly Happening[]
): Promise<string> {
  await closeInvitations(tx, staffId, now);
  const token = newToken();
  await tx
    .insertInto('invitations')
    .values({
      token_hash: hashOfToken(token),
      staff_id: staffId,
      purpose,
      made_by: madeBy,
      made_at: now,
      expires_at: new Date(now.getTime() + HOURS_24),
    })
    .execute();
  const actor = madeBy === null ? 'cli' : { staff: madeBy };
  await record(tx, ...because, { actor, kind: 'staff.invited', data: { staff: staffId, purpose } });
  return token;
}

/** Links of this person that are still open stop working. */
export async function closeInvitations(tx: Tx, staffId: number, now: Date): Promise<void> {
  await tx
    .updateTable('invitations')
    .set({ used_at: now })
    .where('staff_id', '=', staffId)
    .where('used_at', 'is', null)
    .execute();
}

/** The invitation behind a link, when it is still good. */
export async function findInvitation(db: Reader, token: string, now: Date): Promise<Invitation | null> {
  const row = isToken(token) ? await findRow(db, token, now) : undefined;
  return row ? describe(row) : null;
}

export interface InvitationGiven {
  token: string;
  password: string;
  /** the secret that was shown to the person, when a new second factor is set up */
  newSecret: string;
  code: string;
  browser: string;
}

export type AcceptAnswer =
  | { staffId: number; token: string }
  | { refused: 'no_invitation' | 'wrong_password' | 'wrong_code' };

/** Uses a link up: sets what it is for, ends the person's other sessions and signs the person in. */
export async function acceptInvitation(
  { db, vault }: { db: Database; vault: Vault },
  given: InvitationGiven,
  now: Date,
): Promise<AcceptAnswer> {
  const row = isToken(given.token) ? await findRow(db, given.token, now) : undefined;
  if (!row) return { refused: 'no_invitation' };
  const asked = describe(row);
  if (asked.password === 'current' && !(await verifyPassword(row.password_hash, given.password)))
    return { refused: 'wrong_password' };
  const secret = row.second_factor_sealed
    ? openSecondFactor(vault, row.staff_id, row.second_factor_sealed)
    : given.newSecret;
  const step = stepOf(secret, given.code, now);
  if (step === null) return { refused: 'wrong_code' };
  const passwordHash = asked.password === 'new' ? await hashPassword(given.password) : row.password_hash;

  return db.transaction().execute(async (tx) => {
    await lockStaff(tx, row.staff_id); // before the link, as whoever closes links does
    if (!(await lockOpenInvitation(tx, given.token))) return { refused: 'no_invitation' };
    const taken = await tx
      .updateTable('staff')
      .set({
        password_hash: passwordHash,
        second_factor_sealed: sealSecondFactor(vault, row.staff_id, secret),
        second_factor_step: step,
        last_seen_at: now,
      })
      .where('id', '=', row.staff_id)
      .where('disabled_at', 'is', null)
      .where((is) => is.or([is('second_factor_step', '<', step), is('second_factor_sealed', 'is', null)]))
      .executeTakeFirst();
    if (taken.numUpdatedRows !== 1n) return { refused: 'wrong_code' };
    await closeInvitations(tx, row.staff_id, now);
    await endSessions(tx, row.staff_id, 'all', now);
    const token = await beginSession(tx, row.staff_id, given.browser, now);
    const kinds: EventKind[] = ['session.began'];
    if (asked.secondFactor === 'new') kinds.unshift('second_factor.set');
    if (asked.password === 'new') kinds.unshift('password.set');
    await record(tx, ...kinds.map((kind) => ({ actor: { staff: row.staff_id }, kind })));
    return { staffId: row.staff_id, token };
  });
}

/** Two uses of one link at the same time wait here for each other; the second finds it closed. */
function lockOpenInvitation(tx: Tx, token: string) {
  return tx
    .selectFrom('invitations')
    .select('staff_id')
    .where('token_hash', '=', hashOfToken(token))
    .where('used_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

function findRow(db: Reader, token: string, now: Date) {
  return db
    .selectFrom('invitations')
    .innerJoin('staff', 'staff.id', 'invitations.staff_id')
    .select([
      'invitations.staff_id',
      'invitations.purpose',
      'staff.email',
      'staff.name',
      'staff.password_hash',
      'staff.second_factor_sealed',
    ])
    .where('token_hash', '=', hashOfToken(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .where('staff.disabled_at', 'is', null)
    .executeTakeFirst();
}

type InvitationRow = NonNullable<Awaited<ReturnType<typeof findRow>>>;

function describe(row: InvitationRow): Invitation {
  const { staff_id: staffId, email, name, purpose } = row;
  const hasFactor = row.second_factor_sealed !== null;
  return {
    staffId,
    email,
    name,
    // Never both new for an account that worked: an admin who resets the factor and then makes a link would be that person.
    password: row.password_hash === null || (purpose === 'set_password' && hasFactor) ? 'new' : 'current',
    secondFactor: hasFactor ? 'current' : 'new',
  };
}
