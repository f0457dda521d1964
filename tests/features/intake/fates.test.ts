// From raw bytes to fate: where each mail ends, and that none ends in a wrong place, twice, or nowhere.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openLetter } from '../../../src/cases/case-thread.ts';
import { moveCase } from '../../../src/cases/move-case.ts';
import { signReplyAddress } from '../../../src/core/reply-token.ts';
import { ingestMail } from '../../../src/intake/ingest-mail.ts';
import { takeIn } from '../../../src/intake/take-in.ts';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import { aCase, days, SERVICE_ADDRESS, START } from '../../support/cast.ts';
import { aMail, casesOf, type Door, fileAll, openDoor, openParser } from './door.ts';

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

describe('a first letter', () => {
  test('opens a case with a promise, and is acknowledged exactly once', async () => {
    const row = await door.arrive(aMail({ from: sari }));
    expect(row).toMatchObject({ state: 'filed', fate: 'new_case' });
    const kasus = await caseRow(row.caseId!);
    expect(kasus).toMatchObject({ stage: 'preparation', turn: 'counsellor', counsellor_id: null, previous_id: null });
    expect(kasus.waiting_since).toEqual(START);
    // Wednesday before closing, two working days: Friday 15:30 in Jakarta
    expect(kasus.answer_due_at).toEqual(new Date('2026-03-06T08:30:00Z'));
    expect(await acknowledgements()).toEqual([row.caseId]);
    expect(await eventsOf(row.caseId!)).toEqual(['case.opened', 'mail.filed']);

    expect(await door.arrive(aMail({ from: sari }))).toMatchObject({ fate: 'joined', caseId: row.caseId });
    expect(await acknowledgements()).toEqual([row.caseId]);
    expect(await casesOf(door)).toMatchObject([{ letters: 2 }]);
  });

  test('of a machine opens no case and is never answered', async () => {
    const machines = [
      aMail({ from: 'tamu@luar.example', headers: ['Auto-Submitted: auto-replied'] }),
      aMail({ from: 'kabar@milis.example', headers: ['List-Id: <kabar.milis.example>'] }),
      aMail({ from: 'noreply@toko.example', headers: ['Precedence: bulk'] }),
    ];
    for (const raw of machines) expect((await door.arrive(raw)).state).toBe('ignored');
    expect(await casesOf(door)).toEqual([]);
    expect(await acknowledgements()).toEqual([]);
  });

  test('that a filter marked as spam waits for a person', async () => {
    const row = await door.arrive(aMail({ from: 'dewi@murid.example', headers: ['X-Spam-Flag: YES'] }));
    expect(row).toMatchObject({ state: 'held', fate: 'waits_for_person', problem: 'marked_as_spam' });
    expect(await acknowledgements()).toEqual([]);
  });

  test('of which only the header came is filed and says so', async () => {
    const raw = aMail({ from: sari });
    const where = { mailboxId: door.world.mailboxId, folder: 'INBOX', uidValidity: 1, historic: false };
    const [id] = await takeIn(
      door.world.db,
      door.world.vault,
      where,
      [{ uid: 1, raw, size: 60_000_000, truncated: true, arrivedAt: START }],
      1,
    );
    expect(await fileAll(door, [id!])).toMatchObject([{ fate: 'new_case' }]);
    expect((await lettersOf((await door.row(id!)).caseId!))[0]?.warnings).toContain('too_large');
  });

  test('and a second one arriving at the same moment make one person and one case', async () => {
    const ids = await door.takeIn([1, 2, 3, 4].map(() => aMail({ from: sari })));
    await Promise.all(ids.map((id) => ingestMail(door.ingest, id)));
    expect(await casesOf(door)).toMatchObject([{ letters: 4 }]);
    expect(await acknowledgements()).toHaveLength(1);
  });
});

