// Accounts: how they are made, changed, closed; links that work once and never alone.

import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeStaff } from '../../../src/staff/change-staff.ts';
import { createStaff } from '../../../src/staff/create-staff.ts';
import { disableStaff } from '../../../src/staff/disable-staff.ts';
import { acceptInvitation, closeInvitations, findInvitation, invite } from '../../../src/staff/invitations.ts';
import { lockStaff } from '../../../src/staff/lock-staff.ts';
import { resetSecondFactor } from '../../../src/staff/reset-second-factor.ts';
import { codeAt, newSecondFactor } from '../../../src/staff/second-factor.ts';
import { findSession } from '../../../src/staff/sessions.ts';
import { signIn } from '../../../src/staff/sign-in.ts';
import { addStaff, hours, openWorld, START, type World } from '../../support/cast.ts';
import { bringOnBoard, PASSWORD } from './on-board.ts';

let world: World;
const secret = newSecondFactor();

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.end());

const use = (token: string, at: Date, given: Partial<{ password: string; newSecret: string; code: string }> = {}) =>
  acceptInvitation(
    world,
    { token, password: PASSWORD, newSecret: secret, code: codeAt(secret, at), browser: '', ...given },
    at,
  );
const kinds = async () =>
  (await world.db.selectFrom('events').select('kind').orderBy('seq').execute()).map((e) => e.kind);
const newColleague = async () => {
  const wish = {
    email: 'Rina@Sekolah.example ',
    name: ' Bu Rina',
    role: 'counsellor',
    madeBy: world.pakJoko.id,
  } as const;
  const answer = await world.tx((tx) => createStaff(tx, wish, START));
  if ('refused' in answer) throw new Error('refused');
  return answer;
};

