// A counsellor who is away: who reads meanwhile and for how long, what a konseli is told once, and when nothing is said.
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AbsenceWish, endAbsence, enterAbsence } from '../../../src/absences/absences.ts';
import { lookAfterAbsences } from '../../../src/absences/look-after-absences.ts';
import { accessCase } from '../../../src/cases/case-access.ts';
import { listCasesById } from '../../../src/cases/case-lists.ts';
import { callDuty, escalateCalls } from '../../../src/cases/duty-calls.ts';
import { excludePerson } from '../../../src/cases/exclude-person.ts';
import { shareCase } from '../../../src/cases/share-case.ts';
import { newId } from '../../../src/db/database.ts';
import { openOutboundMail } from '../../../src/replies/outbound-mail.ts';
import {
  aCase,
  addStaff,
  type CastCase,
  type CastMember,
  days,
  eventsOf,
  hours,
  konseliWrites,
  openWorld,
  putOnRecord,
  rowOf,
  START,
  type World,
} from '../../support/cast.ts';

let world: World;
let sari: CastCase;
let n = 0;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());
beforeEach(async () => {
  for (const table of ['answers_by_itself', 'absence_parts', 'absences'] as const)
    await world.db.deleteFrom(table).execute();
  await world.db.updateTable('cases').set({ counsellor_id: null }).where('stage', '<>', 'closed').execute();
  await world.db.deleteFrom('acknowledgements').execute();
  await world.db.deleteFrom('crisis_contacts').execute();
  sari = await aCase(world, { konseli: `Sari${++n}`, counsellor: world.buAni, at: hours(-48) });
});

const from = () => ({ vault: world.vault, mailName: 'Layanan Konseling', linksTo: null });
const enter = (wish: Partial<AbsenceWish> = {}, who: CastMember = world.buAni, now = START) => {
  const whole = { staffId: world.buAni.id, standInId: world.pakBudi.id, from: START, until: days(5) };
  return world.tx((tx) => enterAbsence(tx, who, { ...whole, tells: true, names: false, ...wish }, now));
};
const entered = async (wish: Partial<AbsenceWish> = {}, who: CastMember = world.buAni) => {
  const done = await enter(wish, who);
  if ('refused' in done) throw new Error(done.refused);
  return done.entered;
};
const run = async (now: Date) => {
  const { written, failed } = await lookAfterAbsences(world.db, from(), now);
  if (failed.length) throw failed[0]!.error;
  return written;
};
const writes = (at: Date, kasus = sari) =>
  konseliWrites(world, kasus, { konseli: `Sari${n}`, text: 'Rahasia, Bu.', at });
const mayAnswer = async (who: CastMember, kasus = sari) =>
  'kasus' in (await world.tx((tx) => accessCase(tx, who, kasus.code, 'send_reply', START)));
const whyNot = async () =>
  (await world.db.selectFrom('answers_by_itself').select('why_not').where('case_id', '=', sari.id).execute()).map(
    (row) => row.why_not,
  );
const change = (row: object) => world.db.updateTable('cases').set(row).where('id', '=', sari.id).execute();

