// What waits for a person: who may read it, and what becomes of it by their decision.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { moveCase } from '../../../src/cases/move-case.ts';
import { fileAsNewCase, fileIntoCase } from '../../../src/intake/file-by-hand.ts';
import { forgetBytes, KEEP_DAYS } from '../../../src/intake/forget-bytes.ts';
import { openHeldMail } from '../../../src/intake/held-mail.ts';
import { ingestMail } from '../../../src/intake/ingest-mail.ts';
import { listMails } from '../../../src/intake/mail-list.ts';
import { retryMail } from '../../../src/intake/retry-mail.ts';
import { setMailAside } from '../../../src/intake/set-mail-aside.ts';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import { aCase, type CastCase, type CastMember, days, SERVICE_ADDRESS } from '../../support/cast.ts';
import { aMail, casesOf, type Door, openDoor, openParser } from './door.ts';

let pool: ParsePool;
let door: Door;
beforeAll(() => {
  pool = openParser();
});
beforeEach(async () => {
  door = await openDoor(pool);
});
afterEach(() => door.world.end());
afterAll(() => pool.close());

const open = (who: CastMember, id: string) => openHeldMail(door.world.db, door.world.vault, who, id, 'mail.read');

describe('reading', () => {
  test('is for counsellors alone, and each look is recorded', async () => {
    const { id } = await stranger();
    const { buAni, buRatna, pakJoko } = door.world;
    expect(await open(buRatna, id)).toBeNull();
    expect(await open(pakJoko, id)).toBeNull();
    expect(await lookEvents()).toEqual([]);
    expect((await open(buAni, id))?.raw.toString()).toContain('Ini ibunya Sari.');
    expect(await lookEvents()).toEqual([{ actor: `staff:${buAni.id}`, kind: 'mail.read', data: { mail: id } }]);
  });

  test('of a case somebody works on is for those who have it: such a mail quotes its letters', async () => {
    const { id, raw, kasus } = await stranger();
    const { buAni, pakBudi, db } = door.world;
    expect((await open(buAni, id))?.suggestion).toBe(kasus.code);
    expect(await open(pakBudi, id)).toBeNull();
    const settled = { refused: 'already_settled' };
    expect(await setMailAside(db, pakBudi, id, door.clock.now)).toEqual(settled);
    expect(await anew(pakBudi, id, raw)).toEqual(settled);
    const own = await aCase(door.world, { konseli: 'Dewi', counsellor: pakBudi });
    expect(await into(pakBudi, id, raw, own.code, false)).toEqual(settled);
    expect(await linkedIn(pakBudi, id)).toBe(false);
    expect(await linkedIn(buAni, id)).toBe(true);
    await addPerson(kasus, pakBudi, 'co');
    expect((await open(pakBudi, id))?.suggestion).toBe(kasus.code);
  });

  test('of a case nobody works on is for all but the excluded', async () => {
    const { id, kasus } = await stranger(null);
    const { buAni, pakBudi } = door.world;
    await addPerson(kasus, pakBudi, 'excluded');
    expect((await open(buAni, id))?.suggestion).toBe(kasus.code);
    expect(await open(pakBudi, id)).toBeNull();
  });

  test('of a case whose counsellor is gone falls to the others, so that it is not lost', async () => {
    const { id } = await stranger();
    const { buAni, pakBudi, db } = door.world;
    await db.updateTable('staff').set({ disabled_at: door.clock.now }).where('id', '=', buAni.id).execute();
    expect(await open(pakBudi, id)).not.toBeNull();
  });

  test('ends when the mail is in a case or its bytes were forgotten', async () => {
    const filed = await door.arrive(aMail({ from: 'bima@murid.example' }));
    expect(await open(door.world.buAni, filed.id)).toBeNull();
    const list = await door.arrive(aMail({ from: 'x@milis.example', headers: ['List-Id: <x.milis.example>'] }));
    expect(await open(door.world.buAni, list.id)).not.toBeNull();
    expect(await forgetBytes(door.world.db, door.world.vault, days(KEEP_DAYS + 1))).toBe(2);
    expect(await open(door.world.buAni, list.id)).toBeNull();
    expect(await retryMail(door.world.db, door.world.buAni, list.id)).toEqual({ refused: 'already_settled' });
  });
});

