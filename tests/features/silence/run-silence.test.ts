// A konseli who does not write: what goes out on which day, what never goes out by itself, and what ends it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { moveCase } from '../../../src/cases/move-case.ts';
import { recordItem } from '../../../src/cases/record-item.ts';
import { sleepCase } from '../../../src/cases/sleep-case.ts';
import { wakeCase } from '../../../src/cases/wake-case.ts';
import { newId } from '../../../src/db/database.ts';
import { readSettings, saveSettings } from '../../../src/service/settings.ts';
import type { Reason } from '../../../src/silence/not-by-itself.ts';
import {
  holdSilence,
  releaseSilence,
  sendSilenceLetter,
  skipSilenceLetter,
} from '../../../src/silence/settle-silence.ts';
import {
  aCase,
  type CastCase,
  counsellorAnswers,
  enterPostCounselling,
  eventsOf,
  konseliWrites,
  openWorld,
  rowOf,
  START,
  type World,
} from '../../support/cast.ts';
import { answeredCase, FROM, morning, occasionsOf, pass, run, serviceLetters, silenceOf } from './silence-desk.ts';

let world: World;
let sari: CastCase;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());
beforeEach(async () => {
  await world.db.updateTable('silences').set({ ended_at: START }).where('ended_at', 'is', null).execute();
  sari = await answeredCase(world);
});

const from = () => ({ vault: world.vault, mailName: FROM, linksTo: null });
const change = (row: object) => world.db.updateTable('cases').set(row).where('id', '=', sari.id).execute();

describe('time', () => {
  test('brings a letter three, seven and fourteen days after the expected one, then the counsellor decides; nothing is closed', async () => {
    await pass(world, 0, 9);
    expect(await occasionsOf(world, sari)).toEqual([]);
    expect((await silenceOf(world, sari)).expected_at).toEqual(morning(7, 0));
    await pass(world, 10, 60);
    const letters = await serviceLetters(world, sari);
    expect(letters.map(({ occasion, created_at, automatic }) => [occasion, created_at, automatic])).toEqual([
      ['check_in', morning(10), true],
      ['second_check_in', morning(14), true],
      ['door_stays_open', morning(21), true],
    ]);
    expect(await rowOf(world, sari)).toMatchObject({ stage: 'counselling', turn: 'counsellor', waiting_since: null });
    expect((await silenceOf(world, sari)).step).toBe(5);
    const told = (await eventsOf(world, sari)).filter((event) => event.includes('silence'));
    expect(told).toEqual([...Array(3).fill('system silence.letter_sent'), 'system silence.came_due']);
  });

  test('is looked at in post-counselling too, and not before counselling', async () => {
    await enterPostCounselling(world, sari, world.buAni);
    const early = await aCase(world, { konseli: 'Bima', counsellor: world.buAni });
    await counsellorAnswers(world, early, world.buAni, { text: 'Halo', konseli: 'Bima' });
    await pass(world, 0, 10);
    expect(await occasionsOf(world, sari)).toEqual(['check_in']);
    expect(await occasionsOf(world, early)).toEqual([]);
  });

  test('goes by the settings', async () => {
    const settings = await readSettings(world.db);
    await world.tx((tx) => saveSettings(tx, { ...settings, expectedReplyDays: 2, silenceDays: [1, 2, 3, 4] }));
    await pass(world, 0, 3);
    expect(await occasionsOf(world, sari)).toEqual(['check_in']);
    await world.tx((tx) => saveSettings(tx, settings));
  });

  test('that nobody looked at is not made up for at once: letters keep their distance', async () => {
    await run(world, morning(100));
    await pass(world, 100, 102);
    expect(await occasionsOf(world, sari)).toEqual([]);
    await pass(world, 103, 130);
    const sent = (await serviceLetters(world, sari)).map(({ created_at }) => created_at);
    expect(sent).toEqual([morning(103), morning(107), morning(114)]);
  });

  test('begins when our letter has left, not while it waits or after it came back', async () => {
    await world.db.updateTable('silences').set({ ended_at: START }).where('case_id', '=', sari.id).execute();
    const mail = world.db.updateTable('outbound_mails').where('case_id', '=', sari.id);
    await mail.set({ bounced_at: START, bounce: '5.1.1', bounce_permanent: true }).execute();
    await pass(world, 0, 12);
    expect(await occasionsOf(world, sari)).toEqual([]);
  });
});

describe('a letter of the konseli', () => {
  test('ends it, and our next answer begins another', async () => {
    await pass(world, 0, 10);
    await konseliWrites(world, sari, { text: 'Maaf baru balas, Bu.', at: morning(12) });
    await pass(world, 13, 40);
    expect(await occasionsOf(world, sari)).toEqual(['check_in']);
    await counsellorAnswers(world, sari, world.buAni, { text: 'Senang membaca kabarmu.', at: morning(41) });
    await pass(world, 41, 51);
    expect(await occasionsOf(world, sari)).toEqual(['check_in', 'check_in']);
  });

  test('that comes a moment before the step is due is enough, though no run has seen it', async () => {
    await pass(world, 0, 9);
    await konseliWrites(world, sari, { text: 'Halo Bu.', at: morning(10, 0) });
    await run(world, morning(10));
    expect(await occasionsOf(world, sari)).toEqual([]);
  });
});

