import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { record } from '../../../src/audit/record.ts';
import { readKonseli } from '../../../src/cases/konseli.ts';
import { visibleCases } from '../../../src/cases/visible-cases.ts';
import type { SendResult, Smtp } from '../../../src/mail/smtp.ts';
import { appendCopy } from '../../../src/replies/append-copy.ts';
import { deliverDue } from '../../../src/replies/deliver-due.ts';
import { deliverMail } from '../../../src/replies/deliver-mail.ts';
import { forgetSentBytes } from '../../../src/replies/forget-sent-bytes.ts';
import { claimMail, openOutboundMail } from '../../../src/replies/outbound-mail.ts';
import { countDeliveryProblems, readDeliveries, readDeliveryProblems } from '../../../src/replies/outbound-state.ts';
import { readDrafts } from '../../../src/replies/read-draft.ts';
import { type DeliveryDecision, settleDelivery } from '../../../src/replies/settle-delivery.ts';
import { takeBounce } from '../../../src/replies/take-bounce.ts';
import { aCase, type CastCase, type CastMember, days, hours } from '../../support/cast.ts';
import type { SinkBehaviour } from '../../support/smtp-sink.ts';
import { answerAndWait, caseRow, deliver, eventKinds, MINUTE, mailRow, openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.end());

let someone = 0;
const fresh = () => aCase(stage, { konseli: `Konseli${++someone}`, counsellor: stage.buAni, answerDueAt: days(2) });
const arrivedMails = () => stage.sink.received.length + stage.sink.withheld.length;
const decide = (who: CastMember, kasus: CastCase, outboundId: string, decision: DeliveryDecision) =>
  stage.tx((tx) => settleDelivery(tx, stage.vault, who, kasus.code, { outboundId, decision }, stage.now()));
const isUndeliverable = async (kasus: CastCase) =>
  (await readKonseli(stage.db, stage.vault, kasus.konseliId)).addresses[0]!.undeliverable;

describe('what the server says decides', () => {
  test.each<[SinkBehaviour, string, string]>([
    ['drop_at_connect', 'retry', 'disconnected'],
    ['drop_at_greeting', 'retry', 'disconnected'],
    ['greet_554', 'retry', 'bad_answer 554 5.3.2'],
    ['nonsense', 'retry', 'bad_answer'],
    ['mail_451', 'retry', 'refused_for_now 451 4.3.0'],
    ['mail_550', 'failed', 'sender_refused 550 5.1.8'],
    ['drop_at_mail', 'retry', 'disconnected'],
    ['rcpt_450', 'retry', 'refused_for_now 450 4.2.1'],
    ['rcpt_550', 'failed', 'recipient_refused 550 5.1.1'],
    ['data_451', 'retry', 'refused_for_now 451 4.3.0'],
    ['data_554', 'failed', 'message_refused 554 5.7.1'],
    ['data_421', 'retry', 'refused_for_now 421 4.3.2'],
    ['drop_at_data', 'retry', 'disconnected'],
    ['stall_at_data', 'retry', 'timeout'],
    ['drop_after_354', 'uncertain', 'no_answer'],
    ['drop_in_body', 'uncertain', 'no_answer'],
    ['drop_after_dot', 'uncertain', 'no_answer'],
    ['withhold', 'uncertain', 'no_answer'],
    ['partial_250', 'uncertain', 'no_answer'],
    ['dot_451', 'retry', 'refused_for_now 451 4.3.0'],
    ['dot_554', 'failed', 'message_refused 554 5.7.1'],
    ['dot_421', 'retry', 'refused_for_now 421 4.3.2'],
    ['slow_250', 'sent', ''],
    ['accept', 'sent', ''],
  ])('%s: %s', async (behaviour, state, problem) => {
    const kasus = await fresh();
    const id = await answerAndWait(stage, stage.buAni, kasus);
    stage.sink.script(behaviour);
    expect(await deliver(stage, id)).toMatchObject({ state });
    const row = await mailRow(stage, id);
    expect(row).toMatchObject({ state, attempts: 1, lease_until: null });
    expect(row.problem ?? '').toBe(problem);
    expect(row.due_at.getTime() > stage.now().getTime()).toBe(state === 'retry');
    const { turn, waiting_since } = await caseRow(stage, kasus.id);
    expect(turn).toBe(state === 'failed' ? 'counsellor' : 'konseli');
    expect(waiting_since).toEqual(state === 'failed' ? hours(0) : null);
    // Only "no such mailbox" says something about the address.
    expect(await isUndeliverable(kasus)).toBe(behaviour === 'rcpt_550');
  });
});

