// The pulse of a relationship, from the questions in a letter to the numbers in the reply, the look that they ask for, and the
// session that waits for it.
import { simpleParser } from 'mailparser';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chooseOutcome } from '../../../src/cases/choose-outcome.ts';
import { correctAnswers } from '../../../src/cases/correct-answers.ts';
import { exportCase } from '../../../src/cases/export-case.ts';
import { addGoal, dropGoal } from '../../../src/cases/goals.ts';
import { standingAnswers } from '../../../src/cases/keep-answers.ts';
import { readRelationship } from '../../../src/cases/relationship.ts';
import { type RuptureSettlement, settleRupture } from '../../../src/cases/settle-rupture.ts';
import { type Asked, questionBlock } from '../../../src/core/answers/questions.ts';
import type { Answers } from '../../../src/core/answers/read-answers.ts';
import { openText } from '../../../src/crypto/seal.ts';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import { agreeErasure, askErasure } from '../../../src/privacy/erasures.ts';
import { openOutboundMail } from '../../../src/replies/outbound-mail.ts';
import { questionsDue } from '../../../src/replies/questions-due.ts';
import { readDrafts } from '../../../src/replies/read-draft.ts';
import { recallReply } from '../../../src/replies/recall-reply.ts';
import { sendReply } from '../../../src/replies/send-reply.ts';
import {
  type CastCase,
  type CastMember,
  days,
  enterCounselling,
  enterPostCounselling,
  eventsOf,
  rowOf,
  START,
} from '../../support/cast.ts';
import { aMail, type Door, openDoor, openParser } from '../intake/door.ts';
import { formFor } from '../replies/stage.ts';

let pool: ParsePool;
let door: Door;
let sari: CastCase;
beforeAll(() => {
  pool = openParser();
});
beforeEach(async () => {
  door = await openDoor(pool);
  const { caseId, caseCode } = await door.arrive(aMail());
  const { db, buAni } = door.world;
  const row = await db
    .updateTable('cases')
    .set({ counsellor_id: buAni.id })
    .where('id', '=', caseId!)
    .returning(['konseli_id', 'last_inbound_id'])
    .executeTakeFirstOrThrow();
  sari = { id: caseId!, code: caseCode!, konseliId: row.konseli_id, firstLetterId: row.last_inbound_id! };
});
afterEach(() => door.world.end());
afterAll(() => pool.close());

const BLOCK = questionBlock('pulse', 'id');

async function answer(asks: Asked[] = [], text = 'Terima kasih sudah bercerita.') {
  const { world } = door;
  const form = { ...(await formFor(world, sari, text)), asks };
  door.clock.now = new Date(door.clock.now.getTime() + 60_000);
  return world.tx((tx) =>
    sendReply(
      tx,
      { vault: world.vault, mailName: 'Layanan Konseling', linksTo: null, undoMs: 30_000 },
      world.buAni,
      sari.code,
      form,
      door.clock.now,
    ),
  );
}

/** Sari answers by typing behind the quoted questions. */
async function sariReplies(scores: readonly (number | '')[], more = '') {
  let at = 0;
  const filled = BLOCK.replace(/: $/gm, () => `: ${scores[at++] ?? ''}`);
  const quoted = `> Terima kasih sudah bercerita.\n>\n${filled.replace(/^/gm, '> ')}`;
  door.clock.now = new Date(door.clock.now.getTime() + 60_000);
  return door.arrive(
    aMail({
      text: `${more || 'Baik, Bu.'}\n\nPada Rab, 4 Mar 2026 pukul 10.00 Konseling <konseling@sekolah.example> menulis:\n\n${quoted}`,
    }),
  );
}

const lettersKey = () => door.world.vault.key(door.world.db, 'letters', sari.id);
const standing = async () => standingAnswers(door.world.db, await lettersKey(), sari.id);
const relationship = async () => readRelationship(door.world.db, await lettersKey(), await rowOf(door.world, sari));
const settle = (settled: RuptureSettlement, remark = '', who: CastMember = door.world.buAni) =>
  door.world.tx((tx) => settleRupture(tx, door.world.vault, who, sari.code, { settled, remark }, door.clock.now));
