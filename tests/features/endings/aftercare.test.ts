// What comes after the ending: two letters for who agreed to them and for nobody else, and answers that stay where they were asked.
import { simpleParser } from 'mailparser';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chooseOutcome } from '../../../src/cases/choose-outcome.ts';
import { keepConsents, standingConsents } from '../../../src/cases/consents.ts';
import { addGoal } from '../../../src/cases/goals.ts';
import { standingAnswers } from '../../../src/cases/keep-answers.ts';
import { lockCase } from '../../../src/cases/lock-case.ts';
import { moveCase } from '../../../src/cases/move-case.ts';
import { sendAftercare } from '../../../src/endings/send-aftercare.ts';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import { eraseCase } from '../../../src/privacy/erase-case.ts';
import { openOutboundMail } from '../../../src/replies/outbound-mail.ts';
import { readSettings, saveSettings } from '../../../src/service/settings.ts';
import {
  type CastCase,
  days,
  endWithLetter,
  enterCounselling,
  enterPostCounselling,
  rowOf,
  START,
} from '../../support/cast.ts';
import { aMail, casesOf, type Door, openDoor, openParser } from '../intake/door.ts';

let pool: ParsePool;
let door: Door;
let sari: CastCase;
const FROM = () => ({ vault: door.world.vault, mailName: 'Layanan Konseling', linksTo: null });

beforeAll(() => {
  pool = openParser();
});
beforeEach(async () => {
  door = await openDoor(pool);
  const { caseId, caseCode } = await door.arrive(aMail());
  const row = await door.world.db
    .updateTable('cases')
    .set({ counsellor_id: door.world.buAni.id })
    .where('id', '=', caseId!)
    .returning(['konseli_id', 'last_inbound_id'])
    .executeTakeFirstOrThrow();
  sari = { id: caseId!, code: caseCode!, konseliId: row.konseli_id, firstLetterId: row.last_inbound_id! };
});
afterEach(() => door.world.end());
afterAll(() => pool.close());

async function agree(given: boolean): Promise<void> {
  await door.world.tx(async (tx) => {
    const kasus = (await lockCase(tx, sari.id))!;
    await keepConsents(tx, kasus, { messageId: sari.firstLetterId, given: { follow_up: given }, by: null, at: START });
  });
}

/** Through all stages, with a goal, to the ending; everything on the first day. */
async function close(ending: 'resolved' | 'withdrawn' = 'resolved'): Promise<void> {
  const { world } = door;
  const { buAni, vault } = world;
  await enterCounselling(world, sari, buAni);
  const rating = { value: 3, messageId: sari.firstLetterId };
  await world.tx((tx) => addGoal(tx, vault, buAni, sari.code, { words: 'Tidur nyenyak', rating }, START));
  if (ending === 'resolved') {
    await enterPostCounselling(world, sari, buAni);
    const details = { evidence: 'Tidur lagi', plan: 'Jalan pagi', way_back: 'Menulis lagi' };
    const wish = { outcome: 'resolved' as const, details, happensAt: null, messageId: sari.firstLetterId };
    await world.tx((tx) => chooseOutcome(tx, vault, buAni, sari.code, wish, START));
    await endWithLetter(world, sari, buAni);
  }
  const done = await world.tx((tx) => moveCase(tx, buAni, sari.code, { to: 'closed', ending }, START));
  expect(done).toMatchObject({ moved: 'closed' });
}

const planned = () =>
  door.world.db
    .selectFrom('aftercare')
    .select(['term', 'due_at', 'written_at', 'cancelled_for'])
    .where('case_id', '=', sari.id)
    .orderBy('due_at')
    .execute();

/** The job runs on that day. @returns what it wrote, as mail */
async function onDay(n: number) {
  door.clock.now = days(n);
  const ids = await sendAftercare(door.world.db, FROM(), days(n));
  return Promise.all(
    ids.map(async (id) => {
      const { raw } = await openOutboundMail(door.world.db, door.world.vault, id);
      const mail = await simpleParser(raw);
      return { raw, mail, text: mail.text ?? '', messageId: mail.messageId!.slice(1, -1) };
    }),
  );
}

