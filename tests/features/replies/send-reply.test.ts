import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addAddress } from '../../../src/cases/konseli.ts';
import { messageIdIsOurs, readReplyAddress, replyProofHolds } from '../../../src/core/reply-token.ts';
import { openOutboundMail } from '../../../src/replies/outbound-mail.ts';
import { readDrafts } from '../../../src/replies/read-draft.ts';
import { saveDraft } from '../../../src/replies/save-draft.ts';
import { shippedTemplates } from '../../../src/replies/shipped-templates.ts';
import { saveSettings, settingsSchema } from '../../../src/service/settings.ts';
import { aCase, type CastCase, days, enterCounselling, hours, konseliWrites } from '../../support/cast.ts';
import {
  answer,
  answerAndWait,
  caseRow,
  deliver,
  eventKinds,
  formFor,
  MINUTE,
  mailRow,
  openStage,
  press,
  type Stage,
  UNDO_MS,
} from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.end());

const fresh = (konseli: string, wish: { subject?: string; text?: string } = {}) =>
  aCase(stage, { konseli, counsellor: stage.buAni, answerDueAt: days(2), ...wish });
const lastMail = async () => simpleParser(stage.sink.received.at(-1)!.raw);
const mailsOf = (kasus: CastCase) =>
  stage.db.selectFrom('outbound_mails').select('id').where('case_id', '=', kasus.id).execute();

describe('Bu Ani answers Sari', () => {
  test('and after the undo window exactly one mail goes to exactly one address', async () => {
    const kasus = await fresh('Sari', { subject: 'Mohon bantuan' });
    const id = await answer(stage, stage.buAni, kasus, 'Halo Sari,\n\nterima kasih sudah menulis.');
    expect(await deliver(stage, id)).toEqual({ state: 'not_ours' });
    expect(stage.sink.received).toHaveLength(0);

    stage.pass(UNDO_MS);
    expect(await deliver(stage, id)).toEqual({ state: 'sent' });
    expect(stage.sink.received).toHaveLength(1);
    const [received] = stage.sink.received;
    expect(received).toMatchObject({ from: 'konseling@sekolah.example', to: ['sari@murid.example'] });
    const mail = await lastMail();
    expect(mail.subject).toBe('Re: Mohon bantuan');
    expect(mail.text).toContain('terima kasih sudah menulis.');
    expect(mail.html).toContain('<p');
    expect(mail.from?.value).toEqual([{ name: 'Layanan Konseling', address: 'konseling@sekolah.example' }]);
    expect(mail.replyTo).toBeUndefined();
    expect(received!.raw.toString()).not.toContain('ingin bercerita'); // no quoted history
    expect(await eventKinds(stage, kasus.id)).toEqual(['reply.sent', 'record.made', 'delivery.succeeded']);
  });

  test('which makes it Sari’s turn and takes the case off the clock', async () => {
    const kasus = await fresh('Sita');
    await answer(stage, stage.buAni, kasus);
    expect(await caseRow(stage, kasus.id)).toMatchObject({
      turn: 'konseli',
      waiting_since: null,
      answer_due_at: null,
      letters: 2,
    });
  });

  test('with a Message-ID and a Reply-To that only this service can have made', async () => {
    await stage.tx((tx) => saveSettings(tx, settingsSchema.parse({ plusAddresses: true })));
    const kasus = await fresh('Tari');
    await deliver(stage, await answerAndWait(stage, stage.buAni, kasus));
    await stage.tx((tx) => saveSettings(tx, settingsSchema.parse({})));
    const mail = await lastMail();
    const bound = { caseId: kasus.id, recipient: 'tari@murid.example' };
    expect(messageIdIsOurs(stage.vault.token.secret, bound, mail.messageId!.slice(1, -1))).toBe(true);
    expect(
      messageIdIsOurs(
        stage.vault.token.secret,
        { ...bound, recipient: 'bima@murid.example' },
        mail.messageId!.slice(1, -1),
      ),
    ).toBe(false);
    const claim = readReplyAddress(mail.replyTo!.value[0]!.address!, 'konseling@sekolah.example')!;
    expect(claim.code).toBe(kasus.code);
    expect(replyProofHolds(stage.vault.token.secret, bound, claim)).toBe(true);
  });

  test('with a neutral subject where the service wants one', async () => {
    await stage.tx((tx) => saveSettings(tx, settingsSchema.parse({ neutralSubject: 'Kabar dari kami' })));
    const kasus = await fresh('Wulan', { subject: 'Saya dirundung di kelas' });
    await deliver(stage, await answerAndWait(stage, stage.buAni, kasus));
    await stage.tx((tx) => saveSettings(tx, settingsSchema.parse({})));
    expect((await lastMail()).subject).toBe('Kabar dari kami');
    expect(stage.sink.received.at(-1)!.raw.toString()).not.toContain('dirundung');
  });

  test('in the thread: the chain of References grows as RFC 5322 asks', async () => {
    const kasus = await fresh('Rini');
    await deliver(stage, await answerAndWait(stage, stage.buAni, kasus, 'Satu.'));
    const first = await lastMail();
    const sariId = first.inReplyTo!;
    expect(first.references).toEqual(sariId);

    await deliver(stage, await answerAndWait(stage, stage.buAni, kasus, 'Satu lagi.'));
    const second = await lastMail();
    expect(second.inReplyTo).toBe(first.messageId);
    expect(second.references).toEqual([sariId, first.messageId]);

    await konseliWrites(stage, kasus, { konseli: 'Rini', text: 'Terima kasih, Bu.', at: stage.now() });
    stage.pass(MINUTE);
    await deliver(stage, await answerAndWait(stage, stage.buAni, kasus, 'Sama-sama.'));
    const third = await lastMail();
    expect(third.inReplyTo).toMatch(/@murid\.example>$/);
    expect([third.references].flat().at(-1)).toBe(third.inReplyTo);
  });
});