const agreeOnAnotherSession = (details: Record<string, string> = {}) =>
  door.world.tx((tx) =>
    chooseOutcome(
      tx,
      door.world.vault,
      door.world.buAni,
      sari.code,
      {
        outcome: 'another_session',
        details: { why: 'Masih ada yang ingin dibahas', aim: 'Bicara dengan ibu', ...details },
        happensAt: days(7),
        messageId: null,
      },
      door.clock.now,
    ),
  );

describe('the questions', () => {
  test('are not in the first answer, then are due, then rest for two letters', async () => {
    const due = async () => questionsDue(door.world.db, await rowOf(door.world, sari));
    expect(await due()).toBeNull();
    expect(await answer(['pulse'])).toEqual({ refused: 'questions_come_later' });
    await answer();
    expect(await due()).toEqual([]);
    await enterCounselling(door.world, sari, door.world.buAni);
    expect(await due()).toEqual(['pulse']);
    await answer(['pulse']);
    expect(await due()).toEqual([]);
    await answer();
    expect(await due()).toEqual([]);
    await answer();
    expect(await due()).toEqual(['pulse']);
  });

  test('are not asked while somebody is in danger', async () => {
    await answer();
    await door.world.db.updateTable('cases').set({ risk: 'urgent' }).where('id', '=', sari.id).execute();
    expect(await questionsDue(door.world.db, await rowOf(door.world, sari))).toBeNull();
    expect(await answer(['evaluation'])).toEqual({ refused: 'questions_come_later' });
  });

  test('stand at the end of the letter in the konseli’s language, once, in words alone', async () => {
    await answer();
    const sent = await answer(['pulse', 'evaluation']);
    if ('refused' in sent) throw new Error(sent.refused);
    const { raw } = await openOutboundMail(door.world.db, door.world.vault, sent.outboundId);
    const mail = await simpleParser(raw);
    expect(mail.text).toContain('1. Saya merasa diterima apa adanya:');
    expect(mail.text?.match(/A\. Apa yang sekarang/g)).toHaveLength(1);
    expect(mail.text?.indexOf('Saya merasa')).toBeGreaterThan(mail.text!.indexOf('Terima kasih'));
    expect(mail.subject).not.toMatch(/denyut|nilai|penilaian/i);
    expect(raw.length).toBeLessThan(30_000);
    expect(mail.html).not.toMatch(/<(?:img|script|form|iframe)|https?:/);
  });

  test('of a letter called back are asked no more, and its draft holds only what was written', async () => {
    await answer();
    await enterCounselling(door.world, sari, door.world.buAni);
    const sent = await answer(['pulse'], 'Kalimat saya sendiri.');
    if ('refused' in sent) throw new Error(sent.refused);
    const { world, clock } = door;
    await world.tx((tx) => recallReply(tx, world.vault, world.buAni, sari.code, sent.outboundId, clock.now));
    const { own } = await readDrafts(world.db, world.vault, sari.id, world.buAni.id);
    expect(own?.text).toBe('Kalimat saya sendiri.');
    expect(await rowOf(world, sari)).toMatchObject({ asking: [] });
    expect(await questionsDue(world.db, await rowOf(world, sari))).toEqual(['pulse']);
  });
});