describe('a letter joins its case', () => {
  test('by the mark in our Message-ID, among several open cases', async () => {
    const { caseId } = await door.arrive(aMail({ from: sari }));
    await aCase(door.world, { konseli: 'Sari' });
    const ours = await ourMessageId(caseId!);
    expect(await door.arrive(aMail({ from: sari, inReplyTo: ours }))).toMatchObject({ fate: 'joined', caseId });
  });

  test('by the mark in the plus-address, in either case of letters', async () => {
    const first = await aCase(door.world, { konseli: 'Sari' });
    await aCase(door.world, { konseli: 'Sari' });
    const bound = { caseId: first.id, recipient: 'sari@murid.example' };
    const to = signReplyAddress(door.world.vault.token.secret, bound, SERVICE_ADDRESS, first.code);
    expect(await door.arrive(aMail({ from: sari, to }))).toMatchObject({ fate: 'joined', caseId: first.id });
    expect(await door.arrive(aMail({ from: 'SARI@murid.example', to: to.toUpperCase() }))).toMatchObject({
      fate: 'joined',
      caseId: first.id,
    });
  });

  test('by a reference to an earlier letter of the same person', async () => {
    const row = await door.arrive(aMail({ from: sari, messageId: 'surat-pertama@murid.example' }));
    await aCase(door.world, { konseli: 'Sari' });
    const next = await door.arrive(aMail({ from: sari, inReplyTo: 'surat-pertama@murid.example' }));
    expect(next).toMatchObject({ fate: 'joined', caseId: row.caseId });
  });

  test('and wakes it', async () => {
    const kasus = await aCase(door.world, { konseli: 'Sari', counsellor: door.world.buAni });
    await asleep(kasus.id);
    await door.arrive(aMail({ from: sari }));
    expect(await caseRow(kasus.id)).toMatchObject({ asleep_until: null, turn: 'counsellor' });
  });

  test.each(['X-Spam-Flag: YES', 'List-Id: <kelas.milis.example>'])('also with %s', async (header) => {
    const kasus = await aCase(door.world, { konseli: 'Sari' });
    const row = await door.arrive(aMail({ from: sari, headers: [header] }));
    expect(row).toMatchObject({ fate: 'joined', caseId: kasus.id });
  });

  test('never by its subject alone', async () => {
    const kasus = await aCase(door.world, { konseli: 'Sari', subject: 'Ujian' });
    const row = await door.arrive(aMail({ from: 'bima@murid.example', subject: `Re: Ujian ${kasus.code}` }));
    expect(row.fate).toBe('new_case');
    expect(row.caseId).not.toBe(kasus.id);
  });
});

describe('in doubt it waits for a person, and stands in no case', () => {
  test('a stranger with our mark', async () => {
    const { caseId, caseCode } = await door.arrive(aMail({ from: sari }));
    const ours = await ourMessageId(caseId!);
    const row = await door.arrive(aMail({ from: 'ibu@rumah.example', inReplyTo: ours }));
    expect(row).toMatchObject({ state: 'held', problem: 'stranger_with_token', suggestion: caseCode, caseId: null });
    expect(await casesOf(door)).toMatchObject([{ letters: 1 }]);
  });

  test('a stranger with a stolen plus-address', async () => {
    const kasus = await aCase(door.world, { konseli: 'Sari' });
    const bound = { caseId: kasus.id, recipient: 'sari@murid.example' };
    const to = signReplyAddress(door.world.vault.token.secret, bound, SERVICE_ADDRESS, kasus.code);
    const row = await door.arrive(aMail({ from: 'ibu@rumah.example', to }));
    expect(row).toMatchObject({ state: 'held', problem: 'stranger_with_token', suggestion: kasus.code });
  });

  test('a stranger who names a konseli’s letter', async () => {
    await door.arrive(aMail({ from: sari, messageId: 'milik-sari@murid.example' }));
    const row = await door.arrive(aMail({ from: 'teman@murid.example', inReplyTo: 'milik-sari@murid.example' }));
    expect(row).toMatchObject({ state: 'held', problem: 'stranger_in_thread' });
  });

  test('a forged mark names nothing: the letter goes where the sender belongs', async () => {
    const kasus = await aCase(door.world, { konseli: 'Sari' });
    const forged = signReplyAddress(
      Buffer.alloc(32, 1),
      { caseId: kasus.id, recipient: 'sari@murid.example' },
      SERVICE_ADDRESS,
      kasus.code,
    );
    const row = await door.arrive(aMail({ from: 'bima@murid.example', to: forged }));
    expect(row.fate).toBe('new_case');
    expect(row.caseId).not.toBe(kasus.id);
  });

  test('a person with two open cases who says not which', async () => {
    await aCase(door.world, { konseli: 'Sari' });
    await aCase(door.world, { konseli: 'Sari' });
    expect(await door.arrive(aMail({ from: sari }))).toMatchObject({ state: 'held', problem: 'several_open_cases' });
  });

  test.each([
    ['our own address', SERVICE_ADDRESS, 'sender_is_ourselves'],
    ['our address with a detail', 'konseling+abc@sekolah.example', 'sender_is_ourselves'],
    ['an address of staff', 'Bu Ani <ANI@sekolah.example>', 'sender_is_staff'],
    ['two senders', 'Sari <sari@murid.example>, Ibu <ibu@rumah.example>', 'sender_ambiguous'],
    ['a group', 'Kelas: sari@murid.example;', 'sender_ambiguous'],
    ['nobody', '', 'sender_ambiguous'],
  ])('%s as sender', async (_name, from, problem) => {
    const kasus = await aCase(door.world, { konseli: 'Sari' });
    const row = await door.arrive(aMail({ from }));
    expect(row).toMatchObject({ state: 'held', problem });
    expect((await casesOf(door)).find((c) => c.id === kasus.id)?.letters).toBe(1);
    expect(await acknowledgements()).toEqual([]);
  });

  test('two From headers', async () => {
    const row = await door.arrive(aMail({ from: sari, headers: ['From: ibu@rumah.example'] }));
    expect(row).toMatchObject({ state: 'held', problem: 'sender_ambiguous' });
  });
});

