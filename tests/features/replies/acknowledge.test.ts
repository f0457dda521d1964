import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockCase } from '../../../src/cases/lock-case.ts';
import {
  type Acknowledged,
  type LetterToAcknowledge,
  queueAcknowledgements,
} from '../../../src/replies/acknowledge.ts';
import { saveSettings, settingsSchema } from '../../../src/service/settings.ts';
import { aCase, type CastCase, days, SERVICE_ADDRESS } from '../../support/cast.ts';
import { caseRow, deliver, eventKinds, mailRow, openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.end());

const settings = settingsSchema.parse({ serviceName: 'BK SMA Harapan' });

type Wish = Partial<LetterToAcknowledge>;

const acknowledge = async (kasus: CastCase, wish: Wish = {}): Promise<Acknowledged> =>
  (await acknowledgeAll([[kasus, wish]]))[0]!;

async function acknowledgeAll(some: readonly (readonly [CastCase, Wish])[]): Promise<Acknowledged[]> {
  return stage.tx(async (tx) => {
    const letters: LetterToAcknowledge[] = [];
    for (const [{ id }, wish] of some)
      letters.push({
        kasus: (await lockCase(tx, id))!,
        letters: await stage.vault.key(tx, 'letters', id),
        recipient: 'sari@murid.example',
        language: 'id',
        answerDueAt: new Date('2026-03-06T08:30:00Z'),
        inReplyTo: 'abc@murid.example',
        from: { name: 'Layanan Konseling', address: SERVICE_ADDRESS },
        settings,
        ...wish,
      });
    return queueAcknowledgements(tx, stage.vault, letters, stage.now());
  });
}

async function received(acknowledged: Acknowledged) {
  if (!('outboundId' in acknowledged)) throw new Error(acknowledged.skipped);
  expect(await deliver(stage, acknowledged.outboundId)).toEqual({ state: 'sent' });
  const mail = stage.sink.received.at(-1)!;
  return { ...mail, parsed: await simpleParser(mail.raw) };
}

