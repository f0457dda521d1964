// A case through its stages: gates, overrides, outcomes, rounds and endings.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { agreeOverride } from '../../../src/cases/agree-override.ts';
import { askOverride } from '../../../src/cases/ask-override.ts';
import { chooseOutcome, type OutcomeWish } from '../../../src/cases/choose-outcome.ts';
import { completeOutcome } from '../../../src/cases/complete-outcome.ts';
import { moveCase } from '../../../src/cases/move-case.ts';
import { refuseOverride } from '../../../src/cases/refuse-override.ts';
import { releaseCase } from '../../../src/cases/release-case.ts';
import { shareCase } from '../../../src/cases/share-case.ts';
import { sleepCase } from '../../../src/cases/sleep-case.ts';
import type { Wish } from '../../../src/core/stage.ts';
import { openText } from '../../../src/crypto/seal.ts';
import {
  aCase,
  type CastCase,
  type CastMember,
  counsellorAnswers,
  days,
  endWithLetter,
  enterCounselling,
  enterPostCounselling,
  eventsOf,
  FIRST_GATE,
  konseliWrites,
  openWorld,
  putOnRecord,
  rowOf,
  SECOND_GATE,
  START,
  type World,
} from '../../support/cast.ts';

let world: World;
let sari: CastCase;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());
beforeEach(async () => {
  sari = await aCase(world, { counsellor: world.buAni });
});

const move = (wish: Wish, at = START, who: CastMember = world.buAni) =>
  world.tx((tx) => moveCase(tx, who, sari.code, wish, at));
const ask = (
  to: 'counselling' | 'post_counselling',
  reason = 'Sari hanya bisa membaca surat di sekolah',
  who = world.buAni,
) => world.tx((tx) => askOverride(tx, world.vault, who, sari.code, { to, reason }, START));
const agree = (who: CastMember) => world.tx((tx) => agreeOverride(tx, who, sari.code, START));
const turnDown = (who: CastMember) => world.tx((tx) => refuseOverride(tx, who, sari.code, START));
const choose = (wish: Partial<OutcomeWish> & Pick<OutcomeWish, 'outcome'>, at = START) =>
  world.tx((tx) =>
    chooseOutcome(
      tx,
      world.vault,
      world.buAni,
      sari.code,
      { details: {}, happensAt: null, messageId: null, ...wish },
      at,
    ),
  );
const complete = (at = START) => world.tx((tx) => completeOutcome(tx, world.buAni, sari.code, at));

const resolved = {
  outcome: 'resolved' as const,
  details: {
    evidence: 'Sari sudah bicara dengan temannya',
    evidence_without_letter: 'Diceritakan di perpustakaan',
    plan: 'Menulis lagi bila perlu',
    way_back: 'Surel ini',
  },
};
const referred = {
  outcome: 'referred' as const,
  details: { why: 'Perlu psikolog', receiver: 'Puskesmas', shared: 'Ringkasan yang Sari setujui' },
};
const faceToFace = {
  outcome: 'face_to_face' as const,
  details: { why: 'Perlu bertemu', place: 'Perpustakaan', who_is_told: 'Tidak ada' },
};
const anotherSession = {
  outcome: 'another_session' as const,
  details: { why: 'Belum selesai', aim: 'Tidur lebih baik' },
};

const followUps = () =>
  world.db
    .selectFrom('follow_ups')
    .select(['kind', 'due_at', 'done_at', 'cancelled_at'])
    .where('case_id', '=', sari.id)
    .orderBy('id')
    .execute();

describe('the first gate', () => {
  test('names what is not on record yet, in the order in which it is met', async () => {
    await putOnRecord(world, sari, world.buAni, FIRST_GATE.slice(0, 6));
    expect(await move({ to: 'counselling' })).toEqual({
      refused: 'needs_records',
      missing: ['consent', 'confidentiality_limits', 'suitability', 'competence', 'concern', 'emergency_contact_asked'],
    });
    expect(await rowOf(world, sari)).toMatchObject({ stage: 'preparation' });
  });

  test('opens when all is on record', async () => {
    await putOnRecord(world, sari, world.buAni, FIRST_GATE);
    expect(await move({ to: 'counselling' })).toEqual({ moved: 'counselling', round: 1, ending: null, without: [] });
    expect((await eventsOf(world, sari)).at(-1)).toBe(`staff:${world.buAni.id} case.moved`);
  });

  test('red opens it: help first, paperwork after, and what was passed over is on record', async () => {
    await putOnRecord(world, sari, world.buAni, [{ item: 'risk_read', value: 'urgent' }]);
    const done = await move({ to: 'counselling' });
    expect(done).toMatchObject({ moved: 'counselling' });
    expect('without' in done && done.without).toHaveLength(11);
    const event = await world.db
      .selectFrom('events')
      .select('data')
      .where('case_id', '=', sari.id)
      .where('kind', '=', 'case.moved')
      .executeTakeFirstOrThrow();
    expect(event.data.without).toHaveLength(11);
  });

  test('a child needs a guardian: "not needed" does not open it', async () => {
    const child = FIRST_GATE.map((i) => (i.item === 'age_band' ? { ...i, value: 'under_17' } : i));
    await putOnRecord(world, sari, world.buAni, child);
    expect(await move({ to: 'counselling' })).toEqual({ refused: 'needs_records', missing: ['guardian'] });
  });
});

