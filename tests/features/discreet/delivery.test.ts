// How letters reach a konseli: what leaves, when, and what it holds; every kind of letter goes by it.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findTroubles } from '../../../src/alarms/find-troubles.ts';
import { exportCase } from '../../../src/cases/export-case.ts';
import { lockCase } from '../../../src/cases/lock-case.ts';
import { agreeCodeWord, readCodeWord } from '../../../src/discreet/code-word.ts';
import { eraseCase } from '../../../src/privacy/erase-case.ts';
import { queueAcknowledgements } from '../../../src/replies/acknowledge.ts';
import { deliverDue } from '../../../src/replies/deliver-due.ts';
import { readDeliveries } from '../../../src/replies/outbound-state.ts';
import { recallReply } from '../../../src/replies/recall-reply.ts';
import { sendReply } from '../../../src/replies/send-reply.ts';
import { readSettings } from '../../../src/service/settings.ts';
import { aCase, type CastCase, enterCounselling, konseliWrites, SERVICE_ADDRESS } from '../../support/cast.ts';
import { tablesHolding } from '../../support/plain-dump.ts';
import {
  caseRow,
  deliver,
  eventKinds,
  formFor,
  MINUTE,
  mailRow,
  openStage,
  type Stage,
  UNDO_MS,
} from '../replies/stage.ts';
import { agree, from, plainOf, rawOf, readOnAPage, serviceWrites, wordyOccasions } from './desk.ts';

const WORD = 'burung-kertas';
const HOUR = 60 * MINUTE;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.end());

let n = 0;
const freshCase = (): Promise<CastCase> =>
  aCase(stage, { konseli: `Sari${++n}`, subject: WORD, text: WORD, counsellor: stage.buAni, at: stage.now() });

async function answer(kasus: CastCase, text = WORD, wish: { safeHours?: 'wait' | 'now' } = {}) {
  const form = { ...(await formFor(stage, kasus, text)), ...wish };
  return stage.tx((tx) =>
    sendReply(tx, { ...from(stage), undoMs: UNDO_MS }, stage.buAni, kasus.code, form, stage.now()),
  );
}

async function answered(kasus: CastCase, text = WORD): Promise<string> {
  const sent = await answer(kasus, text);
  if ('refused' in sent) throw new Error(sent.refused);
  return sent.outboundId;
}

