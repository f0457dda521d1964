// Bugs that users of other help desks suffered, where a letter leaves: copies by the dozen, letters that were never sent,
// notes in the konseli's mailbox. On a real database and a mail server that misbehaves.
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeNote } from '../../src/cases/write-note.ts';
import { composeMail } from '../../src/mail/compose-mail.ts';
import { appendCopy } from '../../src/replies/append-copy.ts';
import { deliverDue } from '../../src/replies/deliver-due.ts';
import { saveDraft } from '../../src/replies/save-draft.ts';
import { type AnswerDesk, openAnswerDesk } from '../features/replies/answer-desk.ts';
import { answerAndWait, deliver, mailRow } from '../features/replies/stage.ts';
import { aCase, type CastCase, SERVICE_ADDRESS } from '../support/cast.ts';

let desk: AnswerDesk;
beforeAll(async () => {
  desk = await openAnswerDesk();
});
afterAll(() => desk.end());

let someone = 0;
const fresh = (text = 'Bu, saya ingin bercerita.') =>
  aCase(desk, { konseli: `Konseli${++someone}`, counsellor: desk.buAni, text });

/** What reached the mailbox of this konseli, whether or not the server said so. */
const arrived = () =>
  [...desk.sink.received, ...desk.sink.withheld].filter(({ to }) => to.includes(`konseli${someone}@murid.example`));

/** The sweep runs again and again for days, and whatever is due is done. */
async function daysPass(): Promise<void> {
  for (let n = 0; n < 12; n++) {
    desk.pass(6 * 3_600_000);
    for (const id of (await deliverDue(desk.db, desk.now())).mails) await deliver(desk, id);
  }
}

test('36 a Sent folder that refuses its copy costs the konseli no second letter', async () => {
  const id = await answerAndWait(desk, desk.buAni, await fresh());
  expect(await deliver(desk, id)).toEqual({ state: 'sent' });
  const append = async () => ({ state: 'failed' as const, code: 'timeout' as const });
  for (let n = 0; n < 6; n++) {
    await appendCopy({ db: desk.db, vault: desk.vault, append, now: desk.now }, id);
    await daysPass();
  }
  expect(await mailRow(desk, id)).toMatchObject({ state: 'sent', copy_state: 'failed' });
  expect(arrived()).toHaveLength(1);
});

test('37 a mail server that never confirms what it was given gets the letter once, and a person is asked', async () => {
  const kasus = await fresh();
  const id = await answerAndWait(desk, desk.buAni, kasus);
  desk.sink.script('withhold');
  expect(await deliver(desk, id)).toEqual({ state: 'uncertain' });
  await daysPass();
  expect(arrived()).toHaveLength(1);
  expect(await pageOf(kasus)).toContain('>tidak pasti<');
});

test('38 while no mail server can be reached nothing is called sent, and nothing is lost', async () => {
  const kasus = await fresh();
  const id = await answerAndWait(desk, desk.buAni, kasus);
  expect(await pageOf(kasus)).toContain('>antre<');
  desk.sink.script('drop_at_connect', 'greet_554');
  for (let n = 0; n < 2; n++) {
    expect(await deliver(desk, id)).toMatchObject({ state: 'retry' });
    expect(await pageOf(kasus)).not.toMatch(/>terkirim</);
    desk.pass(3_600_000);
  }
  await daysPass();
  expect(arrived()).toHaveLength(1);
  expect(await pageOf(kasus)).toMatch(/>terkirim</);
});

test('39 every file and every word that was to be sent is in the mail, byte for byte', async () => {
  const attachments = [
    {
      filename: 'Jadwal "baru"; kelas.pdf',
      contentType: 'application/pdf',
      content: Buffer.from([0, 255, 13, 10, 46]),
    },
    { filename: 'kosong.txt', contentType: 'text/plain', content: Buffer.alloc(0) },
    { filename: 'Kafé ☕.txt', contentType: 'text/plain', content: Buffer.from('.\r\n..\r\nFrom Sari\r\n') },
  ];
  const text = `Halo,\n\n.\n${'panjang '.repeat(300)}\nSalam ☕`;
  const raw = await composeMail({
    from: { name: 'Layanan', address: SERVICE_ADDRESS },
    to: { address: 'sari@murid.example' },
    subject: 'Jadwal',
    text,
    messageId: '<jadwal.1@sekolah.example>',
    date: desk.now(),
    attachments,
  });
  const sent = await simpleParser(raw as Buffer);
  expect(sent.attachments.map(({ filename, content }) => [filename, content.toString('hex')])).toEqual(
    attachments.map(({ filename, content }) => [filename, content.toString('hex')]),
  );
  expect(sent.text?.trimEnd()).toBe(text);
});

test('40 a draft that is thrown away sends no earlier letter again', async () => {
  const kasus = await fresh();
  const id = await answerAndWait(desk, desk.buAni, kasus, 'Jawaban pertama.');
  await deliver(desk, id);
  const save = (text: string) =>
    desk.tx((tx) => saveDraft(tx, desk.vault, desk.buAni, kasus.code, { text, formId: null }, desk.now()));
  await save('Jawaban kedua, yang tidak jadi.');
  await save('');
  await daysPass();
  expect(arrived()).toHaveLength(1);
  const rewritten = desk.db
    .updateTable('outbound_mails')
    .set({ raw_sealed: Buffer.from('x') })
    .where('id', '=', id);
  await expect(rewritten.execute()).rejects.toMatchObject({ constraint: 'composed_mail_does_not_change' });
});

test('41 a note stays inside: whatever is sent before, after or beside it', async () => {
  const kasus = await fresh();
  const note = () => desk.tx((tx) => writeNote(tx, desk.vault, desk.buAni, kasus.code, 'CATATANDALAM', desk.now()));
  await note();
  const id = await answerAndWait(desk, desk.buAni, kasus);
  await note();
  await deliver(desk, id);
  const posted = await (await desk.as(desk.buAni)).get(`/cases/${kasus.code}`);
  expect(posted.html).toContain('CATATANDALAM');
  await daysPass();
  expect(arrived()).toHaveLength(1);
  for (const { raw } of arrived()) {
    const { text, html } = await simpleParser(raw);
    expect(`${raw} ${text} ${html}`).not.toContain('CATATANDALAM');
  }
});

test('42 nothing of what was written before stands under our letter', async () => {
  const kasus = await fresh('KISAHLAMA yang hanya untuk Ibu.');
  for (const text of ['JAWABANSATU.', 'JAWABANDUA.'])
    await deliver(desk, await answerAndWait(desk, desk.buAni, kasus, text));
  const { text, html } = await simpleParser(arrived().at(-1)!.raw);
  expect(text).toContain('JAWABANDUA');
  expect(`${text} ${html}`).not.toMatch(/KISAHLAMA|JAWABANSATU|Bu Ani/);
});

test('43 a draft is there again in another browser, after the first one is gone', async () => {
  const kasus = await fresh();
  const first = await desk.as(desk.buAni);
  await first.get(`/cases/${kasus.code}`);
  const fields = {
    form_id: first.hidden('form_id')!,
    seen_in: first.hidden('seen_in')!,
    seen_out: '',
    text: 'Halo, sed',
  };
  await first.post(`/cases/${kasus.code}/drafts`, fields, { 'hx-request': 'true' });
  await desk.db.deleteFrom('sessions').execute();
  expect(await pageOf(kasus)).toContain('Halo, sed</textarea>');
});

const pageOf = async (kasus: CastCase) => (await (await desk.as(desk.buAni)).get(`/cases/${kasus.code}`)).html;