describe('a server that says "later"', () => {
  test('greylisting costs a minute, then the same bytes go out', async () => {
    const kasus = await fresh();
    const id = await answerAndWait(stage, stage.buAni, kasus);
    stage.sink.script('rcpt_450');
    await deliver(stage, id);
    expect((await deliverDue(stage.db, stage.now())).mails).not.toContain(id);
    stage.pass(MINUTE);
    expect((await deliverDue(stage.db, stage.now())).mails).toContain(id);
    expect(await deliver(stage, id)).toEqual({ state: 'sent' });
  });

  test('for two days is told to a person, and never before', async () => {
    const kasus = await fresh();
    const id = await answerAndWait(stage, stage.buAni, kasus);
    const later: Smtp = { send: async () => ({ state: 'retry', code: 'cannot_connect', reason: '' }) };
    const began = stage.now().getTime();
    let tries = 0;
    for (;;) {
      const delivery = await deliverMail({ ...stage.delivering, smtpOf: () => later }, id);
      tries += 1;
      if (delivery.state !== 'retry') break;
      stage.pass(delivery.at.getTime() - stage.now().getTime());
    }
    const tookHours = (stage.now().getTime() - began) / 3_600_000;
    expect(tookHours).toBeGreaterThan(44);
    expect(tookHours).toBeLessThanOrEqual(48);
    expect(tries).toBeLessThan(30);
    expect(await mailRow(stage, id)).toMatchObject({ state: 'failed', problem: 'cannot_connect' });
    expect(await caseRow(stage, kasus.id)).toMatchObject({ turn: 'counsellor' });
    expect(await eventKinds(stage, kasus.id)).toContain('delivery.failed');
  });
});