describe('the answers', () => {
  beforeEach(async () => {
    await answer();
    await answer(['pulse', 'evaluation']);
  });

  test('typed into the quoted letter are kept, sealed, with the letter that says them', async () => {
    const row = await sariReplies([8, 7.5, 9, 8]);
    expect(row.fate).toBe('joined');
    expect(await standing()).toMatchObject([
      { given: { pulse: { bond: 8, aims: 7.5, way: 9, understood: 8 }, evaluation: null }, by: null },
    ]);
    const stored = await door.world.db.selectFrom('answers').selectAll().executeTakeFirstOrThrow();
    expect(stored).toMatchObject({ case_id: sari.id, holds: ['pulse'], recorded_by: null });
    expect(stored.given_sealed!.toString('latin1')).not.toContain('bond');
    expect(await eventsOf(door.world, sari)).toContain('system answers.kept');
    expect(await rowOf(door.world, sari)).toMatchObject({ asking: ['evaluation'], turn: 'counsellor' });
  });

  test('of an ordinary letter are none, and the questions stay open', async () => {
    await sariReplies([], 'Nilai matematikaku 7, 8, 6. Aku bangun jam 5.');
    expect(await standing()).toEqual([]);
    expect(await rowOf(door.world, sari)).toMatchObject({ asking: ['pulse', 'evaluation'] });
  });

  test('are not looked for where nothing was asked', async () => {
    await door.world.db.updateTable('cases').set({ asking: [] }).where('id', '=', sari.id).execute();
    await sariReplies([8, 8, 8, 8]);
    expect(await standing()).toEqual([]);
  });

  test('to the closing questions are the evaluation that the second gate asks for', async () => {
    await enterCounselling(door.world, sari, door.world.buAni);
    const row = await door.arrive(aMail({ text: 'A. Aku tidak sendirian\nB. Lebih lega\nC. Bicara dengan ibu' }));
    expect(await standing()).toMatchObject([
      {
        given: {
          pulse: null,
          evaluation: { understanding: 'Aku tidak sendirian', comfort: 'Lebih lega', action: 'Bicara dengan ibu' },
        },
      },
    ]);
    const record = await door.world.db
      .selectFrom('case_records as r')
      .innerJoin('messages as m', 'm.id', 'r.message_id')
      .select(['r.value', 'r.recorded_by', 'm.inbound_id'])
      .where('r.item', '=', 'immediate_evaluation')
      .executeTakeFirstOrThrow();
    expect(record).toEqual({ value: 'answered', recorded_by: null, inbound_id: row.id });
  });

  test('can be set right by who works on the case, and by nobody else', async () => {
    await sariReplies([8, 8, 8, 2]);
    const { world, clock } = door;
    const [read] = await standing();
    const given = { pulse: { bond: 8, aims: 8, way: 8, understood: 9 }, evaluation: null, goals: null };
    const correct = (who: CastMember, wish: Answers = given, messageId = read!.messageId) =>
      world.tx((tx) => correctAnswers(tx, world.vault, who, sari.code, { messageId, given: wish }, clock.now));
    expect((await relationship()).rupture).toMatchObject({ sign: 'not_understood' });
    for (const stranger of [world.pakBudi, world.pakJoko])
      expect(await correct(stranger)).toEqual({ refused: 'not_found' });
    expect(await correct(world.buRatna)).toMatchObject({ refused: expect.stringMatching(/not_found|needs_reason/) });
    expect(await correct(world.buAni, { ...given, pulse: { ...given.pulse, bond: 11 } })).toEqual({
      refused: 'answer_out_of_range',
    });
    expect(await correct(world.buAni, { ...given, goals: { 1: 50 } })).toEqual({ refused: 'answer_out_of_range' });
    expect(await correct(world.buAni, given, '0199d3a0-0000-7000-8000-000000000000')).toEqual({
      refused: 'no_such_letter',
    });
    expect(await correct(world.buAni)).toEqual({ corrected: true });
    expect(await standing()).toMatchObject([{ given, by: world.buAni.id }]);
    // What the wrong number had raised is no question any more.
    expect((await relationship()).rupture).toBeNull();
    expect(await eventsOf(world, sari)).toContain(`staff:${world.buAni.id} rupture.settled`);
  });

  test('leave with the case when it is exported, and are gone when it is erased', async () => {
    await sariReplies([8, 7, 9, 3]);
    await settle('asked', 'Saya tanyakan besok');
    const { world, clock } = door;
    const exported = await world.tx((tx) =>
      exportCase(tx, world.vault, world.buAni, sari.code, { notes: false }, clock.now),
    );
    if ('refused' in exported) throw new Error(exported.refused);
    expect(exported.exported.answers).toMatchObject([{ pulse: { bond: 8, aims: 7, way: 9, understood: 3 } }]);
    expect(exported.exported.ruptures).toMatchObject([{ sign: 'not_understood', remark: 'Saya tanyakan besok' }]);

    await world.db
      .updateTable('cases')
      .set({
        stage: 'closed',
        ending: 'withdrawn',
        turn: 'nobody',
        closed_at: START,
        waiting_since: null,
        answer_due_at: null,
      })
      .where('id', '=', sari.id)
      .execute();
    await world.db.updateTable('outbound_mails').set({ state: 'sent', settled_at: START }).execute();
    const reason = 'konseli_asked' as const;
    const asked = await world.tx((tx) => askErasure(tx, world.buAni, { code: sari.code, reason }, clock.now));
    if (!('asked' in asked)) throw new Error(asked.refused);
    const agreed = await world.tx((tx) => agreeErasure(tx, world.vault, world.buRatna, asked.asked, clock.now));
    expect(agreed).toEqual({ erased: 'case' });
    expect(await world.db.selectFrom('answers').select('given_sealed').execute()).toEqual([{ given_sealed: null }]);
    expect(await world.db.selectFrom('ruptures').select('remark_sealed').execute()).toEqual([{ remark_sealed: null }]);
  });
});