describe('only word that a letter waits', () => {
  test('no mail of any kind holds a word of the case, its subject, its files or its names', async () => {
    const kasus = await freshCase();
    await readOnAPage(stage, stage.buAni, kasus);
    const ids = [await answered(kasus)];
    for (const occasion of wordyOccasions) {
      const queued = await serviceWrites(stage, kasus, occasion, WORD);
      ids.push('refused' in queued ? expect.fail(queued.refused) : queued.outboundId);
    }
    expect(ids).toHaveLength(wordyOccasions.length + 1);
    for (const id of ids) {
      const raw = await rawOf(stage, id);
      const mail = plainOf(raw);
      for (const word of [WORD, kasus.code, 'Sari1', 'Layanan', 'onseling@murid', 'konselor', 'counsel'])
        expect(mail.includes(word)).toBe(false);
      expect(Buffer.from(WORD).toString('base64').slice(0, 12)).not.toContain(raw);
      expect(raw).not.toMatch(/^(?:In-Reply-To|References):/im);
      expect(raw).toMatch(/^Subject: Kabar\r$/m);
      expect(raw).toMatch(/^From: konseling@sekolah\.example\r$/m);
      expect(mail).toContain('https://suluh.sekolah.example/waiting/');
      expect(raw.length).toBeLessThan(30_000);
    }
  });

  test('the thread keeps the letter, and no copy with the link goes into the Sent folder', async () => {
    const kasus = await freshCase();
    await readOnAPage(stage, stage.buAni, kasus);
    const id = await answered(kasus);
    expect(await mailRow(stage, id)).toMatchObject({ discreet: true, copy_state: 'none' });
    const { exported } = (await stage.tx((tx) =>
      exportCase(tx, stage.vault, stage.buAni, kasus.code, { notes: false }, stage.now()),
    )) as Extract<Awaited<ReturnType<typeof exportCase>>, { exported: unknown }>;
    expect(exported.letters.at(-1)?.letter?.text).toBe(WORD);
    expect(JSON.stringify(exported.letters)).not.toContain('/waiting/');
    expect(exported.delivery?.mode).toBe('notice');
  });

  test('without a code or a page nothing is written that nobody could open', async () => {
    const kasus = await freshCase();
    expect(await agree(stage, stage.buAni, kasus, { mode: 'notice' })).toEqual({ refused: 'no_reading_pin' });
    await readOnAPage(stage, stage.buAni, kasus);
    const form = await formFor(stage, kasus, WORD);
    const nowhere = { ...from(stage), linksTo: null, undoMs: UNDO_MS };
    expect(await stage.tx((tx) => sendReply(tx, nowhere, stage.buAni, kasus.code, form, stage.now()))).toEqual({
      refused: 'no_public_page',
    });
    await stage.db.deleteFrom('reading_pins').where('konseli_id', '=', kasus.konseliId).execute();
    expect(await answer(kasus)).toEqual({ refused: 'no_reading_pin' });
  });

  test('what was written whole before is held, and goes back into the draft when it is called back', async () => {
    const kasus = await freshCase();
    const id = await answered(kasus);
    await readOnAPage(stage, stage.buAni, kasus);
    stage.pass(UNDO_MS);
    expect(await deliver(stage, id)).toEqual({ state: 'not_ours' });
    expect((await readDeliveries(stage.db, kasus.id)).map(({ held, recallable }) => [held, recallable])).toEqual([
      [true, true],
    ]);
    expect(await stage.tx((tx) => recallReply(tx, stage.vault, stage.buAni, kasus.code, id, stage.now()))).toEqual({
      recalled: id,
    });
    const again = await answered(kasus);
    stage.pass(UNDO_MS);
    expect(await deliver(stage, again)).toEqual({ state: 'sent' });
  });

  test('the code is told by a letter of its own, and the thread does not show it', async () => {
    const kasus = await freshCase();
    expect(await agree(stage, stage.buAni, kasus, { mode: 'notice', newPin: 'letter' })).toEqual({
      agreed: 'notice',
      pin: null,
    });
    const row = await stage.db
      .selectFrom('outbound_mails')
      .select('id')
      .where('case_id', '=', kasus.id)
      .where('occasion', '=', 'reading_pin')
      .executeTakeFirstOrThrow();
    const pin = /\b\d{6}\b/.exec(plainOf(await rawOf(stage, row.id)))?.[0] ?? expect.fail('no code');
    expect(plainOf(await rawOf(stage, row.id))).not.toContain('/waiting/');
    const exported = await stage.tx((tx) =>
      exportCase(tx, stage.vault, stage.buAni, kasus.code, { notes: false }, stage.now()),
    );
    expect(JSON.stringify(exported)).toContain('••••••');
    expect(JSON.stringify(exported)).not.toContain(pin);
    expect(await mailRow(stage, row.id)).toMatchObject({ copy_state: 'none' });
    expect(await tablesHolding(stage.url, pin)).toEqual([]);
  });
});

describe('paused', () => {
  test('nothing is written: no answer, no letter of the service', async () => {
    const kasus = await freshCase();
    await agree(stage, stage.buAni, kasus, { mode: 'paused' });
    expect(await answer(kasus)).toEqual({ refused: 'paused' });
    for (const occasion of wordyOccasions)
      expect(await serviceWrites(stage, kasus, occasion, WORD)).toEqual({ refused: 'paused' });
    expect(await readDeliveries(stage.db, kasus.id)).toEqual([]);
    expect(await agree(stage, stage.buAni, kasus, { mode: 'paused', newPin: 'letter' })).toEqual({ refused: 'paused' });
  });

  test('what waited already does not leave, nor what waits for its next try; afterwards it does', async () => {
    const kasus = await freshCase();
    const queued = await answered(kasus);
    const retried = await serviceWrites(stage, kasus, 'check_in', WORD);
    const retry = 'refused' in retried ? expect.fail(retried.refused) : retried.outboundId;
    await stage.db
      .updateTable('outbound_mails')
      .set({ state: 'retry', attempts: 1, problem: 'cannot_connect' })
      .where('id', '=', retry)
      .execute();
    await agree(stage, stage.buAni, kasus, { mode: 'paused' });
    stage.pass(HOUR);
    const before = stage.sink.received.length;
    expect(await deliver(stage, queued)).toEqual({ state: 'not_ours' });
    expect(await deliver(stage, retry)).toEqual({ state: 'not_ours' });
    const due = (await deliverDue(stage.db, stage.now())).mails;
    expect(due.filter((id) => id === queued || id === retry)).toEqual([]);
    expect(stage.sink.received.length).toBe(before);
    await stage.db
      .updateTable('outbound_mails')
      .set({ state: 'cancelled', settled_at: stage.now() })
      .where('case_id', '!=', kasus.id)
      .where('state', 'in', ['queued', 'retry'])
      .execute();
    const troubles = await findTroubles(stage.db, { pollEveryMs: 60_000, dataDir: '/nowhere' }, stage.now());
    expect(troubles.filter(({ kind }) => kind !== 'mail_stopped')).toEqual([]);
    await agree(stage, stage.buAni, kasus, { mode: 'full' });
    expect((await deliverDue(stage.db, stage.now())).mails).toEqual(expect.arrayContaining([queued, retry]));
    expect(await deliver(stage, queued)).toEqual({ state: 'sent' });
  });

  test('holds in a new case of the same konseli, who gets no receipt either', async () => {
    const kasus = await freshCase();
    await agree(stage, stage.buAni, kasus, { mode: 'paused' });
    const konseli = `Sari${n}`;
    const next = await aCase(stage, { konseli, counsellor: stage.buAni, previousId: kasus.id, at: stage.now() });
    expect(next.konseliId).toBe(kasus.konseliId);
    expect(await answer(next)).toEqual({ refused: 'paused' });
    const receipt = await stage.tx(async (tx) =>
      queueAcknowledgements(
        tx,
        stage.vault,
        [
          {
            kasus: (await lockCase(tx, next.id))!,
            letters: await stage.vault.key(tx, 'letters', next.id),
            recipient: `${konseli.toLowerCase()}@murid.example`,
            language: 'id',
            answerDueAt: null,
            inReplyTo: null,
            from: { name: 'Layanan Konseling', address: SERVICE_ADDRESS },
            settings: await readSettings(tx),
          },
        ],
        stage.now(),
      ),
    );
    expect(receipt).toEqual([{ skipped: 'others_read_this_mail' }]);
    await agree(stage, stage.buAni, next, { mode: 'full' });
    expect(await answer(next)).toMatchObject({ again: false });
  });
});