describe('one form sends once', () => {
  test('twenty impatient presses at the same time: one mail', async () => {
    const kasus = await fresh('Putri');
    const form = await formFor(stage, kasus, 'Halo Putri.');
    const results = await Promise.all(Array.from({ length: 20 }, () => press(stage, stage.buAni, kasus, form)));
    const ids = new Set(results.map((r) => ('outboundId' in r ? r.outboundId : r.refused)));
    expect(ids.size).toBe(1);
    expect(results.filter((r) => 'again' in r && !r.again)).toHaveLength(1);
    expect(await mailsOf(kasus)).toHaveLength(1);
    stage.pass(UNDO_MS);
    const before = stage.sink.received.length;
    await Promise.all(Array.from({ length: 5 }, () => deliver(stage, [...ids][0]!)));
    expect(stage.sink.received.length).toBe(before + 1);
  });

  test('the form of one case sends nothing in another', async () => {
    const kasus = await fresh('Lala');
    const other = await fresh('Lili');
    const form = await formFor(stage, kasus, 'Halo Lala.');
    await press(stage, stage.buAni, kasus, form);
    expect(await press(stage, stage.buAni, other, form)).toEqual({ refused: 'other_case' });
    expect(await mailsOf(other)).toHaveLength(0);
  });

  test('a save that was on its way when the letter left does not bring the draft back', async () => {
    const kasus = await fresh('Mira');
    const form = await formFor(stage, kasus, 'Halo Mira.');
    await stage.tx((tx) =>
      saveDraft(tx, stage.vault, stage.buAni, kasus.code, { text: 'Halo Mir', formId: form.formId }, stage.now()),
    );
    await press(stage, stage.buAni, kasus, form);
    expect(
      await stage.tx((tx) =>
        saveDraft(tx, stage.vault, stage.buAni, kasus.code, { text: 'Halo Mira', formId: form.formId }, stage.now()),
      ),
    ).toEqual({ refused: 'already_sent' });
    expect((await readDrafts(stage.db, stage.vault, kasus.id, stage.buAni.id)).own).toBeNull();
  });
});