describe('a rupture', () => {
  beforeEach(async () => {
    await answer();
    await answer(['pulse']);
    await enterCounselling(door.world, sari, door.world.buAni);
  });

  test('is raised by a drop, once, and holds back another session until somebody has looked', async () => {
    await sariReplies([9, 9, 9, 9]);
    expect((await relationship()).rupture).toBeNull();
    await answer(['pulse']);
    await sariReplies([5, 9, 9, 9]);
    expect((await relationship()).rupture).toMatchObject({ sign: 'drop' });
    await answer(['pulse']);
    await sariReplies([5, 9, 9, 3]);
    expect((await eventsOf(door.world, sari)).filter((event) => event === 'system rupture.raised')).toHaveLength(1);

    await enterPostCounselling(door.world, sari, door.world.buAni);
    expect(await agreeOnAnotherSession()).toEqual({ refused: 'rupture_is_open', missing: [] });
    expect(await settle('nothing')).toEqual({ refused: 'needs_a_remark' });
    expect(await settle('asked')).toHaveProperty('settled');
    expect(await settle('asked')).toEqual({ refused: 'no_open_rupture' });
    expect(await agreeOnAnotherSession()).toHaveProperty('chosen');
  });

  test('can be passed over with a reason that stays on record', async () => {
    await sariReplies([8, 8, 8, 1]);
    await enterPostCounselling(door.world, sari, door.world.buAni);
    expect(await agreeOnAnotherSession({ despite_rupture: ' ' })).toMatchObject({ refused: 'rupture_is_open' });
    expect(await agreeOnAnotherSession({ despite_rupture: 'Sari minta dilanjutkan' })).toHaveProperty('chosen');
    const outcome = await door.world.db.selectFrom('outcomes').select('fields').executeTakeFirstOrThrow();
    expect(outcome.fields).toContain('despite_rupture');
  });

  test('is nobody else’s to wave away', async () => {
    await sariReplies([8, 8, 8, 1]);
    const { pakBudi, pakJoko, buRatna } = door.world;
    for (const other of [pakBudi, pakJoko, buRatna])
      expect(await settle('asked', '', other)).toMatchObject({
        refused: expect.stringMatching(/not_found|needs_reason/),
      });
    expect((await relationship()).rupture).not.toBeNull();
  });
});