describe('safe hours', () => {
  // The stories begin on a Wednesday at ten in the morning in Jakarta.
  const evenings = { days: [1, 2, 3, 4, 5, 6, 7], from: 19 * 60, until: 20 * 60 };

  test('a letter waits for them, and the writer is told when it leaves', async () => {
    const kasus = await freshCase();
    await agree(stage, stage.buAni, kasus, { hours: evenings });
    const sent = await answer(kasus);
    if ('refused' in sent) return expect.fail(sent.refused);
    const local = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Jakarta', hour: '2-digit', minute: '2-digit' });
    expect(local.format(sent.dueAt)).toBe('19:00');
    expect((await mailRow(stage, sent.outboundId)).due_at).toEqual(sent.dueAt);
    stage.pass(HOUR);
    expect(await deliver(stage, sent.outboundId)).toEqual({ state: 'not_ours' });
  });

  test('agreed later, they hold for what waits already', async () => {
    const kasus = await freshCase();
    const id = await answered(kasus);
    await agree(stage, stage.buAni, kasus, { hours: evenings });
    expect((await mailRow(stage, id)).due_at.getTime()).toBeGreaterThan(stage.now().getTime() + UNDO_MS);
  });

  test('where somebody is in danger, the counsellor says whether the letter waits', async () => {
    const kasus = await freshCase();
    await agree(stage, stage.buAni, kasus, { hours: evenings });
    await stage.db.updateTable('cases').set({ signs: 'red' }).where('id', '=', kasus.id).execute();
    expect(await answer(kasus)).toEqual({ refused: 'outside_safe_hours' });
    const now = await answer(kasus, WORD, { safeHours: 'now' });
    if ('refused' in now) return expect.fail(now.refused);
    expect(now.dueAt).toEqual(new Date(stage.now().getTime() + UNDO_MS));
    await agree(stage, stage.buAni, kasus, { hours: evenings, neutral: true });
    expect((await mailRow(stage, now.outboundId)).due_at).toEqual(now.dueAt);
    const waits = await answer(kasus, 'Surat kedua', { safeHours: 'wait' });
    expect('refused' in waits ? waits : waits.dueAt.getTime() > now.dueAt.getTime()).toBe(true);
  });

  test('a try after a refusal of the server waits for them as well', async () => {
    const kasus = await freshCase();
    const id = await answered(kasus);
    stage.pass(UNDO_MS);
    stage.sink.script('rcpt_450');
    const minutes = Math.floor(((stage.now().getTime() + 7 * HOUR) % (24 * HOUR)) / MINUTE);
    await stage.db
      .insertInto('delivery_agreements')
      .values({
        id: crypto.randomUUID(),
        case_id: kasus.id,
        mode: 'full',
        neutral: false,
        safe_days: [1, 2, 3, 4, 5, 6, 7],
        safe_from: minutes - 60,
        safe_until: minutes + 1,
        set_by: stage.buAni.id,
        set_at: stage.now(),
      })
      .execute();
    const tried = await deliver(stage, id);
    expect(tried.state === 'retry' && tried.at.getTime() - stage.now().getTime() > 20 * HOUR).toBe(true);
  });
});

