// A promised answer: noted, kept, put off, missed; the konseli hears of a miss once, and the ledger says what happened.
import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerDueAt } from '../../../src/core/promise-clock.ts';
import { newId } from '../../../src/db/database.ts';
import { missedPromises, promisesByQuarter } from '../../../src/promises/missed-promises.ts';
import { runPromises } from '../../../src/promises/run-promises.ts';
import { openOutboundMail } from '../../../src/replies/outbound-mail.ts';
import { recallReply } from '../../../src/replies/recall-reply.ts';
import { sendReply } from '../../../src/replies/send-reply.ts';
import { calendarOf, readSettings } from '../../../src/service/settings.ts';
import {
  aCase,
  type CastCase,
  counsellorAnswers,
  eventsOf,
  hours,
  konseliWrites,
  openWorld,
  rowOf,
  START,
  type World,
} from '../../support/cast.ts';
import { formFor } from '../replies/stage.ts';

let world: World;
let sari: CastCase;
/** Friday 15:30 in Jakarta, two working days after START */
const DUE = new Date('2026-03-06T08:30:00Z');
/** The day the program names then: what comes after closing on Friday counts as come on Monday. */
const NEXT = new Date('2026-03-11T08:30:00Z');

beforeEach(async () => {
  world = await openWorld();
  sari = await aCase(world, { counsellor: world.buAni, answerDueAt: DUE });
});
afterEach(() => world.end());

const from = () => ({ vault: world.vault, mailName: 'Layanan Konseling', linksTo: null });
const run = async (now: Date) => {
  const { failed, ...done } = await runPromises(world.db, from(), now);
  if (failed.length) throw failed[0]!.error;
  return done;
};
const later = (at: Date, minutes = 1) => new Date(at.getTime() + minutes * 60_000);
const ledger = async () =>
  (await world.db.selectFrom('promises').selectAll().orderBy('due_at').orderBy('made_at').execute()).map(
    ({ state, due_at, told_at, why_not_told }) => ({ state, due: due_at, told: told_at, why: why_not_told }),
  );
async function letters() {
  const rows = await world.db
    .selectFrom('outbound_mails')
    .select(['id', 'automatic', 'occasion'])
    .where('kind', '=', 'service')
    .orderBy('id')
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      ...row,
      mail: await simpleParser((await openOutboundMail(world.db, world.vault, row.id)).raw),
    })),
  );
}

describe('a promise', () => {
  test('that is kept is told to nobody', async () => {
    await run(START);
    await counsellorAnswers(world, sari, world.buAni, { text: 'Halo, Sari.', at: hours(20) });
    await run(later(DUE));
    expect(await ledger()).toEqual([{ state: 'kept', due: DUE, told: null, why: null }]);
    expect(await letters()).toEqual([]);
  });

  test('is owed again when the answer was called back', async () => {
    await run(START);
    const send = { ...from(), undoMs: 30_000 };
    const form = await formFor(world, sari, 'Halo.');
    const sent = await world.tx((tx) => sendReply(tx, send, world.buAni, sari.code, form, hours(1)));
    await run(hours(1));
    expect((await ledger())[0]!.state).toBe('kept');
    const { outboundId } = sent as { outboundId: string };
    await world.tx((tx) => recallReply(tx, world.vault, world.buAni, sari.code, outboundId, hours(1)));
    await run(hours(2));
    expect((await ledger())[0]!.state).toBe('open');
  });

  test('put off with a word in time is explained, and the new day counts', async () => {
    await run(START);
    const form = { ...(await formFor(world, sari, 'Suratnya sudah saya baca.')), stillOwed: true };
    await world.tx((tx) => sendReply(tx, { ...from(), undoMs: 0 }, world.buAni, sari.code, form, hours(26)));
    await run(later(DUE));
    expect((await ledger()).map(({ state }) => state)).toEqual(['explained', 'open']);
    expect(await letters()).toEqual([]);
  });

  test('whose day had passed before anybody saw it was never made', async () => {
    await run(later(DUE));
    await run(later(DUE, 500));
    expect((await ledger()).map(({ state }) => state)).toEqual(['void']);
    expect(await letters()).toEqual([]);
  });

  test('of a closed case is void', async () => {
    await run(START);
    const closed = { stage: 'closed', ending: 'withdrawn', closed_at: START, turn: 'nobody' } as const;
    const nothing = { waiting_since: null, answer_due_at: null };
    await world.db
      .updateTable('cases')
      .set({ ...closed, ...nothing })
      .where('id', '=', sari.id)
      .execute();
    await run(later(DUE));
    expect((await ledger()).map(({ state }) => state)).toEqual(['void']);
  });
});

