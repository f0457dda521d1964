// Erased means erased: two persons, keys gone, and no way back in for the letter: not by the next look at the mailbox, not by
// new numbers, not by another mailbox, not by an archive.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { importMail } from '../../../src/intake/import-mail.ts';
import { ingestMail } from '../../../src/intake/ingest-mail.ts';
import { pollMailbox } from '../../../src/intake/poll-mailbox.ts';
import { takeIn } from '../../../src/intake/take-in.ts';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import { agreeErasure, askErasure, listErasures, refuseErasure } from '../../../src/privacy/erasures.ts';
import { ensureMailbox } from '../../../src/service/mailboxes.ts';
import { START } from '../../support/cast.ts';
import { type Dovecot, dovecotAvailable, dovecotMissing, startDovecot } from '../../support/dovecot.ts';
import { until } from '../../support/service.ts';
import { aMail, casesOf, type Door, openDoor, openParser } from '../intake/door.ts';

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

const WORDS = 'Kalimat yang harus hilang';
const letter = (n = 1) =>
  aMail({
    from: 'Bima <bima@murid.example>',
    messageId: `hapus-${n}@murid.example`,
    subject: WORDS,
    text: `${WORDS}.`,
  });
const withOneHeaderMore = (raw: Buffer) => Buffer.concat([Buffer.from('X-Mailbox-Copy: 2\r\n'), raw]);

/** Bu Ani has the case and ends it. */
async function endCase(caseId: string): Promise<void> {
  const { db, buAni } = door.world;
  await db.updateTable('cases').set({ counsellor_id: buAni.id }).where('id', '=', caseId).execute();
  await db
    .updateTable('cases')
    .set({
      stage: 'closed',
      ending: 'withdrawn',
      turn: 'nobody',
      closed_at: START,
      waiting_since: null,
      answer_due_at: null,
    })
    .where('id', '=', caseId)
    .execute();
  await db.updateTable('outbound_mails').set({ state: 'sent', settled_at: START }).execute();
}

type Wish = Parameters<typeof askErasure>[2];

/** Bu Ani asks, Bu Ratna agrees. */
async function erase(wish: Wish): Promise<void> {
  const { world } = door;
  const asked = await world.tx((tx) => askErasure(tx, world.buAni, wish, START));
  if ('refused' in asked) throw new Error(asked.refused);
  const done = await world.tx((tx) => agreeErasure(tx, world.vault, world.buRatna, asked.asked, START));
  if ('refused' in done) throw new Error(done.refused);
}

async function arriveAndEnd(): Promise<{ caseId: string; code: string; mailId: string }> {
  const row = await door.arrive(letter());
  await endCase(row.caseId!);
  return { caseId: row.caseId!, code: row.caseCode!, mailId: row.id };
}