describe('two persons open a gate', () => {
  test('Bu Ani asks, Bu Ratna agrees, Bu Ani moves', async () => {
    expect(await ask('counselling')).toHaveProperty('asked');
    expect(await move({ to: 'counselling' })).toMatchObject({ refused: 'needs_records' });
    expect(await agree(world.buRatna)).toHaveProperty('agreed');
    expect(await move({ to: 'counselling' })).toMatchObject({ moved: 'counselling' });
    expect(await eventsOf(world, sari)).toEqual([
      `staff:${world.buAni.id} override.asked`,
      `staff:${world.buRatna.id} override.agreed`,
      `staff:${world.buAni.id} case.moved`,
    ]);
    const row = await world.db
      .selectFrom('gate_overrides')
      .selectAll()
      .where('case_id', '=', sari.id)
      .executeTakeFirstOrThrow();
    const key = await world.vault.key(world.db, 'letters', sari.id);
    expect(openText(key, 'gate_overrides.reason', row.id, row.reason_sealed)).toContain('di sekolah');
  });

  test('nobody agrees with themselves, and no stranger answers', async () => {
    await world.tx((tx) => shareCase(tx, world.buAni, sari.code, world.pakBudi.id, START));
    await ask('counselling', undefined, world.pakBudi);
    expect(await agree(world.pakBudi)).toEqual({ refused: 'asked_it_yourself' });
    expect(await agree(world.buAni)).toEqual({ refused: 'not_found' }); // whose case it is does not wave it through
    expect(await agree(world.pakJoko)).toEqual({ refused: 'not_found' });
    expect(await agree(world.buRatna)).toHaveProperty('agreed');
  });

  test('refused, it may be asked again', async () => {
    await ask('counselling');
    expect(await ask('counselling')).toEqual({ refused: 'already_asked' });
    expect(await turnDown(world.buRatna)).toHaveProperty('turnedDown');
    expect(await agree(world.buRatna)).toEqual({ refused: 'nothing_asked' });
    expect(await move({ to: 'counselling' })).toMatchObject({ refused: 'needs_records' });
    expect(await ask('counselling')).toHaveProperty('asked');
  });

  test('a reason that says nothing, a gate that is not there, a gate that is open', async () => {
    expect(await ask('counselling', 'karena mendesak')).toEqual({ refused: 'reason_too_short' });
    expect(await ask('counselling', 'x'.repeat(4001))).toEqual({ refused: 'reason_too_long' });
    expect(await ask('post_counselling')).toEqual({ refused: 'no_such_gate' });
    await putOnRecord(world, sari, world.buAni, FIRST_GATE);
    expect(await ask('counselling')).toEqual({ refused: 'nothing_is_missing' });
  });

  test('what was asked for the first gate cannot be agreed to at the second', async () => {
    await ask('counselling');
    await enterCounselling(world, sari, world.buAni);
    expect(await agree(world.buRatna)).toEqual({ refused: 'nothing_asked' });
  });
});

describe('the second gate', () => {
  beforeEach(() => enterCounselling(world, sari, world.buAni));

  test('asks whether the konseli was read for risk within the week', async () => {
    await putOnRecord(world, sari, world.buAni, SECOND_GATE);
    expect(await move({ to: 'post_counselling' }, days(8))).toEqual({
      refused: 'needs_records',
      missing: ['risk_reread'],
    });
    expect(await move({ to: 'post_counselling' }, days(6))).toMatchObject({ moved: 'post_counselling' });
  });

  test('red does not open it', async () => {
    await putOnRecord(world, sari, world.buAni, [{ item: 'risk_read', value: 'urgent' }], days(1));
    expect(await move({ to: 'post_counselling' }, days(1))).toMatchObject({ refused: 'needs_records' });
  });

  test('who is in counselling is handed on, never put back into the pool', async () => {
    expect(await world.tx((tx) => releaseCase(tx, world.buAni, sari.code, START))).toEqual({
      refused: 'assign_it_instead',
    });
  });

  test('an outcome comes after counselling', async () => {
    expect(await choose(resolved)).toEqual({ refused: 'comes_after_counselling' });
    expect(await move({ to: 'closed', ending: 'resolved' })).toEqual({ refused: 'outcome_comes_after_counselling' });
  });
});