test('Sari learns that her letter arrived, by when it is answered, who reads it, and whom to call when it cannot wait', async () => {
  const kasus = await aCase(stage, { subject: 'MARKsubjek', text: 'MARKisi surat', counsellor: stage.buAni });
  const acknowledged = await acknowledge(kasus);
  const mail = await received(acknowledged);
  expect(mail.from).toBe('');
  expect(mail.to).toEqual(['sari@murid.example']);
  const { parsed } = mail;
  expect(parsed.headers.get('auto-submitted')).toBe('auto-replied');
  expect(parsed.headers.get('x-auto-response-suppress')).toBe('All');
  expect(parsed.headers.get('precedence')).toBe('auto_reply');
  expect(parsed.inReplyTo).toBe('<abc@murid.example>');
  expect(parsed.subject).toBe('Surat Anda sudah kami terima');
  expect(parsed.text).toContain('BK SMA Harapan');
  expect(parsed.text).toContain('paling lambat Jumat, 6 Maret 2026, pukul 15.30 WIB');
  expect(parsed.text).toContain('bukan layanan darurat');
  expect(parsed.text).toContain('IGD rumah sakit terdekat');
  expect(parsed.text).toContain('Pengelola sistem surel');
  expect(parsed.text).toContain('"berhenti"');
  expect(parsed.text).not.toMatch(/\{\{|\d{3,4} ?ext|119|129/);
  expect(mail.raw.toString()).not.toMatch(/MARK/);
  const row = await caseRow(stage, kasus.id);
  expect(row).toMatchObject({ letters: 2, turn: 'counsellor', last_inbound_id: kasus.firstLetterId });
  expect(await eventKinds(stage, kasus.id)).toEqual(['record.made', 'acknowledgement.sent']);
});

test('in English too', async () => {
  const mail = await received(await acknowledge(await aCase(stage), { language: 'en' }));
  expect(mail.parsed.subject).toBe('We have received your letter');
  expect(mail.parsed.text).toContain('by Friday, 6 March 2026, 15:30 (GMT+7)');
});

test('only crisis contacts that somebody called lately stand in it', async () => {
  const contact = (name: string, contact: string, verified: Date | null) =>
    stage.db
      .insertInto('crisis_contacts')
      .values({ name, contact, hours: '24 jam', verified_at: verified, verified_by: verified && stage.pakJoko.id })
      .execute();
  await contact('Sahabat Dekat', '0800-1-CONTOH', stage.now());
  await contact('Nomor Lama', '0800-2-CONTOH', days(-91));
  await contact('Nomor Baru', '0800-3-CONTOH', null);
  const mail = await received(await acknowledge(await aCase(stage)));
  expect(mail.parsed.text).toContain('- Sahabat Dekat: 0800-1-CONTOH (24 jam)');
  expect(mail.parsed.text).not.toMatch(/0800-[23]/);
});

describe('caps', () => {
  test('one a case', async () => {
    const kasus = await aCase(stage);
    await acknowledge(kasus);
    stage.pass(25 * 3_600_000);
    expect(await acknowledge(kasus)).toEqual({ skipped: 'already_acknowledged' });
  });

  test('one an address in 24 hours, whatever the case', async () => {
    await acknowledge(await aCase(stage));
    const again = await aCase(stage);
    stage.pass(23 * 3_600_000);
    expect(await acknowledge(again, { recipient: 'SARI@murid.example' })).toEqual({
      skipped: 'address_answered_today',
    });
    stage.pass(2 * 3_600_000);
    expect(await acknowledge(again)).toHaveProperty('outboundId');
  });

  test('so many an hour for the whole service, also when they come all at once', async () => {
    const few = { ...settings, acknowledgementsAnHour: 5 };
    await stage.tx((tx) => saveSettings(tx, few));
    const cases = [];
    for (let n = 0; n < 15; n++) cases.push(await aCase(stage, { konseli: `Orang${n}` }));
    const all = await Promise.all(
      cases.map((kasus, n) => acknowledge(kasus, { recipient: `orang${n}@murid.example`, settings: few })),
    );
    expect(all.filter((a) => 'outboundId' in a)).toHaveLength(5);
    expect(all.filter((a) => 'skipped' in a && a.skipped === 'too_many_this_hour')).toHaveLength(10);
    stage.pass(61 * 60_000);
    expect(await acknowledge(cases.at(-1)!, { recipient: 'orang14@murid.example', settings: few })).toHaveProperty(
      'outboundId',
    );
  });

  test('letters that are filed together count one after the other', async () => {
    const few = { ...settings, acknowledgementsAnHour: 2 };
    const cases: CastCase[] = [];
    for (let n = 0; n < 4; n++) cases.push(await aCase(stage, { konseli: `Orang${n}` }));
    const wish = (n: number, recipient: string) => [cases[n]!, { recipient, settings: few }] as const;
    const done = await acknowledgeAll([
      wish(0, 'orang0@murid.example'),
      wish(1, 'ORANG0@murid.example'),
      wish(0, 'orang1@murid.example'),
      wish(2, 'orang2@murid.example'),
      wish(3, 'orang3@murid.example'),
    ]);
    expect(done).toEqual([
      { outboundId: expect.any(String) },
      { skipped: 'address_answered_today' },
      { skipped: 'already_acknowledged' },
      { outboundId: expect.any(String) },
      { skipped: 'too_many_this_hour' },
    ]);
  });
});

describe('hostile senders', () => {
  test.each([
    'mailer-daemon@murid.example',
    'MAILER-DAEMON@murid.example',
    'postmaster@murid.example',
    'noreply@toko.example',
    'no-reply@toko.example',
    'do-not-reply+x@toko.example',
    'bounces@toko.example',
    'bounce+123@toko.example',
    'kabar-bounces@toko.example',
    'owner-kabar@toko.example',
    'kabar-request@toko.example',
  ])('%s gets none', async (recipient) => {
    expect(await acknowledge(await aCase(stage), { recipient })).toEqual({ skipped: 'address_of_a_machine' });
  });

  test.each([
    'sari@murid.example, korban@lain.example',
    'sari@murid.example\r\nBcc: korban@lain.example',
    'sari@murid.example\nRCPT TO:<korban@lain.example>',
    '"sari@murid.example korban"@lain.example',
    'sari@murid.example>, <korban@lain.example',
    'MARK <korban@lain.example>',
    'sari(MARK)@murid.example',
    'sarı@murid.example',
    '@murid.example',
    'sari',
    '',
  ])('%j is no address to write to', async (recipient) => {
    const kasus = await aCase(stage);
    expect(await acknowledge(kasus, { recipient })).toEqual({ skipped: 'cannot_be_written' });
    expect(await stage.db.selectFrom('outbound_mails').select('id').execute()).toEqual([]);
    expect(await stage.db.selectFrom('acknowledgements').selectAll().execute()).toEqual([]);
  });

  test.each([
    'MARK@jahat.example',
    'a b@jahat.example',
    'x@jahat.example\r\nBcc: korban@lain.example',
    '<x@y.example> MARK',
  ])('a Message-ID like %j puts no line into the header', async (inReplyTo) => {
    const mail = await received(await acknowledge(await aCase(stage), { inReplyTo }));
    const header = mail.raw.subarray(0, mail.raw.indexOf('\r\n\r\n')).toString();
    expect(header).not.toMatch(/^bcc:/im);
    expect(mail.to).toEqual(['sari@murid.example']);
  });
});

test('its bounce does not take the turn from anybody', async () => {
  const kasus = await aCase(stage);
  const acknowledged = await acknowledge(kasus);
  if (!('outboundId' in acknowledged)) throw new Error('skipped');
  stage.sink.script('rcpt_550');
  await deliver(stage, acknowledged.outboundId);
  expect(await mailRow(stage, acknowledged.outboundId)).toMatchObject({ state: 'failed' });
  expect(await caseRow(stage, kasus.id)).toMatchObject({ turn: 'counsellor', last_inbound_id: kasus.firstLetterId });
});

test('a server that lets nobody send without a return path still carries the receipt, once', async () => {
  const kasus = await aCase(stage, { counsellor: stage.buAni });
  const acknowledged = await acknowledge(kasus);
  stage.sink.script('mail_550');
  const mail = await received(acknowledged);
  expect(mail.from).toBe(SERVICE_ADDRESS);
  expect(mail.parsed.headers.get('auto-submitted')).toBe('auto-replied');
  expect(stage.sink.received.length).toBe(1);
});