describe('a miss', () => {
  test('is told once, with a new day, and the case goes by it; then once more without a day, and never again', async () => {
    await run(START);
    expect(await run(DUE)).toEqual({ missed: 0 });
    expect(await run(later(DUE))).toEqual({ missed: 1 });
    expect(await run(later(DUE, 2))).toEqual({ missed: 0 });
    expect(await rowOf(world, sari)).toMatchObject({ turn: 'counsellor', waiting_since: START, answer_due_at: NEXT });
    await run(later(NEXT));
    for (let day = 1; day < 30; day++) await run(later(NEXT, day * 1440));
    const [first, second, ...more] = await letters();
    expect(more).toEqual([]);
    expect(first!.mail.text).toContain('paling lambat Rabu, 11 Maret 2026, pukul 15.30 WIB');
    expect(second!.mail.text).not.toMatch(/2026/);
    expect((await ledger()).map(({ state, told }) => [state, told])).toEqual([
      ['missed', later(DUE)],
      ['missed', later(NEXT)],
    ]);
    expect((await eventsOf(world, sari)).filter((event) => event === 'system promise.missed')).toHaveLength(2);
  });

  test('is a small neutral mail of the program, without a word of the letter or anything from elsewhere', async () => {
    await run(START);
    await run(later(DUE));
    const [letter] = await letters();
    const { raw } = await openOutboundMail(world.db, world.vault, letter!.id);
    expect(raw.length).toBeLessThan(30_000);
    expect(raw.toString()).not.toMatch(/<(?:img|script|iframe)|https?:/);
    expect(letter!.automatic).toBe(true);
    expect(letter!.mail.headers.get('auto-submitted')).toBe('auto-replied');
    expect(letter!.mail.subject).toBe('Jawaban kami perlu waktu lebih lama');
    expect(letter!.mail.text).not.toMatch(/bercerita|^>/m);
    expect(letter!.mail.text).toContain('bukan layanan darurat');
  });

  test('is told by one of two workers', async () => {
    await run(START);
    const [one, other] = await Promise.all([run(later(DUE)), run(later(DUE))]);
    expect(one.missed + other.missed).toBe(1);
    expect(await letters()).toHaveLength(1);
  });

  test('is not told where nobody may write by itself; the supervisor sees why', async () => {
    await run(START);
    await world.db.updateTable('cases').set({ stopped_at: START }).where('id', '=', sari.id).execute();
    await run(later(DUE));
    expect(await letters()).toEqual([]);
    expect(await missedPromises(world.db, world.buRatna, later(DUE))).toEqual([
      { code: sari.code, counsellor: 'Bu Ani', due: DUE, toldAt: null, whyNotTold: 'asked_to_stop', waits: true },
    ]);
  });

  test('is in no list of who must not see the case', async () => {
    await run(START);
    await run(later(DUE));
    const shut = { case_id: sari.id, staff_id: world.buRatna.id, part: 'excluded' as const, added_by: world.buAni.id };
    await world.db.insertInto('case_people').values(shut).execute();
    expect(await missedPromises(world.db, world.buRatna, later(DUE))).toEqual([]);
  });
});