describe('goals', () => {
  const add = (words: string, value?: number, who: CastMember = door.world.buAni) =>
    door.world.tx((tx) =>
      addGoal(
        tx,
        door.world.vault,
        who,
        sari.code,
        { words, rating: value === undefined ? null : { value, messageId: sari.firstLetterId } },
        door.clock.now,
      ),
    );
  const drop = (position: number, who: CastMember = door.world.buAni) =>
    door.world.tx((tx) => dropGoal(tx, who, sari.code, position, door.clock.now));

  test('are asked about in the letter, rated in the reply, and with the second number the gate is satisfied', async () => {
    await answer();
    await enterCounselling(door.world, sari, door.world.buAni);
    expect(await add('  Tidur\nsebelum jam sebelas ', 3)).toEqual({ position: 1 });
    expect(await add('Bicara dengan ibu: tanpa marah')).toEqual({ position: 2 });
    expect(await questionsDue(door.world.db, await rowOf(door.world, sari))).toEqual(['pulse', 'goals']);
    const sent = await answer(['goals']);
    if ('refused' in sent) throw new Error(sent.refused);
    const { raw } = await openOutboundMail(door.world.db, door.world.vault, sent.outboundId);
    const { text = '' } = await simpleParser(raw);
    expect(text).toContain('T1. Tidur sebelum jam sebelas:');

    const quoted = text
      .replace(/(T1\. .*:) ?$/m, '$1 7,5')
      .replace(/(T2\. .*:) ?$/m, '$1 6')
      .replace(/^/gm, '> ');
    await door.arrive(
      aMail({ text: `Sudah, Bu.\n\nPada Rab, 4 Mar 2026 pukul 10.00 Konseling menulis:\n\n${quoted}` }),
    );
    expect((await standing()).map(({ given }) => given.goals)).toEqual([{ 1: 3 }, { 1: 7.5, 2: 6 }]);
    const record = await door.world.db
      .selectFrom('case_records')
      .select(['id', 'value', 'recorded_by', 'remark_sealed'])
      .where('item', '=', 'goals_rated')
      .executeTakeFirstOrThrow();
    expect(record).toMatchObject({ value: 'rated_twice', recorded_by: null });
    const key = await lettersKey();
    expect(openText(key, 'case_records.remark', record.id, record.remark_sealed!)).toBe('T1: 3 → 7.5');
  });

  test('are three at most, keep their number, and are asked no more when let go', async () => {
    await answer();
    for (const words of ['Satu', 'Dua', 'Tiga']) await add(words);
    expect(await add('Empat')).toEqual({ refused: 'enough_goals' });
    expect(await drop(2)).toEqual({ dropped: 2 });
    expect(await drop(2)).toEqual({ refused: 'no_such_goal' });
    expect(await add('Empat')).toEqual({ position: 4 });
    expect((await relationship()).goals.map(({ position }) => position)).toEqual([1, 3, 4]);
    expect(await add(' ')).toEqual({ refused: 'goal_without_words' });
    expect(await add('x'.repeat(201))).toEqual({ refused: 'goal_too_long' });
  });

  test('are written by who works on the case alone', async () => {
    for (const other of [door.world.pakBudi, door.world.pakJoko, door.world.buRatna]) {
      expect(await add('Tujuan orang lain', 5, other)).toMatchObject({
        refused: expect.stringMatching(/not_found|needs/),
      });
      expect(await drop(1, other)).toMatchObject({ refused: expect.stringMatching(/not_found|needs/) });
    }
    expect((await relationship()).goals).toEqual([]);
  });

  test('rated from a letter leave what else that letter answers as it is', async () => {
    await answer();
    await answer(['pulse']);
    await sariReplies([8, 8, 8, 8]);
    const [read] = await standing();
    const { world, clock } = door;
    await world.tx((tx) =>
      addGoal(
        tx,
        world.vault,
        world.buAni,
        sari.code,
        {
          words: 'Tidur',
          rating: { value: 4, messageId: read!.messageId },
        },
        clock.now,
      ),
    );
    expect(await standing()).toMatchObject([
      { given: { pulse: { bond: 8, aims: 8, way: 8, understood: 8 }, goals: { 1: 4 } } },
    ]);
  });
});