describe('the four outcomes', () => {
  beforeEach(async () => {
    await enterCounselling(world, sari, world.buAni);
    await enterPostCounselling(world, sari, world.buAni);
  });

  test('resolved: closes with evidence, plan and a way back, and reminds of nothing any more', async () => {
    expect(await move({ to: 'closed', ending: 'resolved' })).toEqual({ refused: 'needs_an_outcome' });
    expect(await choose({ outcome: 'resolved', details: { ...resolved.details, plan: ' ' } })).toEqual({
      refused: 'missing_fields',
      missing: ['plan'],
    });
    const { evidence_without_letter, ...untold } = resolved.details;
    expect(await choose({ outcome: 'resolved', details: untold })).toMatchObject({ refused: 'needs_evidence' });
    expect(await choose(resolved)).toHaveProperty('chosen');
    expect(await move({ to: 'closed', ending: 'resolved' }, days(1))).toEqual({ refused: 'needs_an_ending_letter' });
    await endWithLetter(world, sari, world.buAni);
    expect(await move({ to: 'closed', ending: 'resolved' }, days(1))).toMatchObject({ ending: 'resolved' });
    expect(await rowOf(world, sari)).toMatchObject({
      stage: 'closed',
      ending: 'resolved',
      closed_at: days(1),
      turn: 'nobody',
      waiting_since: null,
      answer_due_at: null,
    });
    const rounds = await world.db.selectFrom('rounds').selectAll().where('case_id', '=', sari.id).execute();
    expect(rounds).toMatchObject([{ round: 1, ended_at: days(1) }]);
    expect((await eventsOf(world, sari)).at(-1)).toBe(`staff:${world.buAni.id} case.closed`);
  });

  test('the words are sealed, their names are not', async () => {
    await choose(resolved);
    const row = await world.db
      .selectFrom('outcomes')
      .selectAll()
      .where('case_id', '=', sari.id)
      .executeTakeFirstOrThrow();
    expect(row.fields).toEqual(['evidence', 'evidence_without_letter', 'plan', 'way_back']);
    expect(row.details_sealed.includes('temannya')).toBe(false);
    const key = await world.vault.key(world.db, 'letters', sari.id);
    expect(JSON.parse(openText(key, 'outcomes.details', row.id, row.details_sealed))).toEqual(resolved.details);
  });

  test('face to face: agreed in a letter, at a time to come, closed once they have met', async () => {
    const agreed = { ...faceToFace, happensAt: days(3) };
    expect(await choose(faceToFace)).toMatchObject({ refused: 'needs_a_time' });
    expect(await choose({ ...faceToFace, happensAt: START })).toMatchObject({ refused: 'time_has_passed' });
    expect(await choose(agreed)).toMatchObject({ refused: 'needs_consent' });
    const ours = await counsellorAnswers(world, sari, world.buAni, { text: 'Bagaimana kalau kita bertemu?' });
    expect(await choose({ ...agreed, messageId: ours })).toEqual({ refused: 'no_such_letter' });
    const yes = await konseliWrites(world, sari, { text: 'Baik, Bu.' });
    expect(await choose({ ...agreed, messageId: yes })).toHaveProperty('chosen');
    const hourLater = new Date(days(3).getTime() + 3_600_000);
    expect(await followUps()).toMatchObject([{ kind: 'meeting', due_at: hourLater }]);
    expect(await move({ to: 'closed', ending: 'face_to_face' })).toEqual({ refused: 'outcome_not_completed' });
    expect(await complete(days(3))).toEqual({ completed: 'met' });
    expect(await complete(days(3))).toEqual({ refused: 'completed_already' });
    expect(await followUps()).toMatchObject([{ kind: 'meeting', done_at: days(3), cancelled_at: null }]);
    expect(await move({ to: 'closed', ending: 'face_to_face' }, days(3))).toMatchObject({ moved: 'closed' });
  });

  test('referral: without consent only when it is said why', async () => {
    expect(await choose(referred)).toMatchObject({ refused: 'needs_consent' });
    const without = { ...referred, details: { ...referred.details, without_consent: 'Bahaya bagi nyawa' } };
    expect(await choose(without)).toHaveProperty('chosen');
    expect(await followUps()).toMatchObject([{ kind: 'referral', due_at: days(14) }]);
    expect(await complete()).toEqual({ completed: 'accepted' });
    expect(await move({ to: 'closed', ending: 'referred' })).toMatchObject({ ending: 'referred' });
  });

  test('another session: a new round that asks for its own records', async () => {
    expect(await move({ to: 'counselling' })).toEqual({ refused: 'needs_an_outcome' });
    await choose({ ...anotherSession, happensAt: days(7) });
    expect(await complete()).toEqual({ refused: 'nothing_to_complete' });
    expect(await move({ to: 'counselling' }, days(1))).toEqual({
      moved: 'counselling',
      round: 2,
      ending: null,
      without: [],
    });
    const rounds = await world.db
      .selectFrom('rounds')
      .selectAll()
      .where('case_id', '=', sari.id)
      .orderBy('round')
      .execute();
    expect(rounds).toMatchObject([
      { round: 1, ended_at: days(1) },
      { round: 2, began_at: days(1), ended_at: null },
    ]);
    expect(await followUps()).toMatchObject([{ kind: 'session', due_at: days(7), cancelled_at: null }]);
    expect(await move({ to: 'post_counselling' }, days(1))).toMatchObject({ refused: 'needs_records' });
    expect(await move({ to: 'closed', ending: 'resolved' }, days(1))).toMatchObject({
      refused: 'outcome_comes_after_counselling',
    });
  });

  test('the newest choice stands, and reminders follow it', async () => {
    await choose({ ...anotherSession, happensAt: days(7) });
    await choose(resolved, days(1));
    const rows = await world.db
      .selectFrom('outcomes')
      .select(['outcome', 'replaced_at'])
      .where('case_id', '=', sari.id)
      .orderBy('id')
      .execute();
    expect(rows).toEqual([
      { outcome: 'another_session', replaced_at: days(1) },
      { outcome: 'resolved', replaced_at: null },
    ]);
    expect(await followUps()).toMatchObject([{ kind: 'session', cancelled_at: days(1) }]);
    expect(await move({ to: 'counselling' })).toEqual({ refused: 'needs_an_outcome' });
  });
});