describe('a closed case', () => {
  test('is not opened again: a new one points to it and is acknowledged', async () => {
    const { caseId } = await door.arrive(aMail({ from: sari }));
    const ours = await ourMessageId(caseId!);
    await close(caseId!);
    door.clock.now = days(3);
    const row = await door.arrive(aMail({ from: sari, inReplyTo: ours }));
    expect(row).toMatchObject({ state: 'filed', fate: 'returned' });
    expect(await caseRow(row.caseId!)).toMatchObject({ stage: 'preparation', previous_id: caseId });
    expect(await caseRow(caseId!)).toMatchObject({ stage: 'closed' });
    expect(await acknowledgements()).toEqual([caseId, row.caseId]);
  });

  test('of somebody who writes without any reference is found by the address', async () => {
    const { caseId } = await door.arrive(aMail({ from: sari }));
    await close(caseId!);
    const row = await door.arrive(aMail({ from: sari }));
    expect(row.fate).toBe('returned');
    expect((await caseRow(row.caseId!)).previous_id).toBe(caseId);
  });
});

describe('the same mail', () => {
  test('twice is one letter and one duplicate', async () => {
    const raw = aMail({ from: sari });
    expect(await door.arrive(raw)).toMatchObject({ fate: 'new_case' });
    expect(await door.arrive(raw)).toMatchObject({ state: 'ignored', fate: 'duplicate' });
    const [id] = await door.takeIn([raw, raw]);
    expect(id).toBeUndefined();
    expect((await door.rows()).map((row) => row.fate)).toEqual(['new_case', 'duplicate', 'duplicate', 'duplicate']);
    expect(await casesOf(door)).toMatchObject([{ letters: 1 }]);
  });

  test('in one batch twice', async () => {
    const raw = aMail({ from: sari });
    const ids = await door.takeIn([raw, raw]);
    expect(await fileAll(door, ids)).toMatchObject([{ fate: 'new_case' }]);
    expect((await door.rows()).map((row) => row.fate)).toEqual(['new_case', 'duplicate']);
  });

  test('under a Message-ID with other words is kept too: nobody can suppress a letter', async () => {
    const messageId = 'sama@murid.example';
    await door.arrive(aMail({ from: sari, messageId, text: 'Yang pertama.' }));
    const other = await door.arrive(aMail({ from: sari, messageId, text: 'Yang kedua.' }));
    expect(other).toMatchObject({ state: 'filed', fate: 'joined' });
    const letters = (await lettersOf(other.caseId!)).filter((letter) => letter.direction === 'in');
    const told = letters.map((letter) => [letter.text.trim(), letter.warnings.includes('same_message_id')]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['Yang pertama.', false],
        ['Yang kedua.', true],
      ]),
    );
  });

  test('by another way is a duplicate, and with another file it is not', async () => {
    const withFile = (content: string) =>
      Buffer.from(
        `Received: by mx.${content}.example\r\nFrom: ${sari}\r\nMessage-ID: <berkas@murid.example>\r\n` +
          'Content-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\n\r\nIni berkasnya.\r\n--q\r\n' +
          `Content-Disposition: attachment; filename=a.txt\r\n\r\n${content.slice(0, 4)}\r\n--q--\r\n`,
      );
    expect(await door.arrive(withFile('satu-pertama'))).toMatchObject({ fate: 'new_case' });
    expect(await door.arrive(withFile('satu-kedua'))).toMatchObject({ state: 'ignored', fate: 'duplicate' });
    expect(await door.arrive(withFile('lain'))).toMatchObject({ fate: 'joined' });
    expect(await casesOf(door)).toMatchObject([{ letters: 2 }]);
  });

  test('after a new UIDVALIDITY is only a duplicate, and the cursor follows', async () => {
    const raws = [aMail({ from: sari }), aMail({ from: 'bima@murid.example' })];
    await fileAll(door, await door.takeIn(raws, { uidValidity: 1, firstUid: 1 }));
    expect(await door.takeIn(raws, { uidValidity: 2, firstUid: 1 })).toEqual([]);
    expect((await door.rows()).map((row) => row.fate).sort()).toEqual([
      'duplicate',
      'duplicate',
      'new_case',
      'new_case',
    ]);
    const cursor = await door.world.db
      .selectFrom('mailbox_folders')
      .select(['uid_validity', 'last_uid'])
      .executeTakeFirstOrThrow();
    expect(cursor).toEqual({ uid_validity: 2, last_uid: 2 });
  });

  test('seen by two pollers at once is taken in once', async () => {
    const raws = Array.from({ length: 10 }, (_, n) => aMail({ from: `konseli${n}@murid.example` }));
    const taken = await Promise.all([1, 2, 3].map(() => door.takeIn(raws, { firstUid: 1 })));
    expect(taken.flat()).toHaveLength(10);
    await Promise.all(taken.flat().map((id) => ingestMail(door.ingest, id)));
    expect((await door.rows()).map((row) => row.fate)).toEqual(Array(10).fill('new_case'));
  });

  test('in the hands of two workers is filed once', async () => {
    const [id] = await door.takeIn([aMail({ from: sari })]);
    const filed = await Promise.all([1, 2, 3].map(() => ingestMail(door.ingest, id!)));
    expect(filed.filter(Boolean)).toHaveLength(1);
    expect(await casesOf(door)).toMatchObject([{ letters: 1 }]);
  });

  test('whose first worker lost its lease in the middle is filed by the second alone', async () => {
    const [id] = await door.takeIn([aMail({ from: sari })]);
    let second: Promise<unknown> = Promise.resolve();
    const slow = {
      ...door.ingest,
      understand: async (raw: Uint8Array) => {
        door.clock.now = new Date(door.clock.now.getTime() + 2 * door.ingest.leaseMs);
        second = ingestMail(door.ingest, id!);
        await second;
        return door.ingest.understand(raw);
      },
    };
    expect(await ingestMail(slow, id!)).toBeNull();
    expect(await second).toMatchObject({ fate: 'new_case' });
    expect(await casesOf(door)).toMatchObject([{ letters: 1 }]);
  });
});

