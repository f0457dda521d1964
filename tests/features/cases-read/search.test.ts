// The search box: what its words mean, what it finds, and that it stops in time.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginReading } from '../../../src/cases/begin-reading.ts';
import { readQuery } from '../../../src/cases/read-query.ts';
import { type SearchQuery, searchLetters } from '../../../src/cases/search.ts';
import { writeNote } from '../../../src/cases/write-note.ts';
import { seal } from '../../../src/crypto/seal.ts';
import { newId } from '../../../src/db/database.ts';
import {
  aCase,
  aLetter,
  type CastCase,
  counsellorAnswers,
  days,
  hours,
  konseliWrites,
  openWorld,
  START,
  type World,
} from '../../support/cast.ts';

describe('what is typed', () => {
  const nothing = {
    anywhere: [],
    sender: [],
    subject: [],
    body: [],
    stage: null,
    open: null,
    mine: false,
    before: null,
    after: null,
    withAttachment: false,
  };
  test.each([
    ['ujian', { anywhere: ['ujian'] }],
    ['ujian "tidak bisa tidur"', { anywhere: ['ujian', 'tidak bisa tidur'] }],
    ['dari:sari isi:"takut gagal"', { sender: ['sari'], body: ['takut gagal'] }],
    ['from:sari body:exam', { sender: ['sari'], body: ['exam'] }],
    ['TAHAP:II status:terbuka petugas:saya', { stage: 'counselling', open: true, mine: true }],
    ['tahap:pascakonseling status:selesai', { stage: 'post_counselling', open: false }],
    [
      'sebelum:2026-09-01 sesudah:2026-08-01 ada:lampiran',
      { before: '2026-09-01', after: '2026-08-01', withAttachment: true },
    ],
    ['https://bantuan.example/', { anywhere: ['https://bantuan.example/'] }],
    ['perihal:mohon', { subject: ['mohon'] }],
  ])('%s', (typed, expected) => {
    expect(readQuery(typed)).toEqual({ query: { ...nothing, ...expected } });
  });

  test.each([
    ['', { wrong: 'empty' }],
    ['   ', { wrong: 'empty' }],
    ['""', { wrong: 'empty' }],
    ['warna:biru', { wrong: 'unknown', name: 'warna' }],
    ['tahap:IV', { wrong: 'bad_value', name: 'tahap' }],
    ['tahap:constructor', { wrong: 'bad_value', name: 'tahap' }],
    ['status:constructor', { wrong: 'bad_value', name: 'status' }],
    ['constructor:tahap', { wrong: 'unknown', name: 'constructor' }],
    ['sebelum:0000-01-01', { wrong: 'bad_value', name: 'sebelum' }],
    ['sebelum:besok', { wrong: 'bad_value', name: 'sebelum' }],
    ['sebelum:2026-02-30', { wrong: 'bad_value', name: 'sebelum' }],
    ['dari:""', { wrong: 'bad_value', name: 'dari' }],
  ])('%s is not understood', (typed, expected) => {
    expect(readQuery(typed)).toEqual(expected);
  });
});