describe('an answer knows what it answers', () => {
  test('it is refused when Nia wrote again meanwhile', async () => {
    const kasus = await fresh('Nia');
    const form = await formFor(stage, kasus, 'Halo Nia.');
    await konseliWrites(stage, kasus, { konseli: 'Nia', text: 'Bu, sebenarnya ada lagi.', at: hours(1) });
    expect(await press(stage, stage.buAni, kasus, form)).toEqual({ refused: 'something_arrived' });
    expect(await mailsOf(kasus)).toHaveLength(0);
  });

  test('and when a colleague answered meanwhile: two counsellors at once, one answer', async () => {
    const kasus = await fresh('Ayu');
    await stage.db
      .insertInto('case_people')
      .values({ case_id: kasus.id, staff_id: stage.pakBudi.id, part: 'co', added_by: stage.buAni.id })
      .execute();
    const form = await formFor(stage, kasus, 'Halo Ayu.');
    const both = await Promise.all([
      press(stage, stage.buAni, kasus, form),
      press(stage, stage.pakBudi, kasus, { ...form, formId: crypto.randomUUID() }),
    ]);
    expect(both.filter((r) => 'outboundId' in r)).toHaveLength(1);
    expect(both).toContainEqual({ refused: 'colleague_answered' });
    expect(await mailsOf(kasus)).toHaveLength(1);
  });

  test.each([
    ['nothing but blanks', ' \n ', { refused: 'empty' }],
    [
      'a variable left over',
      'Halo {{nama}}, saya menangkap {{perasaan}}.',
      { refused: 'unresolved', variables: ['nama', 'perasaan'] },
    ],
    ['too long a text', 'a'.repeat(100_001), { refused: 'too_long' }],
    ['a NUL', 'Halo\0', { refused: 'cannot_be_written' }],
  ])('%s is refused', async (_what, text, refusal) => {
    const kasus = await fresh(`Kinan${_what.length}`);
    expect(await press(stage, stage.buAni, kasus, await formFor(stage, kasus, text))).toEqual(refusal);
  });

  test('nobody answers in a case of somebody else, and nobody in one that nobody has taken', async () => {
    const kasus = await fresh('Dewi');
    const form = await formFor(stage, kasus, 'Halo.');
    for (const who of [stage.pakBudi, stage.buRatna, stage.pakJoko])
      expect(await press(stage, who, kasus, form)).toEqual({ refused: 'not_found' });
    const pool = await aCase(stage, { konseli: 'Gita' });
    expect(await press(stage, stage.buAni, pool, await formFor(stage, pool, 'Halo.'))).toEqual({
      refused: 'not_found',
    });
  });

  test('a closed case sends nothing', async () => {
    const kasus = await fresh('Hana');
    const form = await formFor(stage, kasus, 'Halo.');
    await stage.db
      .updateTable('cases')
      .set({
        stage: 'closed',
        ending: 'withdrawn',
        closed_at: stage.now(),
        turn: 'nobody',
        waiting_since: null,
        answer_due_at: null,
      })
      .where('id', '=', kasus.id)
      .execute();
    expect(await press(stage, stage.buAni, kasus, form)).toEqual({ refused: 'closed' });
  });
});

describe('the address', () => {
  test('that does not work is asked about first; another one that works is used without asking', async () => {
    const kasus = await fresh('Intan');
    await stage.db
      .updateTable('konseli_addresses')
      .set({ undeliverable_at: stage.now() })
      .where('konseli_id', '=', kasus.konseliId)
      .execute();
    const form = await formFor(stage, kasus, 'Halo Intan.');
    expect(await press(stage, stage.buAni, kasus, form)).toEqual({ refused: 'address_undeliverable' });
    expect(await press(stage, stage.buAni, kasus, { ...form, addressConfirmed: true })).toMatchObject({ again: false });

    await stage.tx((tx) => addAddress(tx, stage.vault, kasus.konseliId, 'intan@rumah.example'));
    const id = await answer(stage, stage.buAni, kasus, 'Halo lagi.');
    expect((await openOutboundMail(stage.db, stage.vault, id)).recipient).toBe('intan@rumah.example');
  });
});