describe('an agreed rest', () => {
  test('stops the clock: the days go on where they stood', async () => {
    await pass(world, 0, 5);
    await world.tx((tx) => sleepCase(tx, world.buAni, sari.code, morning(40), morning(5)));
    await pass(world, 6, 30);
    expect(await occasionsOf(world, sari)).toEqual([]);
    await world.tx((tx) => wakeCase(tx, world.buAni, sari.code, morning(30)));
    await pass(world, 31, 34); // 25 days of rest: due on the 35th
    expect(await occasionsOf(world, sari)).toEqual([]);
    await pass(world, 35, 36);
    expect(await occasionsOf(world, sari)).toEqual(['check_in']);
  });
});

describe('a pause that the konseli asked for', () => {
  const ask = (kind: 'pause' | 'resume', at: Date, until: Date | null) =>
    world.db
      .insertInto('own_requests')
      .values({
        id: newId(),
        case_id: sari.id,
        kind,
        state: 'done',
        asked_at: at,
        pause_until: until,
        settled_at: at,
      })
      .execute();

  test('stops the clock until its day', async () => {
    await pass(world, 0, 4);
    await ask('pause', morning(4), morning(20));
    await change({ quiet_until: morning(20) });
    await pass(world, 5, 25); // 16 days of rest: due on the 26th
    expect(await occasionsOf(world, sari)).toEqual([]);
    await pass(world, 26, 26);
    expect(await occasionsOf(world, sari)).toEqual(['check_in']);
  });

  test('ends with a word to go on', async () => {
    await pass(world, 0, 4);
    await ask('pause', morning(4), morning(40));
    await ask('resume', morning(6), null);
    await pass(world, 5, 11);
    expect(await occasionsOf(world, sari)).toEqual([]);
    await pass(world, 12, 12);
    expect(await occasionsOf(world, sari)).toEqual(['check_in']);
  });
});

describe('never by itself', () => {
  const putOnRecord = (item: string, value: string, remark = '') =>
    world.tx((tx) =>
      recordItem(tx, world.vault, world.buAni, sari.code, { item, value, remark, messageId: null }, START),
    );
  const nevers: [Reason, string, () => Promise<unknown>][] = [
    ['risk', 'the risk is of concern', () => putOnRecord('risk_reread', 'concern')],
    ['risk', 'the risk is urgent', () => putOnRecord('risk_read', 'urgent')],
    ['risk', 'nobody has read for danger', () => change({ risk: 'unread' })],
    ['signs', 'a letter holds signs of danger', () => change({ signs: 'amber' })],
    ['rupture', 'the work together asks for a look', () => raiseRupture()],
    ['unsafe_contact', 'somebody else may read', () => putOnRecord('safe_contact', 'unsafe', 'Dibaca kakak')],
    ['consent_taken_back', 'the consent was taken back', () => takeConsentBack()],
    ['asked_to_stop', 'the konseli wrote the word', () => writeStop()],
    ['asked_to_stop', 'the konseli asked for quiet', () => change({ stopped_at: START })],
    ['undeliverable', 'mail came back', () => markUndeliverable(START)],
    ['no_counsellor', 'the counsellor is gone', () => disable(START)],
  ];

  test.each(nevers)('%s: %s; somebody is told why, once', async (why, _, how) => {
    await how();
    await pass(world, 0, 40);
    expect(await occasionsOf(world, sari)).toEqual([]);
    expect(await silenceOf(world, sari)).toMatchObject({ step: 1, told_why: why, told_at: morning(10) });
    expect(await rowOf(world, sari)).toMatchObject({ turn: 'counsellor', waiting_since: null, stage: 'counselling' });
    const told = (await eventsOf(world, sari)).filter((event) => event === 'system silence.came_due');
    expect(told).toHaveLength(1);
    await markUndeliverable(null);
    await disable(null);
  });

  test('in a case that is held, until it is released', async () => {
    await pass(world, 0, 5);
    await world.tx((tx) => holdSilence(tx, world.buAni, sari.code, morning(5)));
    await pass(world, 6, 30);
    expect(await silenceOf(world, sari)).toMatchObject({ step: 1, told_at: null });
    await world.tx((tx) => releaseSilence(tx, world.buAni, sari.code, morning(30)));
    await pass(world, 31, 31);
    expect(await occasionsOf(world, sari)).toEqual(['check_in']);
  });

  test('in a closed case', async () => {
    await pass(world, 0, 9);
    await world.tx((tx) => moveCase(tx, world.buAni, sari.code, { to: 'closed', ending: 'withdrawn' }, morning(9)));
    await pass(world, 10, 12);
    expect(await occasionsOf(world, sari)).toEqual([]);
  });

  async function raiseRupture() {
    const answers = newId();
    const base = { case_id: sari.id, round: 1, message_id: sari.firstLetterId };
    await world.db
      .insertInto('answers')
      .values({ ...base, id: answers, holds: ['pulse'], given_sealed: Buffer.alloc(40) })
      .execute();
    await world.db
      .insertInto('ruptures')
      .values({ id: newId(), case_id: sari.id, answers_id: answers, sign: 'drop' })
      .execute();
  }

  const takeConsentBack = () =>
    world.db
      .insertInto('consents')
      .values({
        id: newId(),
        case_id: sari.id,
        kind: 'service',
        version: 1,
        given: false,
        message_id: sari.firstLetterId,
      })
      .execute();

  async function writeStop() {
    await konseliWrites(world, sari, { text: 'Berhenti dulu ya, Bu.', at: START });
    await counsellorAnswers(world, sari, world.buAni, { text: 'Baik, Sari.', at: new Date(START.getTime() + 1000) });
  }

  const markUndeliverable = (at: Date | null) =>
    world.db
      .updateTable('konseli_addresses')
      .set({ undeliverable_at: at })
      .where('konseli_id', '=', sari.konseliId)
      .execute();

  const disable = (at: Date | null) =>
    world.db.updateTable('staff').set({ disabled_at: at }).where('id', '=', world.buAni.id).execute();
});