const LEAD = 'Pada Rab, 25 Mar 2026 pukul 10.00 Konseling <konseling@sekolah.example> menulis:';
const answer = (to: { text: string; messageId: string }, words: string, filled = to.text) =>
  door.arrive(aMail({ text: `${words}\n\n${LEAD}\n\n${filled.replace(/^/gm, '> ')}`, inReplyTo: to.messageId }));

describe('closing', () => {
  test('as resolved, with consent, plans exactly the two', async () => {
    await agree(true);
    await close();
    expect(await planned()).toEqual([
      { term: 'short_term', due_at: days(21), written_at: null, cancelled_for: null },
      { term: 'long_term', due_at: days(90), written_at: null, cancelled_for: null },
    ]);
    const closed = await door.world.db.selectFrom('events').select('data').where('kind', '=', 'case.closed').execute();
    expect(closed).toMatchObject([{ data: { aftercare: ['short_term', 'long_term'] } }]);
  });

  test('on the days that the service chose', async () => {
    await door.world.tx(async (tx) =>
      saveSettings(tx, { ...(await readSettings(tx)), shortTermDays: 7, longTermDays: 180 }),
    );
    await agree(true);
    await close();
    expect((await planned()).map(({ due_at }) => due_at)).toEqual([days(7), days(180)]);
  });

  test.each([
    ['without consent', null, 'resolved'],
    ['against a no', false, 'resolved'],
    ['as withdrawn, whatever was agreed', true, 'withdrawn'],
  ] as const)('plans nothing %s', async (_, consent, ending) => {
    if (consent !== null) await agree(consent);
    await close(ending);
    expect(await planned()).toEqual([]);
    expect(await onDay(400)).toEqual([]);
  });

  test('a consent that comes with the last letter still plans them', async () => {
    await close();
    await agree(true);
    expect(await planned()).toMatchObject([{ due_at: days(21) }, { due_at: days(90) }]);
  });
});

describe('the letter', () => {
  beforeEach(async () => {
    await agree(true);
    await close();
  });

  test('waits for its day, and is written once', async () => {
    expect(await onDay(20)).toEqual([]);
    expect(await onDay(21)).toHaveLength(1);
    expect(await onDay(21)).toEqual([]);
    expect(await onDay(89)).toEqual([]);
    expect(await onDay(90)).toHaveLength(1);
    expect(await onDay(400)).toEqual([]);
    expect((await planned()).map((row) => row.written_at)).toEqual([days(21), days(90)]);
    expect(await rowOf(door.world, sari)).toMatchObject({ stage: 'closed', turn: 'nobody', waiting_since: null });
  });

  test('asks the three questions and the goal, is plain and small, says nothing of the case in its subject', async () => {
    const [short] = await onDay(21);
    expect(short!.mail.subject).toBe('Apa kabar?');
    expect(short!.text).toMatch(/T1\. Tidur nyenyak: [\s\S]*A\. Apa[\s\S]*B\. Bagaimana[\s\S]*C\. Apa/);
    expect(short!.text).toContain('mau mulai lagi');
    expect(short!.text).toContain('berhenti');
    expect(short!.text).toContain('bukan layanan darurat');
    expect(short!.raw.length).toBeLessThan(30_000);
    expect(short!.raw.toString()).not.toMatch(/<(?:img|script|iframe)|https?:/);
    expect(short!.mail.headers.get('auto-submitted')).toBe('auto-replied');
    expect(short!.text).toMatchSnapshot();
    const [long] = await onDay(90);
    expect(long!.text).toMatchSnapshot();
  });

  test.each([
    ['consent was taken back', () => agree(false), 'konseli_stopped'],
    ['the konseli is in danger', () => setCase({ risk: 'concern' }), 'danger'],
    ['signs wait for an answer', () => setCase({ signs: 'amber' }), 'danger'],
    ['mail to the address came back', undeliverable, 'undeliverable'],
  ] as const)('is not written when %s, nor the second', async (_, happens, why) => {
    await happens();
    expect(await onDay(21)).toEqual([]);
    expect(await onDay(90)).toEqual([]);
    expect((await planned()).map((row) => row.cancelled_for)).toEqual([why, why]);
  });

  test('is not written while the konseli is here again; the second is when that is over', async () => {
    await door.arrive(aMail({ text: 'Bu, ada hal lain yang ingin saya ceritakan.' }));
    expect(await onDay(21)).toEqual([]);
    expect((await planned()).map((row) => row.cancelled_for)).toEqual(['open_case', null]);
    const [, again] = await casesOf(door);
    await door.world.db
      .updateTable('cases')
      .set({
        stage: 'closed',
        ending: 'withdrawn',
        turn: 'nobody',
        closed_at: days(30),
        waiting_since: null,
        answer_due_at: null,
      })
      .where('id', '=', again!.id)
      .execute();
    expect(await onDay(90)).toHaveLength(1);
  });

  test('goes with the case that is erased', async () => {
    const { world } = door;
    await world.db
      .updateTable('outbound_mails')
      .set({ state: 'sent', settled_at: START })
      .where('state', '=', 'queued')
      .execute();
    await world.tx(async (tx) => {
      await tx.selectFrom('konseli').select('id').where('id', '=', sari.konseliId).forNoKeyUpdate().execute();
      await eraseCase(tx, world.vault, (await lockCase(tx, sari.id))!, days(10));
    });
    expect((await planned()).map((row) => row.cancelled_for)).toEqual(['erased', 'erased']);
    expect(await onDay(21)).toEqual([]);
    expect(await onDay(90)).toEqual([]);
  });
});