describe('what a konseli writes into a header stays out of ours', () => {
  test.each([
    ['a line break', 'Halo\r\nBcc: lain@jahat.example'],
    ['a bare line feed', 'Halo\nBcc: lain@jahat.example'],
    ['a bare carriage return', 'Halo\rBcc: lain@jahat.example'],
    ['U+2028', 'Halo\u2028Bcc: lain@jahat.example'],
    ['U+0085', 'Halo\u0085Bcc: lain@jahat.example'],
    ['NUL', 'Halo\0Bcc: lain@jahat.example'],
    ['a bidi override', 'Halo\u202elain@jahat'],
    ['an encoded word', '=?utf-8?Q?Halo=0D=0ABcc:_lain@jahat.example?='],
    ['nine hundred letters', `Halo ${'panjang '.repeat(120)}`],
    ['marks of many programs', 'Re: AW: [Fwd: Balasan: Halo]'],
  ])('%s in the subject', async (_what, subject) => {
    const kasus = await fresh(`Subjek${subject.length}x${_what.length}`, { subject });
    await deliver(stage, await answerAndWait(stage, stage.buAni, kasus));
    const { raw, to } = stage.sink.received.at(-1)!;
    const header = raw.subarray(0, raw.indexOf('\r\n\r\n')).toString('latin1');
    expect(to).toHaveLength(1);
    expect(header).not.toMatch(/^(bcc|cc|resent-\w+):/im);
    expect(header.match(/^subject:/gim)).toHaveLength(1);
    expect(header.match(/^to:/gim)).toHaveLength(1);
    expect(Math.max(...header.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(header.replaceAll('\r\n', '')).not.toMatch(/[\r\n\0]/);
    expect((await lastMail()).subject).toMatch(/^Re: Halo/);
  });

  test('a konseli who calls herself like a header or a template', async () => {
    const kasus = await aCase(stage, { konseli: 'Zahra', counsellor: stage.buAni });
    const id = await answerAndWait(
      stage,
      stage.buAni,
      kasus,
      'Halo {{konselor.password}},\n.\nBcc: x@jahat.example\r\n.\r\nsampai di sini.',
    );
    await deliver(stage, id);
    const mail = await lastMail();
    expect(mail.text).toContain('Halo {{konselor.password}},');
    expect(mail.text).toContain('sampai di sini.');
    expect(mail.bcc).toBeUndefined();
  });

  test('nothing in the mail tells of the machine it comes from', async () => {
    const header = stage.sink.received.at(-1)!.raw.toString();
    expect(header).not.toMatch(/x-mailer|user-agent|localhost|127\.0\.0\.1/i);
    expect(header).not.toMatch(/<img|https?:/i);
  });
});

test('a letter that asks for patience keeps the turn and promises a new day', async () => {
  const kasus = await fresh('Yuni');
  const form = await formFor(stage, kasus, 'Jawaban saya menyusul.');
  await press(stage, stage.buAni, kasus, { ...form, stillOwed: true });
  const row = await caseRow(stage, kasus.id);
  expect(row.turn).toBe('counsellor');
  expect(row.waiting_since).toEqual(hours(0));
  expect(row.answer_due_at!.getTime()).toBeGreaterThan(stage.now().getTime());
});

test('no word of a letter stands in a row, a key or an event in the clear', async () => {
  const kasus = await fresh('Vina', { subject: 'RAHASIASUBJEK', text: 'RAHASIASURAT' });
  const id = await answer(stage, stage.buAni, kasus, 'RAHASIABALASAN');
  const row = await mailRow(stage, id);
  const rows = JSON.stringify([
    {
      ...row,
      raw_sealed: row.raw_sealed!.toString('latin1'),
      recipient_sealed: row.recipient_sealed!.toString('latin1'),
    },
    await stage.db.selectFrom('events').selectAll().where('case_id', '=', kasus.id).execute(),
  ]);
  expect(rows).not.toMatch(/RAHASIA|vina@/i);
});

describe('in counselling a letter is written for one person', () => {
  const TEMPLATE = shippedTemplates
    .find(({ name, language }) => name === 'exploring' && language === 'id')!
    .body.replace(/\{\{[^}]*\}\}/g, 'Sinta');

  test('one that is all template is not sent, and nothing is lost', async () => {
    const kasus = await fresh('Sinta');
    await enterCounselling(stage, kasus, stage.buAni);
    const form = await formFor(stage, kasus, TEMPLATE);
    expect(await press(stage, stage.buAni, kasus, form)).toEqual({ refused: 'all_template' });
    expect(await mailsOf(kasus)).toEqual([]);
    expect(await press(stage, stage.buAni, kasus, { ...form, stillOwed: true })).toHaveProperty('outboundId');
  });

  test('before it, or where the service wants it so, it is', async () => {
    const before = await fresh('Sekar');
    expect(await press(stage, stage.buAni, before, await formFor(stage, before, TEMPLATE))).toHaveProperty(
      'outboundId',
    );
    const kasus = await fresh('Sulis');
    await enterCounselling(stage, kasus, stage.buAni);
    await stage.tx(async (tx) => saveSettings(tx, settingsSchema.parse({ templatePercent: 0 })));
    expect(await press(stage, stage.buAni, kasus, await formFor(stage, kasus, TEMPLATE))).toHaveProperty('outboundId');
    await stage.tx(async (tx) => saveSettings(tx, settingsSchema.parse({})));
  });
});