describe('administrative endings', () => {
  test('close from any stage, and closing clears what was planned', async () => {
    await counsellorAnswers(world, sari, world.buAni, { text: 'Apa kabar?' });
    await world.tx((tx) => sleepCase(tx, world.buAni, sari.code, days(5), START));
    expect(await move({ to: 'closed', ending: 'silent' }, days(2))).toMatchObject({ ending: 'silent' });
    expect(await followUps()).toMatchObject([{ kind: 'wake', cancelled_at: days(2) }]);
    expect((await rowOf(world, sari)).asleep_until).toBeNull();
    expect(await move({ to: 'closed', ending: 'withdrawn' }, days(3))).toEqual({ refused: 'no_such_move' });
    expect(await move({ to: 'counselling' }, days(3))).toEqual({ refused: 'no_such_move' });
  });

  test('who is in danger is never filed away as silent', async () => {
    await putOnRecord(world, sari, world.buAni, [{ item: 'risk_read', value: 'urgent' }]);
    for (const ending of ['silent', 'not_counselling'] as const)
      expect(await move({ to: 'closed', ending })).toEqual({ refused: 'urgent_risk_is_open' });
    expect(await move({ to: 'closed', ending: 'emergency' })).toMatchObject({ ending: 'emergency' });
  });

  test('who waits for an answer has not fallen silent', async () => {
    expect(await move({ to: 'closed', ending: 'silent' })).toEqual({ refused: 'letter_unanswered' });
    expect(await move({ to: 'closed', ending: 'withdrawn' })).toMatchObject({ ending: 'withdrawn' });
  });

  test('only those who work on it close it', async () => {
    for (const who of [world.pakBudi, world.buRatna, world.pakJoko])
      expect(await move({ to: 'closed', ending: 'silent' }, START, who)).toEqual({ refused: 'not_found' });
  });
});

test('two who close at once: one ending, one event', async () => {
  await world.tx((tx) => shareCase(tx, world.buAni, sari.code, world.pakBudi.id, START));
  const [a, b] = await Promise.all([
    move({ to: 'closed', ending: 'withdrawn' }),
    move({ to: 'closed', ending: 'not_counselling' }, START, world.pakBudi),
  ]);
  expect([a, b].filter((m) => 'moved' in m)).toHaveLength(1);
  expect([a, b]).toContainEqual({ refused: 'no_such_move' });
  expect((await eventsOf(world, sari)).filter((e) => e.endsWith('case.closed'))).toHaveLength(1);
});