/** how many transactions wait for a lock of another */
const waiting = async () => {
  const asked = sql<{ n: number }>`select count(*) as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  return (await asked.execute(world.db)).rows[0]?.n;
};

describe('a new colleague', () => {
  test('sets a password and a second factor through the link, and is in', async () => {
    const { staffId, invitation } = await newColleague();
    expect(await findInvitation(world.db, invitation, START)).toEqual({
      staffId,
      email: 'rina@sekolah.example',
      name: 'Bu Rina',
      password: 'new',
      secondFactor: 'new',
    });
    const answer = await use(invitation, hours(1));
    if ('refused' in answer) throw new Error(answer.refused);
    expect((await findSession(world.db, answer.token, false, hours(1)))?.who.id).toBe(staffId);
    expect(await kinds()).toEqual([
      'staff.created',
      'staff.invited',
      'password.set',
      'second_factor.set',
      'session.began',
    ]);
  });

  test('the code that set it up does not sign in a second time', async () => {
    const { invitation } = await newColleague();
    await use(invitation, hours(1));
    const given = { email: 'rina@sekolah.example', password: PASSWORD, browser: '' };
    expect(await signIn(world, { ...given, code: codeAt(secret, hours(1)) }, hours(1))).toEqual({ refused: 'wrong' });
    expect(await signIn(world, { ...given, code: codeAt(secret, hours(2)) }, hours(2))).toHaveProperty('token');
  });

  test('two accounts never share an address', async () => {
    await newColleague();
    const again = { email: 'RINA@sekolah.example', name: 'Rina', role: 'admin', madeBy: null } as const;
    expect(await world.tx((tx) => createStaff(tx, again, START))).toEqual({ refused: 'email_taken' });
  });
});

describe('a link', () => {
  test('works once, also when it is used twice in the same moment', async () => {
    const { invitation } = await newColleague();
    const both = await Promise.all([use(invitation, hours(1)), use(invitation, hours(1))]);
    expect(both.filter((answer) => 'token' in answer)).toHaveLength(1);
    expect(await use(invitation, hours(2))).toEqual({ refused: 'no_invitation' });
  });

  test('works for 24 hours', async () => {
    const { invitation } = await newColleague();
    expect(await use(invitation, hours(24))).toEqual({ refused: 'no_invitation' });
    expect(await findInvitation(world.db, invitation, hours(23.9))).not.toBeNull();
  });

  test.each([
    ['nothing', () => ''],
    ['a space', () => ' '],
    ['a space before it', (token: string) => ` ${token}`],
    ['NUL after it', (token: string) => `${token}\0`],
    [
      'another case',
      (token: string) => token.replace(/[a-z]/i, (c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())),
    ],
    ['one letter less', (token: string) => token.slice(1)],
    ['another of the same length', () => 'A'.repeat(43)],
  ])('is refused as %s', async (_what, change) => {
    const { invitation } = await newColleague();
    expect(await findInvitation(world.db, change(invitation), START)).toBeNull();
    expect(await use(change(invitation), START)).toEqual({ refused: 'no_invitation' });
  });

  test('stays good after a wrong code', async () => {
    const { invitation } = await newColleague();
    expect(await use(invitation, hours(1), { code: '000000' })).toEqual({ refused: 'wrong_code' });
    expect(await use(invitation, hours(1))).toHaveProperty('token');
  });

  test('a newer one closes the older', async () => {
    const { staffId, invitation } = await newColleague();
    const newer = await world.tx((tx) => invite(tx, staffId, 'set_password', world.pakJoko.id, hours(1)));
    expect(await use(invitation, hours(2))).toEqual({ refused: 'no_invitation' });
    expect(await use(newer, hours(2))).toHaveProperty('token');
  });

  test('waits while an admin changes the account, holds nothing meanwhile, and may then be closed', async () => {
    const { staffId, invitation } = await newColleague();
    let using: ReturnType<typeof use> | undefined;
    await world.tx(async (tx) => {
      await lockStaff(tx, staffId);
      using = use(invitation, hours(1));
      await expect.poll(waiting).toBe(1);
      await closeInvitations(tx, staffId, hours(1));
    });
    expect(await using).toEqual({ refused: 'no_invitation' });
  });

  test('the database holds nothing that opens one', async () => {
    const { invitation } = await newColleague();
    expect(JSON.stringify(await world.db.selectFrom('invitations').selectAll().execute())).not.toContain(invitation);
  });
});

describe('an admin with a link in hand', () => {
  test('cannot set a new password without the code of the person', async () => {
    const buAni = await bringOnBoard(world, world.buAni, START);
    const token = await world.tx((tx) => invite(tx, buAni.id, 'set_password', world.pakJoko.id, hours(1)));
    expect(await findInvitation(world.db, token, hours(1))).toMatchObject({ password: 'new', secondFactor: 'current' });
    const taken = { password: 'milik admin sekarang', newSecret: secret };
    expect(await use(token, hours(1), taken)).toEqual({ refused: 'wrong_code' });
    expect(await use(token, hours(1), { ...taken, code: buAni.code(hours(1)) })).toHaveProperty('token');
  });

  test('cannot set up a new second factor without the password of the person', async () => {
    const buAni = await bringOnBoard(world, world.buAni, START);
    const reset = await world.tx((tx) => resetSecondFactor(tx, buAni.id, world.pakJoko.id, hours(1)));
    if ('refused' in reset) throw new Error(reset.refused);
    expect(await use(reset.invitation, hours(1), { password: 'tebakan admin saja' })).toEqual({
      refused: 'wrong_password',
    });
    expect(await use(reset.invitation, hours(1))).toHaveProperty('token');
  });

  test('cannot take an account over by a reset and a link for a new password after it', async () => {
    const buAni = await bringOnBoard(world, world.buAni, START);
    await world.tx((tx) => resetSecondFactor(tx, buAni.id, world.pakJoko.id, hours(1)));
    const token = await world.tx((tx) => invite(tx, buAni.id, 'set_password', world.pakJoko.id, hours(1)));
    expect(await findInvitation(world.db, token, hours(1))).toMatchObject({ password: 'current', secondFactor: 'new' });
    expect(await use(token, hours(1), { password: 'milik admin sekarang' })).toEqual({ refused: 'wrong_password' });
    expect(await use(token, hours(1))).toHaveProperty('token');
  });

  test('a reset signs the person out everywhere, and the old codes are worth nothing', async () => {
    const buAni = await bringOnBoard(world, world.buAni, START);
    const given = { email: buAni.email, password: PASSWORD, browser: '' };
    const before = await signIn(world, { ...given, code: buAni.code(hours(1)) }, hours(1));
    if ('refused' in before) throw new Error('refused');
    await world.tx((tx) => resetSecondFactor(tx, buAni.id, world.pakJoko.id, hours(1.1)));
    expect(await findSession(world.db, before.token, true, hours(1.1))).toBeNull();
    expect(await signIn(world, { ...given, code: buAni.code(hours(2)) }, hours(2))).toEqual({ refused: 'wrong' });
  });
});

describe('the last admin', () => {
  test('is not disabled and not made anything else', async () => {
    const { pakJoko } = world;
    const other = await addStaff(world.db, 'Bu Wati', 'admin');
    expect(await world.tx((tx) => disableStaff(tx, pakJoko.id, other.id, START))).toBe('disabled');
    expect(await world.tx((tx) => disableStaff(tx, other.id, world.buRatna.id, START))).toEqual({
      refused: 'last_admin',
    });
    const change = { name: 'Bu Wati', role: 'counsellor' } as const;
    expect(await world.tx((tx) => changeStaff(tx, other.id, change, world.buRatna.id))).toEqual({
      refused: 'last_admin',
    });
  });

  test('two admins who disable each other at the same moment leave one', async () => {
    const { pakJoko } = world;
    const other = await addStaff(world.db, 'Bu Wati', 'admin');
    const both = await Promise.all([
      world.tx((tx) => disableStaff(tx, other.id, pakJoko.id, START)),
      world.tx((tx) => disableStaff(tx, pakJoko.id, other.id, START)),
    ]);
    expect(both.filter((answer) => answer === 'disabled')).toHaveLength(1);
  });
});

test('nobody disables, resets or promotes themself', async () => {
  const { pakJoko } = world;
  await addStaff(world.db, 'Bu Wati', 'admin');
  const promotion = { name: 'Pak Joko', role: 'supervisor' } as const;
  expect(await world.tx((tx) => disableStaff(tx, pakJoko.id, pakJoko.id, START))).toEqual({ refused: 'yourself' });
  expect(await world.tx((tx) => resetSecondFactor(tx, pakJoko.id, pakJoko.id, START))).toEqual({ refused: 'yourself' });
  expect(await world.tx((tx) => changeStaff(tx, pakJoko.id, promotion, pakJoko.id))).toEqual({ refused: 'own_role' });
});