describe('into a case', () => {
  test('with trust: later letters from that address join by themselves', async () => {
    const { id, kasus, raw } = await stranger();
    expect(await into(door.world.buAni, id, raw, kasus.code, true)).toEqual({ caseCode: kasus.code });
    expect(await door.row(id)).toMatchObject({ state: 'filed', fate: 'joined', caseId: kasus.id });
    expect(await caseRow(kasus)).toMatchObject({ turn: 'counsellor' });
    expect(await casesOf(door)).toMatchObject([{ letters: 2 }]);
    expect(await eventsOf(kasus)).toEqual(['address.added', 'mail.filed']);
    const next = await door.arrive(aMail({ from: 'ibu@rumah.example' }));
    expect(next).toMatchObject({ fate: 'joined', caseId: kasus.id });
  });

  test('without trust: the address stays unknown', async () => {
    const { id, kasus, raw } = await stranger();
    await into(door.world.buAni, id, raw, kasus.code.toLowerCase(), false);
    expect(await eventsOf(kasus)).toEqual(['mail.filed']);
    expect((await door.arrive(aMail({ from: 'ibu@rumah.example' }))).caseId).not.toBe(kasus.id);
  });

  test('only into one’s own: a colleague’s and one that does not exist are the same answer', async () => {
    const kasus = await aCase(door.world, { counsellor: door.world.buAni });
    const raw = aMail({ from: 'dewi@murid.example', headers: ['X-Spam-Flag: YES'] });
    const { id } = await door.arrive(raw);
    const { pakBudi, buRatna } = door.world;
    expect(await into(pakBudi, id, raw, kasus.code, false)).toEqual({ refused: 'not_found' });
    expect(await into(pakBudi, id, raw, '000000', false)).toEqual({ refused: 'not_found' });
    expect(await into(buRatna, id, raw, kasus.code, false)).toEqual({ refused: 'not_found' });
    expect(await door.row(id)).toMatchObject({ state: 'held' });
    expect(await casesOf(door)).toMatchObject([{ letters: 1 }]);
  });

  test('never into a closed one', async () => {
    const { id, kasus, raw } = await stranger();
    await door.world.db.updateTable('cases').set({ risk: 'none' }).where('id', '=', kasus.id).execute();
    const wish = { to: 'closed', ending: 'withdrawn' } as const;
    await door.world.tx((tx) => moveCase(tx, door.world.buAni, kasus.code, wish, door.clock.now));
    expect(await into(door.world.buAni, id, raw, kasus.code, true)).toEqual({ refused: 'closed' });
    expect(await door.row(id)).toMatchObject({ state: 'held' });
  });

  test('never makes an address belong to two', async () => {
    const { id, kasus, raw } = await stranger();
    await aCase(door.world, { konseli: 'Dewi' });
    await door.world.db.deleteFrom('konseli_addresses').where('konseli_id', '=', kasus.konseliId).execute();
    const dewis = aMail({ from: 'dewi@murid.example', inReplyTo: 'tidak-dikenal@luar.example' });
    expect(await into(door.world.buAni, id, dewis, kasus.code, true)).toEqual({
      refused: 'address_belongs_to_another',
    });
    expect(await into(door.world.buAni, id, raw, kasus.code, true)).toEqual({ caseCode: kasus.code });
  });

  test('of an unclear sender: yes, but without trust', async () => {
    const kasus = await aCase(door.world, { counsellor: door.world.buAni });
    const raw = aMail({ from: 'a@x.example, b@y.example' });
    const { id } = await door.arrive(raw);
    expect(await into(door.world.buAni, id, raw, kasus.code, true)).toEqual({ refused: 'no_sender' });
    expect(await into(door.world.buAni, id, raw, kasus.code, false)).toEqual({ caseCode: kasus.code });
  });

  test('our own address is never trusted', async () => {
    const kasus = await aCase(door.world, { counsellor: door.world.buAni });
    const raw = aMail({ from: SERVICE_ADDRESS });
    const { id } = await door.arrive(raw);
    expect(await into(door.world.buAni, id, raw, kasus.code, true)).toEqual({ refused: 'sender_is_ourselves' });
    expect(await anew(door.world.buAni, id, raw)).toEqual({ refused: 'sender_is_ourselves' });
    expect(await door.row(id)).toMatchObject({ state: 'held' });
  });
});