describe('an absence', () => {
  test('lets the stand-in into the open cases for its time and no longer', async () => {
    await entered();
    expect(await mayAnswer(world.pakBudi)).toBe(false);
    await run(START);
    expect(await mayAnswer(world.pakBudi)).toBe(true);
    const [listed] = await listCasesById(world.db, world.vault, world.pakBudi, [sari.id], false, hours(1));
    expect(listed).toMatchObject({ standsIn: true, counsellor: 'Bu Ani' });
    const later = await aCase(world, { konseli: 'Bima', counsellor: world.buAni });
    await run(hours(1));
    expect(await mayAnswer(world.pakBudi, later)).toBe(true);
    await run(days(5));
    expect(await mayAnswer(world.pakBudi)).toBe(false);
    expect(await mayAnswer(world.pakBudi, later)).toBe(false);
    expect((await eventsOf(world, sari)).slice(-2)).toEqual(['system absence.began', 'system absence.ended']);
  });

  test('that ends early ends at once', async () => {
    const id = await entered();
    await run(START);
    expect(await world.tx((tx) => endAbsence(tx, world.buAni, id, hours(1)))).toEqual({ ended: id });
    expect(await mayAnswer(world.pakBudi)).toBe(false);
    await run(hours(2));
    expect(await mayAnswer(world.pakBudi)).toBe(false);
    expect(await world.tx((tx) => endAbsence(tx, world.buAni, id, hours(3)))).toEqual({ refused: 'no_such_absence' });
  });

  test('that is called off before it begins opens nothing', async () => {
    const id = await entered({ from: days(1) });
    await world.tx((tx) => endAbsence(tx, world.buAni, id, hours(1)));
    await run(days(2));
    expect(await mayAnswer(world.pakBudi)).toBe(false);
    await entered({ from: days(1) });
  });

  test('never opens a case to whoever is shut out, before or meanwhile', async () => {
    await world.tx((tx) => excludePerson(tx, world.buAni, sari.code, world.pakBudi.id, START));
    const other = await aCase(world, { konseli: 'Bima', counsellor: world.buAni });
    await entered();
    await run(START);
    expect(await mayAnswer(world.pakBudi)).toBe(false);
    await world.tx((tx) => excludePerson(tx, world.buAni, other.code, world.pakBudi.id, hours(1)));
    await run(hours(2));
    await run(days(5));
    const parts = await world.db
      .selectFrom('case_people')
      .select('part')
      .where('case_id', 'in', [sari.id, other.id])
      .execute();
    expect(parts).toEqual([{ part: 'excluded' }, { part: 'excluded' }]);
  });

  test('takes back only what it gave', async () => {
    await world.tx((tx) => shareCase(tx, world.buAni, sari.code, world.pakBudi.id, hours(-1)));
    await entered();
    await run(START);
    await run(days(5));
    expect(await mayAnswer(world.pakBudi)).toBe(true);
  });

  test('ends in a case that goes to somebody else', async () => {
    const siti = await addStaff(world.db, `Bu Siti${n}`, 'counsellor');
    await entered();
    await run(START);
    await change({ counsellor_id: siti.id });
    await run(hours(1));
    expect(await mayAnswer(world.pakBudi)).toBe(false);
  });

  test('is one’s own to enter, or a supervisor’s for whoever is ill', async () => {
    expect(await enter({}, world.pakBudi)).toEqual({ refused: 'no_such_counsellor' });
    expect(await enter({}, world.pakJoko)).toEqual({ refused: 'no_such_counsellor' });
    expect(await enter({ staffId: world.pakJoko.id }, world.buRatna)).toEqual({ refused: 'no_such_counsellor' });
    expect(await enter({ standInId: world.buRatna.id })).toEqual({ refused: 'no_such_stand_in' });
    expect(await enter({ standInId: world.buAni.id })).toEqual({ refused: 'no_such_stand_in' });
    expect(await enter({ until: START })).toEqual({ refused: 'not_in_the_future' });
    expect(await enter({ until: days(400) })).toEqual({ refused: 'too_far_away' });
    const id = await entered({}, world.buRatna);
    expect(await world.tx((tx) => endAbsence(tx, world.pakBudi, id, START))).toEqual({ refused: 'no_such_absence' });
  });

  test('is one at a time, and nobody stands in who is away', async () => {
    const both = await Promise.all([enter(), enter({ from: days(1) }, world.buRatna)]);
    expect(both.filter((one) => 'refused' in one)).toEqual([{ refused: 'away_already' }]);
    const other = { staffId: world.pakBudi.id, standInId: world.buAni.id };
    expect(await enter(other, world.pakBudi)).toEqual({ refused: 'stand_in_is_away' });
  });

  test('puts the stand-in behind the counsellor in the line of a duty call', async () => {
    await addStaff(world.db, `Bu Lina${n}`, 'counsellor');
    await entered();
    await run(START);
    await world.tx((tx) => callDuty(tx, { id: sari.id, counsellor_id: world.buAni.id }, sari.firstLetterId, START));
    await escalateCalls(world.db, hours(1));
    const called = await world.db
      .selectFrom('alarm_mails as m')
      .innerJoin('duty_calls as d', 'd.id', 'm.call_id')
      .select('m.staff_id')
      .where('d.case_id', '=', sari.id)
      .orderBy('d.step')
      .execute();
    expect(called.map((row) => row.staff_id)).toEqual([world.buAni.id, world.pakBudi.id]);
  });
});