const setCase = (to: { risk?: 'concern'; signs?: 'amber' }) =>
  door.world.db.updateTable('cases').set(to).where('id', '=', sari.id).execute();
const undeliverable = () =>
  door.world.db
    .updateTable('konseli_addresses')
    .set({ undeliverable_at: days(1) })
    .execute();

describe('an answer', () => {
  let short: Awaited<ReturnType<typeof onDay>>[number];
  beforeEach(async () => {
    await agree(true);
    await close();
    [short] = (await onDay(21)) as [typeof short];
  });
  const answers = async () => {
    const key = await door.world.vault.key(door.world.db, 'letters', sari.id);
    return (await standingAnswers(door.world.db, key, sari.id)).at(-1)?.given;
  };

  test('is kept in the old case with what it answers, and puts nobody on the clock', async () => {
    const filled = short.text.replace(/(Tidur nyenyak:)/, '$1 8').replace(/^(A\. .*)$/m, '$1 Aku boleh bilang tidak.');
    const mail = await answer(short, 'Kabarku baik, Bu.', filled);
    expect(mail).toMatchObject({ fate: 'joined', caseId: sari.id });
    expect(await casesOf(door)).toHaveLength(1);
    expect(await answers()).toMatchObject({
      goals: { 1: 8 },
      evaluation: { understanding: 'Aku boleh bilang tidak.' },
    });
    const row = await rowOf(door.world, sari);
    expect(row).toMatchObject({ stage: 'closed', ending: 'resolved', turn: 'nobody', waiting_since: null });
    expect(row.answer_due_at).toBeNull();
    const kinds = await door.world.db
      .selectFrom('events')
      .select('kind')
      .where('kind', '=', 'aftercare.answered')
      .execute();
    expect(kinds).toHaveLength(1);
    const acknowledged = await door.world.db
      .selectFrom('outbound_mails')
      .select('id')
      .where('kind', '=', 'acknowledgement')
      .execute();
    expect(acknowledged).toHaveLength(1); // of the first letter alone
  });

  test('that comes twice is kept once', async () => {
    const raw = aMail({ text: `Baik, Bu.\n\n${LEAD}\n\n> ${short.text.split('\n')[0]}`, inReplyTo: short.messageId });
    await door.arrive(raw);
    const copy = Buffer.concat([Buffer.from('Received: from elsewhere\r\n'), raw]);
    expect(await door.arrive(copy)).toMatchObject({ fate: 'duplicate' });
    expect(await casesOf(door)).toMatchObject([{ letters: 2 }]);
  });

  test('“berhenti” ends it: no second letter', async () => {
    await answer(short, 'berhenti');
    expect(await casesOf(door)).toHaveLength(1);
    expect((await planned()).map((row) => row.cancelled_for)).toEqual([null, 'konseli_stopped']);
    const consents = await standingConsents(door.world.db, sari.id);
    expect(consents.find(({ kind }) => kind === 'follow_up')).toMatchObject({ given: false });
    expect(await onDay(90)).toEqual([]);
  });

  test('that asks to go on opens a case that points to the old one', async () => {
    const mail = await answer(short, 'Bu, boleh aku cerita lagi?');
    expect(mail.fate).toBe('returned');
    const opened = await door.world.db
      .selectFrom('cases')
      .selectAll()
      .where('id', '=', mail.caseId!)
      .executeTakeFirstOrThrow();
    expect(opened).toMatchObject({ previous_id: sari.id, stage: 'preparation', turn: 'counsellor' });
    expect(opened.answer_due_at).not.toBeNull();
    expect(await rowOf(door.world, sari)).toMatchObject({ stage: 'closed' });
  });

  test('with signs of danger is a case of its own lane at once', async () => {
    const mail = await answer(short, 'Aku ingin mati saja. Obatnya sudah kusiapkan, malam ini.');
    expect(mail.fate).toBe('returned');
    const opened = await door.world.db
      .selectFrom('cases')
      .selectAll()
      .where('id', '=', mail.caseId!)
      .executeTakeFirstOrThrow();
    expect(opened).toMatchObject({ previous_id: sari.id, signs: 'red' });
  });

  test('from somebody else waits for a person, as ever', async () => {
    const raw = aMail({ from: 'Bapak <bapak@rumah.example>', text: 'Ini ayahnya.', inReplyTo: short.messageId });
    expect(await door.arrive(raw)).toMatchObject({ state: 'held', suggestion: sari.code });
  });

  test('to an older letter of ours is a return, as ever', async () => {
    const { message_index: _, ...older } = { message_index: null, messageId: 'bukan-kabar@sekolah.example' };
    const mail = await door.arrive(aMail({ text: 'Terima kasih banyak, Bu.', inReplyTo: older.messageId }));
    expect(mail.fate).toBe('returned');
  });
});