test('each quarter counts by the day that was promised, where the service is', async () => {
  const promise = (due: string, state: 'kept' | 'explained' | 'missed') => ({
    id: newId(),
    case_id: sari.id,
    waiting_since: new Date(due),
    due_at: new Date(due),
    made_at: START,
    state,
    settled_at: START,
  });
  const made = [
    promise('2026-03-31T16:30:00Z', 'kept'), // 23:30 in Jakarta
    promise('2026-03-31T17:30:00Z', 'kept'), // the first of April there
    promise('2026-05-01T00:00:00Z', 'missed'),
    promise('2026-05-02T00:00:00Z', 'explained'),
  ];
  await world.db.insertInto('promises').values(made).execute();
  expect(await promisesByQuarter(world.db, 'Asia/Jakarta')).toEqual([
    { year: 2026, quarter: 2, kept: 1, explained: 1, missed: 1 },
    { year: 2026, quarter: 1, kept: 1, explained: 0, missed: 0 },
  ]);
});

const LETTERS = 500;
const KONSELI = 25;
const DAY = 86_400_000;

test('in a year of 500 letters with its days off everybody hears something in time, or of the miss at the next look, and once', async () => {
  const settings = await readSettings(world.db);
  const calendar = calendarOf(settings);
  let chance = 7; // the same year each time (Park and Miller's generator)
  const draw = () => {
    chance = (chance * 16_807) % 2_147_483_647;
    return chance / 2_147_483_647;
  };
  const cases = [sari];
  for (let n = 1; n < KONSELI; n++) cases.push(await aCase(world, { konseli: `Murid${n}`, counsellor: world.buAni }));
  await world.db.updateTable('cases').set({ waiting_since: null, answer_due_at: null, turn: 'konseli' }).execute();

  const begin = new Date('2026-01-02T01:00:00Z').getTime();
  const happenings: { at: number; do: (at: Date) => Promise<unknown> }[] = [];
  const promised: { caseId: string; at: number; due: Date; answered: number }[] = [];
  const gap = (365 * DAY) / (LETTERS / KONSELI);
  for (const [n, kasus] of cases.entries())
    for (let letter = 0; letter < LETTERS / KONSELI; letter++) {
      const at = Math.round(begin + letter * gap + (n / KONSELI + draw() * 0.2) * DAY);
      const due = answerDueAt(new Date(at), calendar, settings.promiseDays)!;
      // half in time, the others up to eleven days late
      const answered = Math.round(at + (due.getTime() - at) * draw() + (draw() < 0.5 ? 0 : 11 * DAY * draw()));
      const konseli = n ? `Murid${n}` : 'Sari';
      promised.push({ caseId: kasus.id, at, due, answered });
      happenings.push({
        at,
        do: (when) => konseliWrites(world, kasus, { konseli, text: 'Halo.', at: when, answerDueAt: due }),
      });
      happenings.push({
        at: answered,
        do: (when) => counsellorAnswers(world, kasus, world.buAni, { konseli, text: 'Baik.', at: when }),
      });
    }
  const EVERY = 12 * 3_600_000;
  for (let at = begin; at < begin + 380 * DAY; at += EVERY) happenings.push({ at, do: run });
  for (const one of happenings.sort((a, b) => a.at - b.at)) await one.do(new Date(one.at));

  const told = await world.db
    .selectFrom('outbound_mails')
    .select(['case_id', 'created_at'])
    .where('occasion', '=', 'answer_takes_longer')
    .execute();
  const inOrder = promised.map(({ caseId, at, due, answered }) => {
    const heard = told.filter((one) => one.case_id === caseId && one.created_at.getTime() > at);
    const first = Math.min(answered, ...heard.map(({ created_at }) => created_at.getTime()));
    const during = heard.filter(({ created_at }) => created_at.getTime() < answered);
    return { lateBy: first - due.getTime(), letters: during.length, isLate: answered > due.getTime() };
  });
  expect(promised).toHaveLength(LETTERS);
  expect(inOrder.filter(({ isLate }) => isLate).length).toBeGreaterThan(100);
  expect(inOrder.filter(({ lateBy }) => lateBy > EVERY)).toEqual([]);
  expect(inOrder.filter(({ letters, isLate }) => letters > (isLate ? 2 : 0))).toEqual([]);
  const missed = await world.db.selectFrom('promises').select('told_at').where('state', '=', 'missed').execute();
  expect(missed.filter(({ told_at }) => told_at)).toHaveLength(told.length);
  expect(await world.db.selectFrom('promises').select('id').where('state', '=', 'open').execute()).toEqual([]);
}, 300_000);