describe('an uncertain letter', () => {
  async function uncertain(): Promise<{ kasus: CastCase; id: string }> {
    const kasus = await fresh();
    const id = await answerAndWait(stage, stage.buAni, kasus);
    stage.sink.script('drop_after_dot');
    expect(await deliver(stage, id)).toEqual({ state: 'uncertain' });
    return { kasus, id };
  }

  test('is never sent again by itself: not by the sweep, not by a rung bell, not after days and restarts', async () => {
    const { id } = await uncertain();
    const before = arrivedMails();
    for (const wait of [0, MINUTE, 60 * MINUTE, 72 * 60 * MINUTE]) {
      stage.pass(wait);
      const due = await deliverDue(stage.db, stage.now());
      expect(due.mails).not.toContain(id);
      expect(await deliver(stage, id)).toEqual({ state: 'not_ours' });
    }
    expect(arrivedMails()).toBe(before);
    expect(await mailRow(stage, id)).toMatchObject({ state: 'uncertain', attempts: 1 });
  });

  test('so does one whose worker died between the claim and the answer', async () => {
    const kasus = await fresh();
    const id = await answerAndWait(stage, stage.buAni, kasus);
    await claimMail(stage.db, id, 60_000, stage.now()); // and the process is gone
    expect((await deliverDue(stage.db, stage.now())).mails).not.toContain(id);
    expect(await mailRow(stage, id)).toMatchObject({ state: 'sending' });
    stage.pass(61_000);
    const before = arrivedMails();
    for (let n = 0; n < 3; n++) {
      expect((await deliverDue(stage.db, stage.now())).mails).not.toContain(id);
      expect(await deliver(stage, id)).toEqual({ state: 'not_ours' });
    }
    expect(arrivedMails()).toBe(before);
    expect(await mailRow(stage, id)).toMatchObject({ state: 'uncertain', problem: 'worker_died' });
    expect((await eventKinds(stage, kasus.id)).filter((kind) => kind === 'delivery.became_uncertain')).toHaveLength(1);
  });

  test('is sent once more when a person says so: the same bytes, the same Message-ID', async () => {
    const { kasus, id } = await uncertain();
    const first = stage.sink.withheld.at(-1)!;
    expect(await decide(stage.buAni, kasus, id, 'send_again')).toMatchObject({ settled: 'send_again' });
    expect(await decide(stage.buAni, kasus, id, 'send_again')).toEqual({ refused: 'already_settled' });
    expect(await deliver(stage, id)).toEqual({ state: 'sent' });
    expect(stage.sink.received.at(-1)!.raw.equals(first.raw)).toBe(true);
    expect(await eventKinds(stage, kasus.id)).toEqual(
      expect.arrayContaining(['delivery.became_uncertain', 'delivery.tried_again', 'delivery.succeeded']),
    );
  });

  test('or is settled as arrived', async () => {
    const { kasus, id } = await uncertain();
    expect(await decide(stage.buAni, kasus, id, 'arrived')).toMatchObject({ settled: 'arrived' });
    expect(await mailRow(stage, id)).toMatchObject({ state: 'sent' });
    expect(await caseRow(stage, kasus.id)).toMatchObject({ turn: 'konseli' });
  });

  test('or as not arrived, which gives the turn back', async () => {
    const { kasus, id } = await uncertain();
    expect(await decide(stage.buAni, kasus, id, 'not_arrived')).toMatchObject({ settled: 'not_arrived' });
    expect(await mailRow(stage, id)).toMatchObject({ state: 'failed' });
    const row = await caseRow(stage, kasus.id);
    expect(row).toMatchObject({ turn: 'counsellor', waiting_since: hours(0) });
    expect(row.answer_due_at).not.toBeNull();
  });

  test('is decided only by those who work in the case', async () => {
    const { kasus, id } = await uncertain();
    const other = await fresh();
    for (const who of [stage.pakBudi, stage.buRatna, stage.pakJoko])
      expect(await decide(who, kasus, id, 'send_again')).toEqual({ refused: 'not_found' });
    expect(await decide(stage.buAni, other, id, 'send_again')).toEqual({ refused: 'not_found' });
    expect(await mailRow(stage, id)).toMatchObject({ state: 'uncertain' });
  });

  test('is settled by a late answer of the server, as long as nobody has tried again', async () => {
    const kasus = await fresh();
    const id = await answerAndWait(stage, stage.buAni, kasus);
    const slow: Smtp = {
      async send(): Promise<SendResult> {
        stage.pass(120_000); // the worker was frozen: its lease ran out
        await deliverDue(stage.db, stage.now());
        expect(await mailRow(stage, id)).toMatchObject({ state: 'uncertain' });
        return { state: 'sent', response: '250 2.0.0' };
      },
    };
    expect(await deliverMail({ ...stage.delivering, smtpOf: () => slow }, id)).toEqual({ state: 'sent' });
    expect(await mailRow(stage, id)).toMatchObject({ state: 'sent' });
  });

  test('fencing: an old worker cannot settle what a newer one holds', async () => {
    const kasus = await fresh();
    const id = await answerAndWait(stage, stage.buAni, kasus);
    const overtaken: Smtp = {
      async send(): Promise<SendResult> {
        stage.pass(120_000);
        await deliverDue(stage.db, stage.now());
        await decide(stage.buAni, kasus, id, 'send_again');
        await claimMail(stage.db, id, 60_000, stage.now());
        return { state: 'failed', code: 'message_refused', reason: '554' };
      },
    };
    expect(await deliverMail({ ...stage.delivering, smtpOf: () => overtaken }, id)).toEqual({ state: 'not_ours' });
    expect(await mailRow(stage, id)).toMatchObject({ state: 'sending', attempts: 2 });
  });

  test('ten workers at once open one connection', async () => {
    const kasus = await fresh();
    const id = await answerAndWait(stage, stage.buAni, kasus);
    const before = stage.sink.connections;
    const deliveries = await Promise.all(Array.from({ length: 10 }, () => deliver(stage, id)));
    expect(deliveries.filter((d) => d.state === 'sent')).toHaveLength(1);
    expect(stage.sink.connections).toBe(before + 1);
  });
});

