// Large bytes are given back as soon as nobody reads them any more: what is kept of a letter is whole all the same.

import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { open } from '../../../src/crypto/seal.ts';
import { openFreshBytes } from '../../../src/intake/fresh-bytes.ts';
import { readRaw } from '../../../src/intake/inbound-mail.ts';
import { type Ingested, ingestWaiting } from '../../../src/intake/ingest-mail.ts';
import { takeIn } from '../../../src/intake/take-in.ts';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import { type Door, openDoor, openParser } from './door.ts';

const SIZE = 300_000;

let parser: ParsePool;
let door: Door;
beforeAll(() => {
  parser = openParser();
});
beforeEach(async () => {
  door = await openDoor(parser);
  return () => door.world.end();
});
afterAll(() => parser.close());

test('files of every encoding and the bytes themselves', async () => {
  const { raws, files } = threeLarge();
  const filed = await fileAll(door.ingest, raws);
  expect(filed.every((one) => 'filed' in one)).toBe(true);
  expect(await keptFiles()).toEqual(files);
  expect(await keptRaws()).toEqual(raws.map(hash).sort());
});

test('also when filing them together failed in the middle of it, and each was filed alone', async () => {
  const { raws, files } = threeLarge();
  // A sequence remembers what a transaction that failed has forgotten.
  await sql`create sequence tried`.execute(door.world.db);
  await sql`create function refuse_third() returns trigger language plpgsql as $$
    begin if nextval('tried') = 3 then raise 'refused'; end if; return new; end $$`.execute(door.world.db);
  await sql`create trigger refuse before insert on attachments for each row execute function refuse_third()`.execute(
    door.world.db,
  );
  const read = Promise.withResolvers<void>();
  let left = raws.length;
  const filed = await fileAll(
    {
      ...door.ingest,
      async understand(raw) {
        const understood = await parser.understand(raw);
        if (--left === 0) read.resolve();
        await read.promise; // so that one is filed first, and the two others together
        return understood;
      },
    },
    raws,
  );
  expect(filed.every((one) => 'filed' in one)).toBe(true);
  expect(await keptFiles()).toEqual(files);
  const { rows } = await sql<{ n: number }>`select last_value as n from tried`.execute(door.world.db);
  expect(rows[0]?.n).toBe(raws.length + 2);
});

async function fileAll(ingest: Door['ingest'], raws: readonly Buffer[]): Promise<Ingested[]> {
  const { world, clock } = door;
  const fresh = openFreshBytes(10_000_000, () => clock.now);
  const batch = raws.map((raw, n) => ({
    uid: n + 1,
    raw: new Uint8Array(raw),
    size: raw.length,
    truncated: false,
    arrivedAt: clock.now,
  }));
  const place = { mailboxId: world.mailboxId, folder: 'INBOX', uidValidity: 1, historic: false };
  await takeIn(world.db, world.vault, place, batch, raws.length, fresh);
  const filed: Ingested[] = [];
  await ingestWaiting({ ...ingest, fresh }, (some) => filed.push(...some));
  return filed;
}

async function keptFiles(): Promise<string[]> {
  const { db, vault } = door.world;
  const rows = await db
    .selectFrom('attachments as a')
    .innerJoin('messages as m', 'm.id', 'a.message_id')
    .select(['a.id', 'a.content_sealed', 'm.case_id'])
    .execute();
  const opened = rows.map(async (row) =>
    hash(open(await vault.key(db, 'letters', row.case_id), 'attachments.content', row.id, row.content_sealed!)),
  );
  return (await Promise.all(opened)).sort();
}

async function keptRaws(): Promise<string[]> {
  const { db, vault } = door.world;
  const rows = await db.selectFrom('inbound_mails').select('id').execute();
  return (await Promise.all(rows.map(async ({ id }) => hash((await readRaw(db, vault, id))!)))).sort();
}

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A file as base64, one as 8bit text, one as it is (binary); each in a letter of its own sender. */
function threeLarge(): { raws: Buffer[]; files: string[] } {
  const picture = randomBytes(SIZE);
  const text = Buffer.from(`${'Baris cerita dari buku harian.\r\n'.repeat(SIZE / 32)}akhir`);
  const raws = [
    letter('sari', 'base64', Buffer.from(picture.toString('base64').replace(/.{76}/g, '$&\r\n'))),
    letter('bima', '8bit', text),
    letter('dewi', 'binary', text),
  ];
  return { raws, files: [hash(picture), hash(text), hash(text)].sort() };
}

function letter(who: string, encoding: string, body: Buffer): Buffer {
  const head = [
    `From: ${who}@murid.example`,
    'To: konseling@sekolah.example',
    `Subject: Dari ${who}`,
    `Message-ID: <besar-${who}@murid.example>`,
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Terlampir.',
    '--b',
    'Content-Type: application/octet-stream; name=berkas',
    'Content-Disposition: attachment; filename=berkas',
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    '',
  ].join('\r\n');
  return Buffer.concat([Buffer.from(head), body, Buffer.from('\r\n--b--\r\n')]);
}
