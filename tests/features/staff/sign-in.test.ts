// Signing in: one answer for everything that is wrong, codes that work once, sessions that end when they should.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changePassword } from '../../../src/staff/change-password.ts';
import { disableStaff, enableStaff } from '../../../src/staff/disable-staff.ts';
import { hashPassword, verifyPassword } from '../../../src/staff/passwords.ts';
import { browserName, endSessions, findSession, openSessions } from '../../../src/staff/sessions.ts';
import { type SignInAnswer, signIn } from '../../../src/staff/sign-in.ts';
import { hours, openWorld, START, type World } from '../../support/cast.ts';
import { bringOnBoard, type OnBoard, PASSWORD } from './on-board.ts';

let world: World;
let buAni: OnBoard;
/** each test begins a day later than the one before, so that no code was used */
let day = START;
const later = (minutes: number) => new Date(day.getTime() + minutes * 60_000);

beforeAll(async () => {
  world = await openWorld();
  buAni = await bringOnBoard(world, world.buAni, hours(-1));
});
beforeEach(() => {
  day = new Date(day.getTime() + 24 * 3_600_000);
});
afterAll(() => world.end());

const enter = (at: Date, wrong: Partial<{ email: string; password: string; code: string }> = {}) =>
  signIn(world, { email: buAni.email, password: PASSWORD, code: buAni.code(at), browser: 'Firefox', ...wrong }, at);
const tokenOf = (answer: SignInAnswer) => {
  if ('refused' in answer) throw new Error('was refused');
  return answer.token;
};

describe('passwords', () => {
  test('are kept as argon2id with 19 MiB and two passes, each with its own salt', async () => {
    const [one, other] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(other);
    expect(await verifyPassword(one, PASSWORD)).toBe(true);
    expect(await verifyPassword(one, `${PASSWORD} `)).toBe(false);
  });

  test('are the same however the keyboard composes their letters', async () => {
    expect(await verifyPassword(await hashPassword('café di tepi jalan'), 'cafe\u0301 di tepi jalan')).toBe(true);
  });

  test('nobody has one that fits an account that is not there', async () => {
    expect(await verifyPassword(null, PASSWORD)).toBe(false);
  });

  test('one that cannot be read is a bug, not a refusal', async () => {
    await expect(verifyPassword('plain', PASSWORD)).rejects.toThrow('argon2id');
  });
});

describe('who comes in', () => {
  test('somebody with address, password and code', async () => {
    const token = tokenOf(await enter(day));
    const session = await findSession(world.db, token, false, later(1));
    expect(session?.who).toMatchObject({ id: buAni.id, name: 'Bu Ani', role: 'counsellor' });
  });

  test('the address counts without its case and spaces, the code with a gap in it', async () => {
    const code = buAni.code(day);
    const answer = await enter(day, { email: ' ANI@Sekolah.example ', code: `${code.slice(0, 3)} ${code.slice(3)}` });
    expect(answer).toMatchObject({ staffId: buAni.id });
  });

  test('the clock of the phone may be one step off, not two', async () => {
    expect(await enter(day, { code: buAni.code(new Date(day.getTime() - 60_000)) })).toEqual({ refused: 'wrong' });
    expect(await enter(day, { code: buAni.code(new Date(day.getTime() - 30_000)) })).toMatchObject({
      staffId: buAni.id,
    });
  });

  test.each([
    ['a wrong password', { password: 'lampu besar di serambi' }],
    ['no password', { password: '' }],
    ['a wrong code', { code: '000000' }],
    ['no code', { code: '' }],
    ['a code that is none', { code: '12345a' }],
    ['an unknown address', { email: 'siapa@sekolah.example' }],
    ['an account that was never set up', { email: 'budi@sekolah.example' }],
  ])('not with %s', async (_what, wrong) => {
    expect(await enter(day, wrong)).toEqual({ refused: 'wrong' });
  });

  test('a code works once, also an older one after a newer one', async () => {
    tokenOf(await enter(day));
    expect(await enter(day)).toEqual({ refused: 'wrong' });
    expect(await enter(later(0.4))).toEqual({ refused: 'wrong' });
    expect(await enter(later(0.4), { code: buAni.code(new Date(day.getTime() - 30_000)) })).toEqual({
      refused: 'wrong',
    });
    tokenOf(await enter(later(1)));
  });

  test('of two at the same moment with one code, one', async () => {
    const both = await Promise.all([enter(day), enter(day)]);
    expect(both.filter((answer) => 'token' in answer)).toHaveLength(1);
  });

  test('who came in and who was turned away is on record, without address or password', async () => {
    await enter(day, { email: 'siapa@sekolah.example' });
    await enter(day, { password: 'salah' });
    const events = await world.db.selectFrom('events').selectAll().where('kind', '=', 'session.refused').execute();
    expect(events.at(-1)?.data).toEqual({ staff: buAni.id });
    expect(events.at(-2)?.data).toEqual({ staff: null });
    expect(JSON.stringify(events)).not.toMatch(/siapa|salah|@/);
  });
});