describe('machines in a conversation', () => {
  test('an automatic answer is seen in its case, wakes nobody and is not answered', async () => {
    const { caseId } = await door.arrive(aMail({ from: sari }));
    const ours = await ourMessageId(caseId!);
    await asleep(caseId!);
    const row = await door.arrive(aMail({ from: sari, inReplyTo: ours, headers: ['Auto-Submitted: auto-replied'] }));
    expect(row).toMatchObject({ state: 'filed', fate: 'automatic', caseId });
    expect(await caseRow(caseId!)).toMatchObject({ asleep_until: days(9), turn: 'konseli' });
    expect(await acknowledgements()).toEqual([caseId]);
  });

  test('a delivery report marks the letter that did not arrive', async () => {
    const { caseId } = await door.arrive(aMail({ from: sari }));
    const ours = await ourMessageId(caseId!);
    await door.world.db
      .updateTable('outbound_mails')
      .set({ state: 'sent', settled_at: START })
      .where('case_id', '=', caseId!)
      .execute();
    const row = await door.arrive(bounceOf(ours));
    expect(row).toMatchObject({ state: 'filed', fate: 'bounce', caseId });
    const letter = await door.world.db
      .selectFrom('outbound_mails')
      .select(['bounce', 'bounce_permanent'])
      .executeTakeFirstOrThrow();
    expect(letter).toEqual({ bounce: '5.1.1', bounce_permanent: true });
    expect(await acknowledgements()).toEqual([caseId]);
  });

  test('a delivery report of a letter we never sent waits for a person', async () => {
    const row = await door.arrive(bounceOf('palsu@sekolah.example'));
    expect(row).toMatchObject({ state: 'held', problem: 'bounce_of_unknown_letter' });
  });
});