describe('as a new case', () => {
  test('opens one in the pool, promises from now on, and acknowledges nothing', async () => {
    const raw = aMail({ from: 'Dewi <dewi@murid.example>', headers: ['X-Spam-Flag: YES'] });
    const { id } = await door.arrive(raw);
    door.clock.now = days(1);
    const opened = await anew(door.world.buAni, id, raw);
    const kasus = (await casesOf(door))[0]!;
    expect(opened).toEqual({ caseCode: kasus.code });
    expect(await door.row(id)).toMatchObject({ state: 'filed', fate: 'new_case', caseId: kasus.id });
    expect(await caseRow(kasus)).toMatchObject({
      counsellor_id: null,
      answer_due_at: new Date('2026-03-09T08:30:00Z'), // Thursday, two working days: Monday 15:30 in Jakarta
    });
    expect(await eventsOf(kasus)).toEqual(['case.opened', 'mail.filed']);
    expect(await door.world.db.selectFrom('outbound_mails').select('id').execute()).toEqual([]);
    expect(await door.arrive(aMail({ from: 'dewi@murid.example' }))).toMatchObject({
      fate: 'joined',
      caseId: kasus.id,
    });
  });

  test('knows the person again', async () => {
    const kasus = await aCase(door.world, { konseli: 'Sari' });
    await aCase(door.world, { konseli: 'Sari' });
    const raw = aMail();
    const { id, problem } = await door.arrive(raw);
    expect(problem).toBe('several_open_cases');
    await anew(door.world.buAni, id, raw);
    const owners = await door.world.db.selectFrom('cases').select('konseli_id').execute();
    expect(owners.map((row) => row.konseli_id)).toEqual(Array(3).fill(kasus.konseliId));
  });

  test('is for counsellors alone', async () => {
    const { id, raw } = await stranger();
    expect(await anew(door.world.buRatna, id, raw)).toEqual({ refused: 'not_found' });
    expect(await anew(door.world.pakJoko, id, raw)).toEqual({ refused: 'not_found' });
  });

  test('two who decide at once: one is heard, the other is told', async () => {
    const { id, raw } = await stranger();
    const { buAni, pakBudi } = door.world;
    const answers = await Promise.all([anew(buAni, id, raw), anew(pakBudi, id, raw)]);
    expect(answers.filter((a) => 'caseCode' in a)).toHaveLength(1);
    expect(answers).toContainEqual({ refused: 'already_settled' });
    expect(await casesOf(door)).toHaveLength(2);
  });
});

test('set aside, it stays readable and can be processed once more', async () => {
  const { id } = await stranger();
  const { db, buAni, pakJoko } = door.world;
  expect(await setMailAside(db, pakJoko, id, door.clock.now)).toEqual({ refused: 'not_found' });
  expect(await setMailAside(db, buAni, id, door.clock.now)).toEqual({ done: true });
  expect(await door.row(id)).toMatchObject({ state: 'ignored', fate: 'set_aside' });
  expect(await open(buAni, id)).not.toBeNull();
  expect(await retryMail(db, buAni, id)).toEqual({ done: true });
  expect(await ingestMail(door.ingest, id)).toMatchObject({ fate: 'waits_for_person' });
});

/** Somebody unknown answers a letter of Sari's; Bu Ani has her case unless nobody has. */
async function stranger(counsellor: CastMember | null = door.world.buAni) {
  const first = await door.arrive(aMail({ messageId: 'milik-sari@murid.example' }));
  const row = await door.world.db
    .selectFrom('cases')
    .select(['id', 'code', 'konseli_id as konseliId'])
    .where('id', '=', first.caseId!)
    .executeTakeFirstOrThrow();
  if (counsellor)
    await door.world.db.updateTable('cases').set({ counsellor_id: counsellor.id }).where('id', '=', row.id).execute();
  const raw = aMail({ from: 'ibu@rumah.example', inReplyTo: 'milik-sari@murid.example', text: 'Ini ibunya Sari.' });
  const { id, state } = await door.arrive(raw);
  expect(state).toBe('held');
  await door.world.db.deleteFrom('acknowledgements').execute();
  return { id, raw, kasus: row };
}

async function into(person: CastMember, mailId: string, raw: Uint8Array, code: string, trustAddress: boolean) {
  const understood = await pool.understand(raw);
  const wish = { person, mailId, understood, now: door.clock.now, code, trustAddress };
  return fileIntoCase(door.world.db, door.world.vault, wish);
}

async function anew(person: CastMember, mailId: string, raw: Uint8Array) {
  const understood = await pool.understand(raw);
  return fileAsNewCase(door.world.db, door.world.vault, { person, mailId, understood, now: door.clock.now });
}

const linkedIn = async (person: CastMember, id: string) => {
  const rows = await listMails(door.world.db, person, { states: ['held'], before: null }, door.clock.now);
  return rows.find((row) => row.id === id)?.forAColleague === false;
};

const caseRow = ({ id }: { id: string }) =>
  door.world.db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

const addPerson = (kasus: Pick<CastCase, 'id'>, { id }: CastMember, part: 'co' | 'excluded') =>
  door.world.db
    .insertInto('case_people')
    .values({ case_id: kasus.id, staff_id: id, part, added_by: door.world.buAni.id })
    .execute();

/** What staff did with the case, in order. */
async function eventsOf(kasus: { id: string }): Promise<string[]> {
  const rows = await door.world.db
    .selectFrom('events')
    .select('kind')
    .where('case_id', '=', kasus.id)
    .where('actor', 'like', 'staff:%')
    .orderBy('seq')
    .execute();
  return rows.map((row) => row.kind);
}

const lookEvents = () =>
  door.world.db.selectFrom('events').select(['actor', 'kind', 'data']).where('kind', 'like', '%.read').execute();