describe('a case', () => {
  test('is erased by two persons, never by one, and only when it is closed', async () => {
    const { world } = door;
    const row = await door.arrive(letter());
    const wish: Wish = { code: row.caseCode!, reason: 'konseli_asked' };
    await world.db.updateTable('cases').set({ counsellor_id: world.buAni.id }).execute();
    const ask = (who = world.buAni) => world.tx((tx) => askErasure(tx, who, wish, START));
    expect(await ask()).toEqual({ refused: 'still_open' });
    await endCase(row.caseId!);
    expect(await ask(world.pakBudi)).toEqual({ refused: 'not_found' });
    expect(await ask(world.pakJoko)).toEqual({ refused: 'not_found' });
    await world.db.updateTable('outbound_mails').set({ settled_at: START }).execute();
    const asked = (await ask()) as { asked: string };
    expect(await ask()).toEqual({ refused: 'already_asked' });
    const agree = (who = world.buRatna) => world.tx((tx) => agreeErasure(tx, world.vault, who, asked.asked, START));
    expect(await agree(world.buAni)).toEqual({ refused: 'asked_it_yourself' });
    expect(await agree(world.pakBudi)).toEqual({ refused: 'not_found' });
    expect(await agree(world.pakJoko)).toEqual({ refused: 'not_found' });
    expect(await agree()).toEqual({ erased: 'case' });
    expect(await agree()).toEqual({ refused: 'nothing_asked' });
    expect(await listErasures(world.db, world.buRatna, START)).toMatchObject([
      { code: row.caseCode, of: 'case', answer: { agreed: true, by: 'Bu Ratna' } },
    ]);
  });

  test('that two do not agree on stays, and may be asked for again', async () => {
    const { world } = door;
    const { code, mailId } = await arriveAndEnd();
    const wish: Wish = { code, reason: 'time_is_up' };
    const { asked } = (await world.tx((tx) => askErasure(tx, world.buAni, wish, START))) as { asked: string };
    expect(await world.tx((tx) => refuseErasure(tx, world.buRatna, asked, START))).toEqual({ turnedDown: true });
    expect((await door.row(mailId)).fate).toBe('new_case');
    expect(await world.tx((tx) => askErasure(tx, world.buAni, wish, START))).toHaveProperty('asked');
  });

  test('leaves no word, no name, no address and no key', async () => {
    const { db } = door.world;
    const { caseId, code } = await arriveAndEnd();
    await erase({ code, reason: 'konseli_asked' });
    const kept = await sql<{ n: number }>`
      select (select count(*) from messages where content_sealed is not null or message_index is not null)
           + (select count(*) from inbound_mails where raw_sealed is not null or sender_index is not null)
           + (select count(*) from outbound_mails where raw_sealed is not null or recipient_sealed is not null)
           + (select count(*) from konseli_addresses) + (select count(*) from konseli where name_sealed is not null)
           + (select count(*) from cases where title_sealed is not null or preview_sealed is not null)
           + (select count(*) from vault.keys where owner is not null and wrapped is not null) as n`.execute(db);
    expect(Number(kept.rows[0]?.n)).toBe(0);
    const kasus = await db.selectFrom('cases').select('erased_at').where('id', '=', caseId).executeTakeFirstOrThrow();
    expect(kasus.erased_at).toEqual(START);
  });

  test('of somebody who has another one takes only its own words', async () => {
    const { db } = door.world;
    const { caseId, code } = await arriveAndEnd();
    const again = await door.arrive(letter(2));
    expect(again).toMatchObject({ fate: 'returned' });
    expect(again.caseId).not.toBe(caseId);
    await erase({ code, reason: 'konseli_asked' });
    expect(await db.selectFrom('konseli_addresses').selectAll().execute()).toHaveLength(1);
    expect(await door.arrive(letter(3))).toMatchObject({ fate: 'joined', caseId: again.caseId });
  });

  test('is a new one when the same person writes again', async () => {
    const { caseId, code } = await arriveAndEnd();
    await erase({ code, reason: 'konseli_asked' });
    const raw = aMail({ from: 'bima@murid.example', inReplyTo: 'hapus-1@murid.example', text: 'Saya menulis lagi.' });
    const row = await door.arrive(raw);
    expect(row).toMatchObject({ fate: 'new_case' });
    expect(row.caseId).not.toBe(caseId);
  });
});

describe('one letter', () => {
  test('goes from an open case, and the others stay', async () => {
    const { db, buAni } = door.world;
    const first = await door.arrive(letter(1));
    const second = await door.arrive(letter(2));
    await db.updateTable('cases').set({ counsellor_id: buAni.id }).execute();
    await erase({ mailId: second.id, reason: 'sent_by_mistake' });
    const letters = await db
      .selectFrom('messages')
      .select(['inbound_id', 'content_sealed'])
      .where('direction', '=', 'in')
      .execute();
    expect(letters.find((l) => l.inbound_id === first.id)?.content_sealed).not.toBeNull();
    expect(letters.find((l) => l.inbound_id === second.id)?.content_sealed).toBeNull();
    const kasus = await db.selectFrom('cases').select(['title_sealed', 'preview_sealed']).executeTakeFirstOrThrow();
    expect(kasus.title_sealed).not.toBeNull();
    expect(kasus.preview_sealed).toBeNull();
    expect(await door.arrive(withOneHeaderMore(letter(2)))).toMatchObject({ state: 'ignored', fate: 'erased' });
  });

  test('in no case is erased by a counsellor and a second person', async () => {
    const row = await door.arrive(aMail({ from: 'ani@sekolah.example', text: WORDS }));
    expect(row.state).toBe('held');
    await erase({ mailId: row.id, reason: 'sent_by_mistake' });
    expect(await door.row(row.id)).toMatchObject({ state: 'ignored', fate: 'erased' });
  });
});