test('a neutral name and subject where it was asked for', async () => {
  const kasus = await freshCase();
  await agree(stage, stage.buAni, kasus, { neutral: true });
  const raw = await rawOf(stage, await answered(kasus, 'Surat untukmu'));
  expect(raw).toMatch(/^From: konseling@sekolah\.example\r$/m);
  expect(raw).toMatch(/^Subject: Kabar\r$/m);
  expect(plainOf(raw)).not.toContain(WORD);
});

describe('who agrees on it, and on what ground', () => {
  test('the counsellors of the case; to others it does not exist, and a supervisor only looks', async () => {
    const kasus = await freshCase();
    expect(await agree(stage, stage.pakBudi, kasus, { mode: 'paused' })).toEqual({ refused: 'not_found' });
    expect(await agree(stage, stage.buRatna, kasus, { mode: 'paused' })).toEqual({ refused: 'not_found' });
    expect(await agree(stage, stage.pakJoko, kasus, { mode: 'paused' })).toEqual({ refused: 'not_found' });
    const word = (who: typeof stage.buAni) =>
      stage.tx((tx) => agreeCodeWord(tx, stage.vault, who, kasus.code, 'kelinci', stage.now()));
    expect(await word(stage.pakBudi)).toEqual({ refused: 'not_found' });
    expect(await word(stage.buAni)).toEqual({ agreed: true });
  });

  test('a letter of the konseli in this case may ask for it; who and when is on record', async () => {
    const kasus = await freshCase();
    const other = await freshCase();
    expect(await agree(stage, stage.buAni, kasus, { messageId: other.firstLetterId })).toEqual({
      refused: 'no_such_letter',
    });
    const asked = await konseliWrites(stage, kasus, { text: 'HP-ku dipakai bersama kakak', at: stage.now() });
    await agree(stage, stage.buAni, kasus, { mode: 'paused', messageId: asked });
    await agree(stage, stage.buAni, kasus, { mode: 'full', messageId: asked });
    const rows = await stage.db
      .selectFrom('delivery_agreements')
      .select(['mode', 'set_by', 'message_id', 'replaced_at'])
      .where('case_id', '=', kasus.id)
      .orderBy('set_at')
      .orderBy('id')
      .execute();
    expect(rows.map((row) => [row.mode, row.set_by, row.message_id === asked, row.replaced_at !== null])).toEqual([
      ['paused', stage.buAni.id, true, true],
      ['full', stage.buAni.id, true, false],
    ]);
    expect(await eventKinds(stage, kasus.id)).toEqual(['safe_delivery.agreed', 'safe_delivery.agreed']);
  });
});

test('the code word is sealed, never mailed, and goes with the person', async () => {
  const kasus = await freshCase();
  const secret = 'layang-layang-ungu';
  await stage.tx((tx) => agreeCodeWord(tx, stage.vault, stage.buAni, kasus.code, `  ${secret} `, stage.now()));
  expect(await readCodeWord(stage.db, stage.vault, kasus.konseliId)).toBe(secret);
  expect(await tablesHolding(stage.url, secret)).toEqual([]);
  const id = await answered(kasus, 'Terima kasih sudah menulis.');
  expect(plainOf(await rawOf(stage, id))).not.toContain(secret);
  await readOnAPage(stage, stage.buAni, kasus);
  await enterCounselling(stage, kasus, stage.buAni);
  await stage.db
    .updateTable('outbound_mails')
    .set({ state: 'cancelled', settled_at: stage.now() })
    .where('case_id', '=', kasus.id)
    .execute();
  await stage.db
    .updateTable('cases')
    .set({ stage: 'closed', ending: 'withdrawn', closed_at: stage.now(), turn: 'nobody' })
    .where('id', '=', kasus.id)
    .execute();
  await stage.tx(async (tx) => eraseCase(tx, stage.vault, (await lockCase(tx, kasus.id))!, stage.now()));
  const left = await stage.db
    .selectFrom('konseli')
    .leftJoin('reading_pins', 'reading_pins.konseli_id', 'konseli.id')
    .select(['code_word_sealed', 'pin_sealed'])
    .where('konseli.id', '=', kasus.konseliId)
    .executeTakeFirstOrThrow();
  expect(left).toEqual({ code_word_sealed: null, pin_sealed: null });
  expect((await caseRow(stage, kasus.id)).erased_at).not.toBeNull();
});