async function caseRow(id: string) {
  return door.world.db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

async function lettersOf(caseId: string) {
  const key = await door.world.vault.key(door.world.db, 'letters', caseId);
  const rows = await door.world.db
    .selectFrom('messages')
    .select(['id', 'kind', 'direction', 'content_sealed'])
    .where('case_id', '=', caseId)
    .orderBy('arrived_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, ...openLetter(key, row.id, row.content_sealed!) }));
}

/** The Message-ID of the acknowledgement, as the konseli's mail program knows it. */
async function ourMessageId(caseId: string): Promise<string> {
  return (await lettersOf(caseId)).find((letter) => letter.direction === 'out')!.messageId!;
}

/** Cases that were acknowledged, in order. */
async function acknowledgements(): Promise<string[]> {
  const rows = await door.world.db.selectFrom('outbound_mails').select('case_id').orderBy('created_at').execute();
  return rows.map((row) => row.case_id);
}

async function eventsOf(caseId: string): Promise<string[]> {
  const rows = await door.world.db
    .selectFrom('events')
    .select('kind')
    .where('case_id', '=', caseId)
    .orderBy('seq')
    .execute();
  return rows.map((row) => row.kind);
}

async function asleep(caseId: string): Promise<void> {
  await door.world.db
    .updateTable('cases')
    .set({ asleep_until: days(9), turn: 'konseli', waiting_since: null, answer_due_at: null })
    .where('id', '=', caseId)
    .execute();
}

async function close(caseId: string): Promise<void> {
  const { code } = await caseRow(caseId);
  await door.world.db
    .updateTable('cases')
    .set({ counsellor_id: door.world.buAni.id, risk: 'none' })
    .where('id', '=', caseId)
    .execute();
  const move = await door.world.tx((tx) =>
    moveCase(tx, door.world.buAni, code, { to: 'closed', ending: 'withdrawn' }, door.clock.now),
  );
  expect(move).toMatchObject({ moved: 'closed' });
}

const bounceOf = (messageId: string): Buffer =>
  Buffer.from(
    [
      'Return-Path: <>',
      'From: Mail Delivery System <MAILER-DAEMON@mx.murid.example>',
      `To: ${SERVICE_ADDRESS}`,
      'Subject: Undelivered Mail Returned to Sender',
      `Message-ID: <laporan-${messageId}>`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=r',
      '',
      '--r',
      'Content-Type: text/plain',
      '',
      'Your message could not be delivered.',
      '--r',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.murid.example',
      '',
      'Final-Recipient: rfc822; sari@murid.example',
      'Action: failed',
      'Status: 5.1.1',
      '',
      '--r',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: <${messageId}>`,
      '',
      '--r--',
      '',
    ].join('\r\n'),
  );