describe('a bounce', () => {
  const bounceOf = async (id: string, bounce: { status: string | null; permanent: boolean | null }) => {
    const { raw } = await openOutboundMail(stage.db, stage.vault, id);
    const originalMessageId = /^message-id:\s*<([^>]+)>/im.exec(raw.toString())![1]!;
    return stage.tx(async (tx) => {
      const taken = await takeBounce(tx, stage.vault, { originalMessageId, recipient: null, ...bounce }, stage.now());
      await record(tx, ...taken!.happenings);
      return taken;
    });
  };

  test('marks its letter, remembers the address and gives the turn back', async () => {
    const kasus = await fresh();
    const id = await answerAndWait(stage, stage.buAni, kasus);
    await deliver(stage, id);
    expect(await bounceOf(id, { status: '5.1.1', permanent: true })).toEqual({
      caseId: kasus.id,
      happenings: [
        {
          actor: 'system',
          kind: 'delivery.bounced',
          caseId: kasus.id,
          data: { outbound: id, status: '5.1.1', permanent: true },
        },
      ],
    });
    expect(await mailRow(stage, id)).toMatchObject({ state: 'sent', bounce: '5.1.1', bounce_permanent: true });
    expect(await isUndeliverable(kasus)).toBe(true);
    expect(await caseRow(stage, kasus.id)).toMatchObject({
      turn: 'counsellor',
      stage: 'preparation',
      waiting_since: hours(0),
    });
    expect(await eventKinds(stage, kasus.id)).toContain('delivery.bounced');
  });

  test('that only says "late" changes neither address nor turn; a final one after it does', async () => {
    const kasus = await fresh();
    const id = await answerAndWait(stage, stage.buAni, kasus);
    await deliver(stage, id);
    await bounceOf(id, { status: '4.4.1', permanent: false });
    expect(await isUndeliverable(kasus)).toBe(false);
    expect(await caseRow(stage, kasus.id)).toMatchObject({ turn: 'konseli' });
    await bounceOf(id, { status: '5.4.4', permanent: true });
    await bounceOf(id, { status: '4.4.1', permanent: false });
    expect(await mailRow(stage, id)).toMatchObject({ bounce: '5.4.4', bounce_permanent: true });
    expect(await isUndeliverable(kasus)).toBe(true);
  });

  test('answers the question of an uncertain letter: it had left', async () => {
    const kasus = await fresh();
    const id = await answerAndWait(stage, stage.buAni, kasus);
    stage.sink.script('drop_after_dot');
    await deliver(stage, id);
    await bounceOf(id, { status: '5.1.1', permanent: true });
    expect(await mailRow(stage, id)).toMatchObject({ state: 'sent', bounce_permanent: true });
  });

  test('with strange words for a status keeps none of them', async () => {
    const kasus = await fresh();
    const id = await answerAndWait(stage, stage.buAni, kasus);
    await deliver(stage, id);
    await bounceOf(id, { status: 'RAHASIA sari@murid.example', permanent: null });
    expect((await mailRow(stage, id)).bounce).toBeNull();
    const events = await stage.db.selectFrom('events').select('data').where('case_id', '=', kasus.id).execute();
    expect(JSON.stringify(events)).not.toContain('RAHASIA');
  });

  test('of no letter of ours is nobody’s', async () => {
    const bounce = { originalMessageId: 'x@jahat.example', recipient: null, status: '5.1.1', permanent: true };
    expect(await stage.tx((tx) => takeBounce(tx, stage.vault, bounce, stage.now()))).toBeNull();
  });
});

describe('what needs a person', () => {
  test('is counted for those who may see the case, until somebody took note', async () => {
    const own = await openStage();
    try {
      const kasus = await aCase(own, { counsellor: own.buAni });
      const id = await answerAndWait(own, own.buAni, kasus, 'Halo Sari.');
      own.sink.script('rcpt_550');
      await deliver(own, id);
      const count = (who: CastMember) => countDeliveryProblems(own.db, visibleCases(who, 'see', own.now()));
      expect(await Promise.all([own.buAni, own.pakBudi, own.buRatna, own.pakJoko].map(count))).toEqual([1, 0, 1, 0]);
      const [problem] = await readDeliveryProblems(own.db, visibleCases(own.buAni, 'see', own.now()));
      expect(problem).toMatchObject({ code: kasus.code, outboundId: id, state: 'failed', needsPerson: true });

      const writeAgain = () =>
        own.tx((tx) =>
          settleDelivery(tx, own.vault, own.buAni, kasus.code, { outboundId: id, decision: 'write_again' }, own.now()),
        );
      expect(await writeAgain()).toMatchObject({ settled: 'write_again' });
      expect(await writeAgain()).toMatchObject({ settled: 'write_again' });
      expect((await readDrafts(own.db, own.vault, kasus.id, own.buAni.id)).own?.text).toBe('Halo Sari.');
      expect(await count(own.buAni)).toBe(0);
      expect(await readDeliveries(own.db, kasus.id)).toMatchObject([
        { needsPerson: false, recallable: false, authorId: own.buAni.id },
      ]);
    } finally {
      await own.end();
    }
  });
});