describe('sessions', () => {
  test('the database holds nothing that opens one', async () => {
    const token = tokenOf(await enter(day));
    const rows = await world.db.selectFrom('sessions').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(await findSession(world.db, rows[0]!.token_hash.toString('hex'), false, day)).toBeNull();
  });

  test('fall asleep after half an hour without a person; a page that asks by itself keeps none awake', async () => {
    const token = tokenOf(await enter(day));
    expect(await findSession(world.db, token, true, later(29))).not.toBeNull();
    expect(await findSession(world.db, token, false, later(50))).not.toBeNull();
    expect(await findSession(world.db, token, false, later(58))).not.toBeNull();
    expect(await findSession(world.db, token, true, later(60))).toBeNull();
  });

  test('end after eight hours however busy', async () => {
    const token = tokenOf(await enter(day));
    for (let minute = 20; minute < 480; minute += 20)
      expect(await findSession(world.db, token, true, later(minute))).not.toBeNull();
    expect(await findSession(world.db, token, true, later(480))).toBeNull();
  });

  test('a changed role holds from the next request on', async () => {
    const token = tokenOf(await enter(day));
    await world.db.updateTable('staff').set({ role: 'supervisor' }).where('id', '=', buAni.id).execute();
    expect((await findSession(world.db, token, true, day))?.who.role).toBe('supervisor');
    await world.db.updateTable('staff').set({ role: 'counsellor' }).where('id', '=', buAni.id).execute();
  });

  test('one ends, the others stay; then all', async () => {
    const first = tokenOf(await enter(day));
    const second = tokenOf(await enter(later(1)));
    const here = (await findSession(world.db, second, false, later(2)))!.key;
    expect((await openSessions(world.db, buAni.id, later(2))).map((session) => session.browser)).toContain('Firefox');
    await world.tx((tx) => endSessions(tx, buAni.id, { allBut: here }, later(2)));
    expect(await findSession(world.db, first, false, later(2))).toBeNull();
    expect(await findSession(world.db, second, false, later(2))).not.toBeNull();
    await world.tx((tx) => endSessions(tx, buAni.id, 'all', later(2)));
    expect(await findSession(world.db, second, false, later(2))).toBeNull();
  });

  test('nobody ends a session of somebody else', async () => {
    const token = tokenOf(await enter(day));
    const { key } = (await findSession(world.db, token, false, day))!;
    expect(await world.tx((tx) => endSessions(tx, world.pakBudi.id, { only: key }, day))).toBe(0);
    expect(await findSession(world.db, token, false, day)).not.toBeNull();
  });

  test('a disabled account is out at once and does not come in', async () => {
    const token = tokenOf(await enter(day));
    await world.tx((tx) => disableStaff(tx, buAni.id, world.pakJoko.id, day));
    expect(await findSession(world.db, token, true, day)).toBeNull();
    expect(await enter(later(1))).toEqual({ refused: 'wrong' });
    await world.tx((tx) => enableStaff(tx, buAni.id, world.pakJoko.id));
    expect(await findSession(world.db, token, true, later(1))).toBeNull();
    tokenOf(await enter(later(2)));
  });

  test('a new password needs the old one and signs every other device out', async () => {
    const other = tokenOf(await enter(day));
    const mine = tokenOf(await enter(later(1)));
    const sessionKey = (await findSession(world.db, mine, false, later(1)))!.key;
    const change = { staffId: buAni.id, next: 'perahu kertas di sungai', sessionKey };
    expect(await changePassword(world.db, { ...change, current: 'salah' }, later(1))).toEqual({
      refused: 'wrong_password',
    });
    expect(await findSession(world.db, other, false, later(1))).not.toBeNull();
    expect(await changePassword(world.db, { ...change, current: PASSWORD }, later(1))).toBe('changed');
    expect(await findSession(world.db, other, false, later(1))).toBeNull();
    expect(await findSession(world.db, mine, false, later(1))).not.toBeNull();
    expect(await enter(later(2))).toEqual({ refused: 'wrong' });
    tokenOf(await enter(later(2), { password: 'perahu kertas di sungai' }));
    await changePassword(world.db, { ...change, current: 'perahu kertas di sungai', next: PASSWORD }, later(2));
  });

  test.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox · Linux'],
    [
      'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36',
      'Chrome · Android',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1',
      'Safari · iOS',
    ],
    ['curl/8.0', ''],
    [undefined, ''],
  ])('%s is called %s', (agent, name) => expect(browserName(agent)).toBe(name));
});
