// An archive comes in as history: once, in its cases, answered by nobody. A second run finds everything again.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { importMail } from '../../../src/intake/import-mail.ts';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import { SERVICE_ADDRESS } from '../../support/cast.ts';
import { aMail, casesOf, type Door, openDoor, openParser } from './door.ts';

let pool: ParsePool;
let door: Door;
let folder: string;
beforeAll(() => {
  pool = openParser();
});
beforeEach(async () => {
  door = await openDoor(pool);
  folder = await mkdtemp(join(tmpdir(), 'suluh-archive-'));
});
afterEach(async () => {
  await door.world.end();
  await rm(folder, { recursive: true });
});
afterAll(() => pool.close());

/** Sari writes twice and is answered in between; Bima writes once. */
const story = () => [
  aMail({ messageId: 'satu@murid.example', text: 'Surat pertama.\r\n\r\nFrom mana saya mulai?' }),
  aMail({
    from: `Layanan Konseling <${SERVICE_ADDRESS}>`,
    to: 'sari@murid.example',
    messageId: 'jawaban@sekolah.example',
    inReplyTo: 'satu@murid.example',
    text: 'Terima kasih sudah menulis.',
  }),
  aMail({ messageId: 'dua@murid.example', inReplyTo: 'jawaban@sekolah.example', text: 'Surat kedua.' }),
  aMail({ from: 'bima@murid.example' }),
];

const shapes: Record<string, (mails: Buffer[]) => Promise<string>> = {
  async 'an mbox file'(mails) {
    const path = join(folder, 'arsip.mbox');
    const quoted = mails.map((raw) =>
      raw
        .toString()
        .replaceAll('\r\n', '\n')
        .replace(/^(>*From )/gm, '>$1'),
    );
    await writeFile(
      path,
      quoted.map((text) => `From x Wed Mar  4 02:00:00 2026\n${text.replace(/^>From: /m, 'From: ')}\n`).join(''),
    );
    return path;
  },
  async 'a Maildir'(mails) {
    for (const part of ['cur', 'new', 'tmp']) await mkdir(join(folder, part));
    for (const [n, raw] of mails.entries()) await writeFile(join(folder, 'cur', `${1000 + n}.x:2,S`), raw);
    return folder;
  },
  async 'a folder of .eml files'(mails) {
    for (const [n, raw] of mails.entries()) await writeFile(join(folder, `${1000 + n}.eml`), raw);
    await writeFile(join(folder, 'catatan.txt'), 'bukan surat');
    return folder;
  },
};

test.each(Object.keys(shapes))('%s becomes history, and nothing is added the second time', async (shape) => {
  const mails = story();
  const path = await shapes[shape]!(mails);
  const first = await importMail(door.ingest, SERVICE_ADDRESS, path);
  expect(first).toEqual({ mails: 4, fates: { new_case: 2, joined: 2 } });
  await expectTheStory();

  const second = await importMail(door.ingest, SERVICE_ADDRESS, path);
  expect(second).toEqual({ mails: 4, fates: { duplicate: 4 } });
  await expectTheStory();
});

test('what IMAP brought before is known in the archive too', async () => {
  const mails = story();
  await door.arrive(mails[0]!);
  const path = await shapes['a Maildir']!(mails);
  const imported = await importMail(door.ingest, SERVICE_ADDRESS, path);
  expect(imported.fates).toEqual({ duplicate: 1, joined: 2, new_case: 1 });
});

test('an old letter of ours to nobody we know waits for a person', async () => {
  const ours = aMail({ from: SERVICE_ADDRESS, to: 'siapa@luar.example' });
  const path = await shapes['a folder of .eml files']!([ours]);
  expect((await importMail(door.ingest, SERVICE_ADDRESS, path)).fates).toEqual({ waits_for_person: 1 });
});

test('a path that is not there is said at once', async () => {
  await expect(importMail(door.ingest, SERVICE_ADDRESS, join(folder, 'tidak-ada'))).rejects.toMatchObject({
    code: 'ENOENT',
  });
});

async function expectTheStory(): Promise<void> {
  const { db } = door.world;
  expect((await casesOf(door)).map((kasus) => kasus.letters)).toEqual([2, 1]);
  const letters = await db
    .selectFrom('messages as m')
    .innerJoin('cases as c', 'c.id', 'm.case_id')
    .select(['m.direction', 'c.turn', 'c.answer_due_at'])
    .execute();
  expect(letters.map((letter) => letter.direction).sort()).toEqual(['in', 'in', 'in', 'out']);
  expect(letters.every((letter) => letter.answer_due_at === null)).toBe(true);
  expect(await db.selectFrom('outbound_mails').select('id').execute()).toEqual([]);
}