describe('the copy in the Sent folder', () => {
  const copying = (append: Parameters<typeof appendCopy>[0]['append']) => ({
    db: stage.db,
    vault: stage.vault,
    append,
    now: stage.now,
  });
  async function sent(): Promise<string> {
    const id = await answerAndWait(stage, stage.buAni, await fresh());
    expect((await deliverDue(stage.db, stage.now())).copies).not.toContain(id);
    await deliver(stage, id);
    return id;
  }

  test('is a step of its own, made once', async () => {
    const id = await sent();
    expect((await deliverDue(stage.db, stage.now())).copies).toContain(id);
    const appended: { raw: Buffer; messageId: string }[] = [];
    const append = async (address: string, raw: Buffer, messageId: string) => {
      expect(address).toBe('konseling@sekolah.example');
      appended.push({ raw, messageId });
      return { state: 'appended' as const };
    };
    const results = await Promise.all([1, 2, 3].map(() => appendCopy(copying(append), id)));
    expect(results.filter((r) => r === 'done')).toHaveLength(1);
    expect(appended).toHaveLength(1);
    expect(appended[0]!.raw.equals(stage.sink.received.at(-1)!.raw)).toBe(true);
    expect(appended[0]!.messageId).toMatch(/^<[^<>]+@sekolah\.example>$/);
  });

  test('that fails is tried again a few times and never sends the letter again', async () => {
    const id = await sent();
    const before = stage.sink.received.length;
    const append = async () => ({ state: 'failed' as const, code: 'timeout' as const });
    const results: unknown[] = [];
    for (let n = 0; n < 7; n++) {
      results.push(await appendCopy(copying(append), id));
      stage.pass(72 * 60 * MINUTE);
      expect((await deliverDue(stage.db, stage.now())).mails).not.toContain(id);
    }
    expect(results).toEqual(['waiting', 'waiting', 'waiting', 'waiting', 'failed', null, null]);
    expect(stage.sink.received).toHaveLength(before);
    expect(await mailRow(stage, id)).toMatchObject({ state: 'sent', copy_state: 'failed' });
  });

  test('is not asked for where there is no mailbox', async () => {
    const id = await sent();
    expect(
      await appendCopy(
        copying(async () => null),
        id,
      ),
    ).toBe('none');
  });
});

test('the bytes of a settled mail are forgotten after ninety days, the letter is not; what waits is kept', async () => {
  const own = await openStage();
  try {
    const kasus = await aCase(own, { counsellor: own.buAni });
    const settled = await answerAndWait(own, own.buAni, kasus);
    await deliver(own, settled);
    await appendCopy({ db: own.db, vault: own.vault, append: async () => null, now: own.now }, settled);
    const uncertain = await answerAndWait(own, own.buAni, kasus);
    own.sink.script('drop_after_dot');
    await deliver(own, uncertain);
    own.pass(89 * 24 * 60 * MINUTE);
    expect(await forgetSentBytes(own.db, own.now())).toBe(0);
    own.pass(2 * 24 * 60 * MINUTE);
    expect(await forgetSentBytes(own.db, own.now())).toBe(1);
    expect(await mailRow(own, settled)).toMatchObject({ state: 'sent', raw_sealed: null, recipient_sealed: null });
    expect((await mailRow(own, uncertain)).raw_sealed).not.toBeNull();
    const letters = await own.db
      .selectFrom('messages')
      .select('content_sealed')
      .where('direction', '=', 'out')
      .execute();
    expect(letters.every((letter) => letter.content_sealed !== null)).toBe(true);
  } finally {
    await own.end();
  }
});
