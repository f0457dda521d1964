// Bugs that users of other help desks suffered, where a letter finds its case: wrong threads, erased mail that comes back,
// loops of robots. From bytes to fate on a real database.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { assignCase } from '../../src/cases/assign-case.ts';
import { listCases } from '../../src/cases/case-lists.ts';
import { openLetter } from '../../src/cases/case-thread.ts';
import { openCaseView } from '../../src/cases/case-view.ts';
import { answerAddress, readKonseli } from '../../src/cases/konseli.ts';
import { moveCase } from '../../src/cases/move-case.ts';
import { signMessageId, signReplyAddress } from '../../src/core/reply-token.ts';
import { forgetBytes, KEEP_DAYS } from '../../src/intake/forget-bytes.ts';
import { takeIn } from '../../src/intake/take-in.ts';
import type { ParsePool } from '../../src/mail/parse-pool.ts';
import { readDrafts } from '../../src/replies/read-draft.ts';
import { saveDraft } from '../../src/replies/save-draft.ts';
import { readSettings, saveSettings } from '../../src/service/settings.ts';
import { aMail, casesOf, type Door, fileAll, type MailRow, openDoor, openParser } from '../features/intake/door.ts';
import { aCase, type CastMember, days, rowOf, SERVICE_ADDRESS, START } from '../support/cast.ts';

let pool: ParsePool;
let door: Door;
beforeAll(() => {
  pool = openParser();
});
beforeEach(async () => {
  door = await openDoor(pool);
});
afterEach(() => door.world.end());
afterAll(() => pool.close());

const sari = 'Sari <sari@murid.example>';
const stranger = 'Ibu <ibu@rumah.example>';

/** A mail with exactly these header lines. */
const rawMail = (...lines: string[]) => Buffer.from([...lines, '', 'Isi surat.', ''].join('\r\n'));

test('01 mails without a Message-ID are no thread: not even after a delivery report that has none', async () => {
  const daemon = 'From: Mail Delivery System <mailer-daemon@mx.murid.example>';
  await door.arrive(rawMail(daemon, 'Subject: Undelivered Mail', 'Message-ID: <>'));
  const fates = [
    await door.arrive(rawMail(`From: ${sari}`, 'Message-ID: <>')),
    await door.arrive(rawMail('From: bima@murid.example', 'In-Reply-To: <>', 'References: <> <>')),
    await door.arrive(rawMail('From: dewi@murid.example', 'Message-ID: ', 'In-Reply-To: ')),
  ];
  expect(fates.map(({ fate }) => fate)).toEqual(['new_case', 'new_case', 'new_case']);
  expect((await casesOf(door)).map(({ letters }) => letters)).toEqual([1, 1, 1]);
});

test('02 an id that another installation signed for a case of the same number joins nothing', async () => {
  const kasus = await aCase(door.world, { konseli: 'Sari' });
  const bound = { caseId: kasus.id, recipient: 'sari@murid.example' };
  const elsewhere = Buffer.alloc(32, 7);
  const theirs = signMessageId(elsewhere, bound, Buffer.alloc(16), 'sekolah.example');
  const to = signReplyAddress(elsewhere, bound, SERVICE_ADDRESS, kasus.code);
  const row = await door.arrive(aMail({ from: 'bima@murid.example', to, inReplyTo: theirs }));
  expect(row).toMatchObject({ fate: 'new_case' });
  expect(row.caseId).not.toBe(kasus.id);
});

test('03 a stranger who writes the number of a case into the subject does not come into it', async () => {
  const kasus = await aCase(door.world, { konseli: 'Sari', subject: 'Ujian' });
  const row = await door.arrive(aMail({ from: stranger, subject: `Re: Ujian [#${kasus.code}] ${kasus.code}` }));
  expect(row).toMatchObject({ fate: 'new_case' });
  expect((await casesOf(door)).map(({ letters }) => letters)).toEqual([1, 1]);
});

test('04 who answers a forwarded letter is not let into its case: a person decides', async () => {
  const first = await door.arrive(aMail({ from: sari, messageId: 'milik-sari@murid.example' }));
  const row = await door.arrive(
    aMail({ from: stranger, subject: 'Re: Fwd: Mohon bantuan', inReplyTo: 'milik-sari@murid.example' }),
  );
  expect(row).toMatchObject({ state: 'held', caseId: null, suggestion: first.caseCode });
  expect(await casesOf(door)).toMatchObject([{ letters: 1 }]);
});