describe('the answer to the ending letter of a case that was closed meanwhile', () => {
  test('fills the sheet in the old case; more words than that are a return', async () => {
    const { world } = door;
    await close();
    const [letter] = await world.db
      .updateTable('messages')
      .set({ asks: ['satisfaction', 'follow_up'] })
      .where('ends_round', '=', 1)
      .returning('outbound_id')
      .execute();
    await world.db
      .updateTable('cases')
      .set({ asking: ['satisfaction', 'follow_up'] })
      .where('id', '=', sari.id)
      .execute();
    const messageId = `${letter!.outbound_id}@sekolah.example`;
    const told = await door.arrive(aMail({ text: 'K1 4, K2 3, K3 4, K4 4, K5 4\nS3 boleh', inReplyTo: messageId }));
    expect(told).toMatchObject({ fate: 'joined', caseId: sari.id });
    const key = await world.vault.key(world.db, 'letters', sari.id);
    expect((await standingAnswers(world.db, key, sari.id)).at(-1)?.given.satisfaction).toMatchObject({
      heard: 4,
      easy: 3,
    });
    expect(await planned()).toHaveLength(2);
    const long = `K1 4\n${'Lalu ada yang baru terjadi di rumah. '.repeat(12)}`;
    expect((await door.arrive(aMail({ text: long, inReplyTo: messageId }))).fate).toBe('returned');
  });
});