describe('what was erased does not come back', () => {
  async function nothingCameBack(): Promise<void> {
    const rows = await door.rows();
    expect(rows.slice(1).map((row) => `${row.state} ${row.fate}`)).toEqual(rows.slice(1).map(() => 'ignored erased'));
    expect(await casesOf(door)).toHaveLength(1);
    const bytes = await door.world.db
      .selectFrom('inbound_mails')
      .select('id')
      .where('raw_sealed', 'is not', null)
      .execute();
    expect(bytes).toEqual([]);
  }

  test('with the same bytes, with one header more, in a second mailbox', async () => {
    const { world } = door;
    const { code } = await arriveAndEnd();
    await erase({ code, reason: 'konseli_asked' });
    await door.arrive(letter());
    await door.arrive(withOneHeaderMore(letter()));
    const second = await world.tx((tx) => ensureMailbox(tx, 'bk@sekolah.example'));
    const raw = Buffer.concat([Buffer.from('Delivered-To: bk@sekolah.example\r\n'), letter()]);
    const where = { mailboxId: second.id, folder: 'INBOX', uidValidity: 7, historic: false };
    const mail = { uid: 1, raw, size: raw.length, truncated: false, arrivedAt: START };
    for (const id of await takeIn(world.db, world.vault, where, [mail], 1)) await ingestMail(door.ingest, id);
    expect(await door.rows()).toHaveLength(4);
    await nothingCameBack();
  });

  test('from an old archive, our own answers among it', async () => {
    const { world } = door;
    const { code, caseId } = await arriveAndEnd();
    const messageId = 'jawaban-1@sekolah.example';
    await world.db
      .updateTable('outbound_mails')
      .set({ recipient_sealed: null, raw_sealed: null })
      .where('case_id', '=', caseId)
      .execute();
    await sql`insert into outbound_mails (id, case_id, mailbox_id, kind, dedupe_key, message_index, state, settled_at)
      values (gen_random_uuid(), ${caseId}, ${world.mailboxId}, 'reply', 'reply:1', ${world.vault.blindIndex('message-id', messageId)}, 'sent', now())`.execute(
      world.db,
    );
    await erase({ code, reason: 'konseli_asked' });
    const ours = aMail({ from: 'konseling@sekolah.example', to: 'bima@murid.example', messageId, text: WORDS });
    const dir = mkdtempSync(join(tmpdir(), 'suluh-archive-'));
    const mbox = [letter(), withOneHeaderMore(letter()), ours].map(
      (raw) => `From - Wed Mar  4 09:00:00 2026\r\n${raw}\r\n`,
    );
    writeFileSync(join(dir, 'lama.mbox'), mbox.join(''));
    const { fates } = await importMail(door.ingest, 'konseling@sekolah.example', join(dir, 'lama.mbox'));
    rmSync(dir, { recursive: true });
    expect(fates).not.toHaveProperty('new_case');
    await nothingCameBack();
  });

  test('and another letter with the same Message-ID from somebody else is heard', async () => {
    const { code } = await arriveAndEnd();
    await erase({ code, reason: 'konseli_asked' });
    const raw = aMail({ from: 'dewi@murid.example', messageId: 'hapus-1@murid.example', text: 'Surat saya sendiri.' });
    expect(await door.arrive(raw)).toMatchObject({ fate: 'new_case' });
  });

  test.skipIf(!dovecotAvailable)(
    `at the next look into the mailbox, and after it got new numbers (${dovecotMissing})`,
    async () => {
      const dovecot = await startDovecot();
      try {
        dovecot.deliver(letter());
        const filed = await poll(dovecot, 1);
        await endCase(filed[0]!.caseId!);
        await erase({ code: filed[0]!.caseCode!, reason: 'konseli_asked' });
        await poll(dovecot, 1);
        dovecot.dropIndex();
        dovecot.deliver(withOneHeaderMore(letter()));
        await poll(dovecot, 3);
        await nothingCameBack();
      } finally {
        await dovecot.stop();
      }
    },
  );

  /** Looks into the mailbox until so many mails are known, and files them. */
  async function poll(dovecot: Dovecot, mails: number) {
    const { world } = door;
    const stopping = new AbortController();
    const running = pollMailbox({
      db: world.db,
      vault: world.vault,
      mailboxId: world.mailboxId,
      settings: { url: dovecot.imapUrl(), tokens: null, folder: 'INBOX' },
      pollEveryMs: 100,
      softLimit: 1e9,
      onTakenIn: () => undefined,
      onRenumbered: () => undefined,
      onMuchTraffic: () => undefined,
      onProblem: () => undefined,
      now: () => START,
      signal: stopping.signal,
    });
    const rows = await until('the mails', async () => {
      const known = await door.rows();
      return known.length >= mails && known;
    });
    stopping.abort();
    await running;
    for (const row of rows) if (row.state === 'received') await ingestMail(door.ingest, row.id);
    return door.rows();
  }
});