describe('what is found', () => {
  let world: World;
  let sari: CastCase;
  const now = days(3);

  beforeAll(async () => {
    world = await openWorld();
    sari = await aCase(world, {
      counsellor: world.buAni,
      subject: 'Mohon bantuan',
      text: 'Saya takut gagal dalam UJIAN besok.\nSalam.',
    });
    await counsellorAnswers(world, sari, world.buAni, { text: 'Ceritakan tentang ujian itu.', at: hours(3) });
    const facts = { filename: 'rapor.pdf', contentType: 'application/pdf', size: 1, inline: false, contentId: null };
    await konseliWrites(world, sari, {
      text: 'Ini rapor saya.',
      at: hours(30),
      attachments: [{ facts, content: new Uint8Array(1) }],
    });
    await aCase(world, { konseli: 'Bima', counsellor: world.pakBudi, text: 'Ujian saya juga.' });
  });
  afterAll(() => world.end());

  test.each([
    ['ujian', 2],
    ['ujian salam', 1],
    ['dari:sari ujian', 1],
    ['dari:bima', 0],
    ['isi:rapor ada:lampiran', 1],
    ['ada:lampiran', 1],
    ['sesudah:2026-03-05', 1],
    ['sebelum:2026-03-05', 2],
    ['tahap:I status:terbuka petugas:saya ujian', 2],
    ['tahap:II', 0],
    ['tidak-ada-kata-ini', 0],
    ['.*', 0],
  ])('Bu Ani looks for %s: %i letters', async (typed, count) => {
    const { hits, scanned, next } = await look(typed);
    expect(hits).toHaveLength(count);
    expect(hits.every((hit) => hit.code === sari.code)).toBe(true);
    expect(scanned).toBeLessThanOrEqual(3);
    expect(next).toBeNull();
  });

  test('the sentence around the word is shown', async () => {
    const { hits } = await look('dari:sari gagal');
    expect(hits[0]?.excerpt).toEqual({ before: 'Saya takut ', match: 'gagal', after: ' dalam UJIAN besok. Salam.' });
  });

  test('notes are found by who may read them, and by nobody else', async () => {
    await world.tx((tx) =>
      writeNote(tx, world.vault, world.buAni, sari.code, 'Telepon wali kelas soal bakat.', hours(40)),
    );
    const { hits } = await look('bakat');
    expect(hits).toMatchObject([{ place: 'note', code: sari.code, excerpt: { match: 'bakat' } }]);
    expect((await look('isi:bakat')).hits).toHaveLength(1);
    for (const typed of ['dari:ani bakat', 'perihal:bakat', 'bakat ada:lampiran', 'bakat sebelum:2026-03-01'])
      expect((await look(typed)).hits, typed).toEqual([]);
    for (const other of [world.pakBudi, world.buRatna]) expect((await look('bakat', null, other)).hits).toEqual([]);
    const reason = 'Supervisi berkala bulan Maret.';
    await world.tx((tx) => beginReading(tx, world.vault, world.buRatna, sari.code, reason, now));
    expect((await look('bakat', null, world.buRatna)).hits).toHaveLength(1);
    await world.db.deleteFrom('notes').where('case_id', '=', sari.id).execute();
  });

  test('a place to go on from that is none is left aside', async () => {
    const { hits } = await look('dari:sari gagal', `1.${'-'.repeat(36)}`);
    expect(hits).toHaveLength(1);
  });

  test('newest first, fifty at a time, nothing twice, and in time', async () => {
    await manyLetters(5200);
    const seen = new Set<string>();
    let from: string | null = null;
    let rounds = 0;
    do {
      const page = await look('isi:jarang', from);
      for (const hit of page.hits) {
        expect(seen.has(hit.id)).toBe(false);
        seen.add(hit.id);
      }
      expect(page.scanned).toBeLessThanOrEqual(5000);
      from = page.next;
      rounds++;
    } while (from);
    expect(seen.size).toBe(104); // every fiftieth letter
    expect(rounds).toBeGreaterThan(1);
  }, 60_000);

  test('when time is up it says where to go on', async () => {
    const slow = await searchLetters(
      world.db,
      world.vault,
      world.buAni,
      query('isi:jarang'),
      null,
      'Asia/Jakarta',
      () => 2000,
      now,
    );
    expect(slow.scanned).toBe(500);
    expect(slow.next).not.toBeNull();
  });

  const query = (typed: string): SearchQuery => {
    const read = readQuery(typed);
    if ('wrong' in read) throw new Error(read.wrong);
    return read.query;
  };
  const look = (typed: string, from: string | null = null, who = world.buAni) =>
    searchLetters(world.db, world.vault, who, query(typed), from, 'Asia/Jakarta', () => 0, now);

  async function manyLetters(count: number) {
    const key = await world.vault.key(world.db, 'letters', sari.id);
    const ids = Array.from({ length: count }, () => newId());
    for (let start = 0; start < count; start += 500) {
      const batch = ids.slice(start, start + 500);
      await world.db
        .insertInto('inbound_mails')
        .values(
          batch.map((id, i) => ({
            id,
            mailbox_id: world.mailboxId,
            folder: 'INBOX',
            uid_validity: 9,
            uid: start + i + 1,
            raw_index: Buffer.from(id),
            size: 1,
            arrived_at: START,
            state: 'filed' as const,
            fate: 'joined' as const,
            case_id: sari.id,
            settled_at: START,
          })),
        )
        .execute();
      await world.db
        .insertInto('messages')
        .values(
          batch.map((id, i) => {
            const letter = aLetter({ text: (start + i) % 50 ? 'Biasa saja.' : 'Kata yang jarang.' });
            return {
              id,
              case_id: sari.id,
              mailbox_id: world.mailboxId,
              direction: 'in' as const,
              message_index: null,
              content_sealed: seal(key, 'messages.content', id, JSON.stringify(letter)),
              arrived_at: START,
              author_id: null,
              inbound_id: id,
              outbound_id: null,
            };
          }),
        )
        .execute();
    }
  }
});