describe('a konseli who writes meanwhile', () => {
  const letters = async () => {
    const rows = await world.db
      .selectFrom('outbound_mails')
      .select('id')
      .where('case_id', '=', sari.id)
      .where('kind', '=', 'service')
      .execute();
    return Promise.all(rows.map(async ({ id }) => (await openOutboundMail(world.db, world.vault, id)).raw));
  };
  const waits = async () => {
    await run(hours(2));
    return { letters: (await letters()).length, whyNot: await whyNot() };
  };

  test.each([
    ['id', false],
    ['en', false],
    ['id', true],
    ['en', true],
  ] as const)('is told once, in %s, named %s', async (language, names) => {
    await world.db.updateTable('konseli').set({ language }).where('id', '=', sari.konseliId).execute();
    await entered({ names });
    await run(START);
    await writes(hours(1));
    const [one, other] = await Promise.all([run(hours(2)), run(hours(2))]);
    expect([...one, ...other]).toHaveLength(1);
    await writes(hours(3));
    await run(hours(4));
    await writes(days(2));
    await run(days(2));
    const sent = await letters();
    expect(sent).toHaveLength(1);
    const mail = await simpleParser(sent[0]!);
    expect(sent[0]!.length).toBeLessThan(30_000);
    expect(mail.headers.get('auto-submitted')).toBe('auto-replied');
    expect(String(mail.html)).not.toMatch(/Rahasia|https?:|src=|Bu Ani/);
    expect(mail.subject).not.toMatch(/Rahasia|Bu Ani|Pak Budi/);
    expect(String(mail.text)).not.toMatch(/Rahasia|https?:|Bu Ani/);
    expect(String(mail.text).includes('Pak Budi')).toBe(names);
    expect(String(mail.text)).toMatchSnapshot();
    expect(await rowOf(world, sari)).toMatchObject({ turn: 'counsellor', waiting_since: hours(-48) });
  });

  test('is not told when the counsellor wishes so, of a first letter, of a machine, or of what came before', async () => {
    await entered({ tells: false });
    await run(START);
    await writes(hours(1));
    expect(await waits()).toEqual({ letters: 0, whyNot: [] });
    await world.db.updateTable('absences').set({ tells_konseli: true }).execute();
    await world.db.updateTable('messages').set({ auto_submitted: true }).where('case_id', '=', sari.id).execute();
    expect(await waits()).toEqual({ letters: 0, whyNot: [] });
    await world.db
      .updateTable('messages')
      .set({ auto_submitted: false, arrived_at: hours(-1) })
      .where('case_id', '=', sari.id)
      .execute();
    expect(await waits()).toEqual({ letters: 0, whyNot: [] });
    const first = await aCase(world, { konseli: 'Tini', counsellor: world.buAni, at: hours(1) });
    await run(hours(2));
    const told = await world.db.selectFrom('answers_by_itself').selectAll().where('case_id', '=', first.id).execute();
    expect(told).toEqual([]);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['asked_to_stop', () => change({ stopped_at: START })],
    ['asked_to_stop', () => change({ quiet_until: days(3) })],
    [
      'unsafe_contact',
      () =>
        putOnRecord(world, sari, world.buAni, [{ item: 'safe_contact', value: 'unsafe', remark: 'Dibaca orang lain' }]),
    ],
    ['no_crisis_contacts', () => change({ risk: 'urgent' })],
    ['no_crisis_contacts', () => change({ signs: 'amber' })],
    ['nobody_reads', () => world.tx((tx) => excludePerson(tx, world.buAni, sari.code, world.pakBudi.id, START))],
  ])('is not told: %s', async (why, given) => {
    await entered();
    await run(START);
    await given();
    await writes(hours(1));
    expect(await waits()).toEqual({ letters: 0, whyNot: [why] });
  });

  test('in danger is told with the contacts that somebody called', async () => {
    await world.db
      .insertInto('crisis_contacts')
      .values({ name: 'SEJIWA', contact: '119', verified_at: START, verified_by: world.buAni.id })
      .execute();
    await change({ signs: 'red' });
    await entered();
    await run(START);
    await writes(hours(1));
    expect(await waits()).toEqual({ letters: 1, whyNot: [null] });
    expect(String((await simpleParser((await letters())[0]!)).text)).toContain('- SEJIWA: 119');
  });

  test('is told within the caps that all automatic answers share', async () => {
    await entered();
    await run(START);
    const other = await aCase(world, { konseli: `Sari${n}`, counsellor: world.buAni, at: hours(-3) });
    await run(hours(1));
    await writes(hours(1));
    await writes(hours(1), other);
    await run(hours(2));
    const told = await world.db
      .selectFrom('answers_by_itself')
      .select('why_not')
      .where('case_id', 'in', [sari.id, other.id])
      .execute();
    expect(told.map((row) => row.why_not).sort()).toEqual(['address_answered_today', null]);
  });
});

test('the id of an absence of nobody ends nothing', async () => {
  expect(await world.tx((tx) => endAbsence(tx, world.buRatna, newId(), START))).toEqual({ refused: 'no_such_absence' });
});