test('05 one mail that reaches two of our mailboxes is one case and one letter', async () => {
  const { db, vault, mailboxId } = door.world;
  const second = await db
    .insertInto('mailboxes')
    .values({ address: 'bk@sekolah.example' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const letter = aMail({ from: sari, to: `${SERVICE_ADDRESS}, bk@sekolah.example` });
  const copies: [number, string][] = [
    [mailboxId, SERVICE_ADDRESS],
    [second.id, 'bk@sekolah.example'],
  ];
  for (const [id, address] of copies) {
    const traces = `Delivered-To: ${address}\r\nReceived: by mx.sekolah.example for <${address}>; Wed, 4 Mar 2026 09:00:0${id % 10} +0700\r\n`;
    const raw = Buffer.concat([Buffer.from(traces), letter]);
    const where = { mailboxId: id, folder: 'INBOX', uidValidity: 1, historic: false };
    const mail = { uid: 1, raw, size: raw.length, truncated: false, arrivedAt: START };
    await fileAll(door, await takeIn(db, vault, where, [mail], 1));
  }
  expect((await door.rows()).map(({ fate }) => fate)).toEqual(['new_case', 'duplicate']);
  expect(await casesOf(door)).toMatchObject([{ letters: 1 }]);
});

test('06 a Reply-To does not change whom we answer, and stands beside the letter', async () => {
  const row = await door.arrive(aMail({ from: sari, headers: ['Reply-To: Sari <pencuri@luar.example>'] }));
  const kasus = await rowOf(door.world, { id: row.caseId! });
  const konseli = await readKonseli(door.world.db, door.world.vault, kasus.konseli_id);
  expect([answerAddress(konseli), konseli.addresses.length]).toEqual(['sari@murid.example', 1]);
  expect((await lettersOf(row))[0]?.replyTo).toEqual([{ name: 'Sari', address: 'pencuri@luar.example' }]);
});

test('07 a mail program that overwrites References does not open a second case', async () => {
  const first = await door.arrive(aMail({ from: sari }));
  const lost = await door.arrive(aMail({ from: sari, headers: ['References: <milik-sendiri@phone.murid.example>'] }));
  expect(lost).toMatchObject({ fate: 'joined', caseId: first.caseId });
  await aCase(door.world, { konseli: 'Sari' });
  const ours = await ourMessageId(first);
  const named = await door.arrive(
    rawMail(`From: ${sari}`, `In-Reply-To: <${ours}>`, 'References: <milik-sendiri@phone.murid.example>'),
  );
  expect(named).toMatchObject({ fate: 'joined', caseId: first.caseId });
});

test('08 a reply without any threading header finds its case by the address it was written to', async () => {
  const kasus = await aCase(door.world, { konseli: 'Sari' });
  await aCase(door.world, { konseli: 'Sari' });
  const bound = { caseId: kasus.id, recipient: 'sari@murid.example' };
  const to = signReplyAddress(door.world.vault.token.secret, bound, SERVICE_ADDRESS, kasus.code);
  expect(await door.arrive(rawMail(`From: ${sari}`, `To: ${to}`))).toMatchObject({ fate: 'joined', caseId: kasus.id });
});

test('09 when a case passes to a colleague, nothing of it stays behind: letters, drafts, invited people', async () => {
  const { world } = door;
  const kasus = await aCase(world, { konseli: 'Sari', counsellor: world.buAni });
  await world.tx((tx) =>
    saveDraft(tx, world.vault, world.buAni, kasus.code, { text: 'Halo Sari', formId: null }, START),
  );
  await world.db
    .insertInto('case_people')
    .values({ case_id: kasus.id, staff_id: world.pakBudi.id, part: 'co', added_by: world.buAni.id })
    .execute();
  await world.tx((tx) => assignCase(tx, world.buAni, kasus.code, world.pakBudi.id, START));
  const seen = await view(world.pakBudi, kasus.code);
  expect(seen.thread.filter(({ entry }) => entry === 'letter')).toHaveLength(1);
  expect((await readDrafts(world.db, world.vault, kasus.id, world.pakBudi.id)).others).toMatchObject([
    { author: 'Bu Ani', text: 'Halo Sari' },
  ]);
  expect(await world.db.selectFrom('case_people').select('staff_id').execute()).toEqual([]);
});

test('12 what was removed here does not come back with the next look at the mailbox', async () => {
  const raw = aMail({ from: 'kabar@milis.example', headers: ['List-Id: <kabar.milis.example>'] });
  await door.arrive(raw);
  expect(await forgetBytes(door.world.db, door.world.vault, days(KEEP_DAYS + 1))).toBe(1);
  expect(await door.takeIn([raw], { uidValidity: 2, firstUid: 1 })).toEqual([]);
  expect((await door.rows()).map(({ fate }) => fate)).toEqual(['list', 'duplicate']);
});

test('22 our own letter in the folder we read opens no case and is not answered', async () => {
  const first = await door.arrive(aMail({ from: sari }));
  const ours = await ourMessageId(first);
  const own = rawMail(`From: Layanan Konseling <${SERVICE_ADDRESS}>`, `To: ${sari}`, `Message-ID: <${ours}>`);
  expect(await door.arrive(own)).toMatchObject({ caseId: null });
  expect(await casesOf(door)).toMatchObject([{ letters: 1 }]);
  expect(await acknowledged()).toBe(1);
});

test('23 a robot that answers each of our letters gets one letter, also when it does not say that it is a robot', async () => {
  const first = await door.arrive(aMail({ from: sari }));
  const ours = await ourMessageId(first);
  for (let n = 0; n < 10; n++) {
    door.clock.now = new Date(door.clock.now.getTime() + 60_000);
    await door.arrive(aMail({ from: sari, subject: 'Terima kasih atas surat Anda', inReplyTo: ours }));
    await door.arrive(aMail({ from: sari, inReplyTo: ours, headers: ['Auto-Submitted: auto-replied'] }));
  }
  expect(await acknowledged()).toBe(1);
  expect(await casesOf(door)).toHaveLength(1);
});

test('24 a robot with a new address each time is stopped by the cap of the hour', async () => {
  const settings = { ...(await readSettings(door.world.db)), acknowledgementsAnHour: 3 };
  await door.world.tx((tx) => saveSettings(tx, settings));
  for (let n = 0; n < 8; n++) await door.arrive(aMail({ from: `robot-${n}@luar.example` }));
  expect(await acknowledged()).toBe(3);
  expect(await casesOf(door)).toHaveLength(8); // no letter is refused for it
});

test('25 an out-of-office reply opens no closed case again and gives nobody the turn', async () => {
  const first = await door.arrive(aMail({ from: sari }));
  const ours = await ourMessageId(first);
  const absent = () => aMail({ from: sari, subject: 'Balasan otomatis: cuti', inReplyTo: ours, headers: [robot] });
  const robot = 'Auto-Submitted: auto-replied';
  const kasus = { id: first.caseId! };
  await door.world.db
    .updateTable('cases')
    .set({
      turn: 'konseli',
      waiting_since: null,
      answer_due_at: null,
      counsellor_id: door.world.buAni.id,
      risk: 'none',
    })
    .execute();
  expect(await door.arrive(absent())).toMatchObject({ fate: 'automatic', caseId: kasus.id });
  expect(await rowOf(door.world, kasus)).toMatchObject({ turn: 'konseli', waiting_since: null, answer_due_at: null });
  const end = { to: 'closed', ending: 'withdrawn' } as const;
  await door.world.tx((tx) => moveCase(tx, door.world.buAni, first.caseCode!, end, door.clock.now));
  expect(await door.arrive(absent())).toMatchObject({ caseId: null });
  expect(await rowOf(door.world, kasus)).toMatchObject({ stage: 'closed' });
  expect(await casesOf(door)).toHaveLength(1);
});

test('26 each counsellor is told of a new letter until they have seen it themselves', async () => {
  const { world } = door;
  const first = await door.arrive(aMail({ from: sari }));
  const unread = async (who: CastMember) => {
    const wish = { folder: 'all', stage: null, order: 'oldest', after: null } as const;
    return (await listCases(world.db, world.vault, who, wish, false, START)).cases[0]?.unread;
  };
  const both = async () => [await unread(world.buAni), await unread(world.pakBudi)];
  expect(await both()).toEqual([true, true]);
  await view(world.buAni, first.caseCode!);
  expect(await both()).toEqual([false, true]);
  await door.arrive(aMail({ from: sari }));
  expect(await both()).toEqual([true, true]);
});

async function view(who: CastMember, code: string) {
  const seen = await door.world.tx((tx) => openCaseView(tx, door.world.vault, who, code, START));
  if ('refused' in seen) throw new Error(seen.refused);
  return seen;
}

async function lettersOf({ caseId }: MailRow) {
  const key = await door.world.vault.key(door.world.db, 'letters', caseId!);
  const rows = await door.world.db
    .selectFrom('messages')
    .select(['id', 'direction', 'content_sealed'])
    .where('case_id', '=', caseId!)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...openLetter(key, row.id, row.content_sealed!), direction: row.direction }));
}

/** The Message-ID of the acknowledgement, as the konseli's mail program knows it. */
const ourMessageId = async (row: MailRow) =>
  (await lettersOf(row)).find(({ direction }) => direction === 'out')!.messageId!;

const acknowledged = async () => (await door.world.db.selectFrom('outbound_mails').select('id').execute()).length;