describe('the counsellor', () => {
  const send = (step = 1, who = world.buAni, at = morning(11)) =>
    world.tx((tx) => sendSilenceLetter(tx, from(), who, sari.code, step, at));

  test('sends the letter that waits with one press; a second press sends nothing', async () => {
    await change({ signs: 'amber' });
    await pass(world, 0, 10);
    expect(await send()).toMatchObject({ outboundId: expect.any(String) });
    expect(await send()).toEqual({ refused: 'other_letter_now' });
    const [letter, ...more] = await serviceLetters(world, sari);
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ occasion: 'check_in', automatic: false });
    expect(await rowOf(world, sari)).toMatchObject({ turn: 'konseli' });
    expect(await silenceOf(world, sari)).toMatchObject({ step: 2, told_at: null, due_at: morning(15, 0) });
  });

  test('cannot hurry one that goes out by itself, nor send where the konseli wrote meanwhile', async () => {
    await pass(world, 0, 5);
    expect(await send(1)).toEqual({ refused: 'other_letter_now' });
    await change({ signs: 'amber' });
    await pass(world, 10, 10);
    await konseliWrites(world, sari, { text: 'Halo, Bu.', at: morning(10, 2) });
    expect(await send(1)).toEqual({ refused: 'no_silence' });
    expect(await occasionsOf(world, sari)).toEqual([]);
  });

  test('leaves one out; the next comes on its day', async () => {
    await pass(world, 0, 5);
    const skip = () => world.tx((tx) => skipSilenceLetter(tx, world.buAni, sari.code, 1, morning(6)));
    expect(await skip()).toEqual({ skipped: 1 });
    expect(await skip()).toEqual({ refused: 'other_letter_now' });
    await pass(world, 7, 20);
    expect(await occasionsOf(world, sari)).toEqual(['second_check_in']);
  });

  test('of another case learns nothing of it', async () => {
    await pass(world, 0, 1);
    expect(await send(1, world.pakBudi)).toEqual({ refused: 'not_found' });
    expect(await world.tx((tx) => holdSilence(tx, world.pakBudi, sari.code, morning(1)))).toEqual({
      refused: 'not_found',
    });
  });
});

test('two workers at the same time write one letter', async () => {
  for (let day = 0; day < 10; day++) await run(world, morning(day));
  for (const day of [10, 14, 21, 28]) {
    const [one, other] = await Promise.all([run(world, morning(day)), run(world, morning(day))]);
    expect(one.taken + other.taken).toBe(1);
    expect([...one.failed, ...other.failed]).toEqual([]);
  }
  expect(await occasionsOf(world, sari)).toEqual(['check_in', 'second_check_in', 'door_stays_open']);
});

test('a worker and a counsellor who decides at that moment: one of them, and no deadlock', async () => {
  await run(world, morning(0));
  const [ran, skipped] = await Promise.all([
    run(world, morning(10)),
    world.tx((tx) => skipSilenceLetter(tx, world.buAni, sari.code, 1, morning(10))),
  ]);
  expect(ran.taken + ('skipped' in skipped ? 1 : 0)).toBe(1);
  expect(await occasionsOf(world, sari)).toHaveLength(ran.taken);
});

test('a case in which it fails holds up no other', async () => {
  const bima = await answeredCase(world, { konseli: 'Bima' });
  await pass(world, 0, 9);
  await world.db
    .updateTable('messages')
    .set({ content_sealed: Buffer.alloc(60) })
    .where('case_id', '=', sari.id)
    .execute();
  const { taken, failed } = await run(world, morning(10));
  expect(failed.map(({ caseId }) => caseId)).toEqual([sari.id]);
  expect(taken).toBe(1);
  expect(await occasionsOf(world, bima)).toEqual(['check_in']);
});
