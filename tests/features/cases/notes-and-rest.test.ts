// Notes, rest, a supervisor's reading, what was seen, the export and the history.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { caseHistory } from '../../../src/audit/case-history.ts';
import { beginReading } from '../../../src/cases/begin-reading.ts';
import { readCaseAccess } from '../../../src/cases/case-access.ts';
import { exportCase } from '../../../src/cases/export-case.ts';
import { markSeen } from '../../../src/cases/mark-seen.ts';
import { moveCase } from '../../../src/cases/move-case.ts';
import { shareCase } from '../../../src/cases/share-case.ts';
import { sleepCase } from '../../../src/cases/sleep-case.ts';
import { wakeCase } from '../../../src/cases/wake-case.ts';
import { writeNote } from '../../../src/cases/write-note.ts';
import { CannotOpen, openText } from '../../../src/crypto/seal.ts';
import {
  aCase,
  type CastCase,
  counsellorAnswers,
  days,
  enterCounselling,
  eventsOf,
  hours,
  konseliWrites,
  openWorld,
  rowOf,
  START,
  type World,
} from '../../support/cast.ts';

let world: World;
let sari: CastCase;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());
beforeEach(async () => {
  sari = await aCase(world, { counsellor: world.buAni, text: 'Saya takut pulang.' });
});

const note = (body: string, who = world.buAni) =>
  world.tx((tx) => writeNote(tx, world.vault, who, sari.code, body, START));

describe('notes', () => {
  test('are sealed with a key of their own: the one for letters does not open them', async () => {
    const done = await note('  Kesan pertama: sangat cemas  ');
    const row = await world.db.selectFrom('notes').selectAll().where('case_id', '=', sari.id).executeTakeFirstOrThrow();
    expect(done).toEqual({ written: row.id });
    const notes = await world.vault.key(world.db, 'notes', sari.id);
    const letters = await world.vault.key(world.db, 'letters', sari.id);
    expect(openText(notes, 'notes.body', row.id, row.body_sealed!)).toBe('Kesan pertama: sangat cemas');
    expect(() => openText(letters, 'notes.body', row.id, row.body_sealed!)).toThrow(CannotOpen);
    expect(await eventsOf(world, sari)).toEqual([`staff:${world.buAni.id} note.written`]);
  });

  test('say something, and not a book', async () => {
    expect(await note(' \n ')).toEqual({ refused: 'empty' });
    expect(await note('x'.repeat(20_001))).toEqual({ refused: 'too_long' });
  });

  test('are written by those who work on the case; a closed one takes them too', async () => {
    for (const who of [world.pakBudi, world.buRatna, world.pakJoko])
      expect(await note('halo', who)).toEqual({ refused: 'not_found' });
    await world.tx((tx) => moveCase(tx, world.buAni, sari.code, { to: 'closed', ending: 'withdrawn' }, START));
    expect(await note('Sari datang ke ruang BK')).toHaveProperty('written');
  });
});

describe('rest', () => {
  const sleep = (until: Date) => world.tx((tx) => sleepCase(tx, world.buAni, sari.code, until, START));

  test('never while the konseli waits', async () => {
    expect(await sleep(days(3))).toEqual({ refused: 'konseli_waits' });
  });

  test('until a day to come; the case is planned to wake, and a letter wakes it at once', async () => {
    await counsellorAnswers(world, sari, world.buAni, { text: 'Sampai minggu depan, Sari.' });
    expect(await sleep(START)).toEqual({ refused: 'not_in_the_future' });
    expect(await sleep(days(400))).toEqual({ refused: 'too_far_away' });
    expect(await sleep(days(3))).toEqual({ sleepsUntil: days(3) });
    expect(await sleep(days(5))).toEqual({ sleepsUntil: days(5) });
    const wakes = await world.db
      .selectFrom('follow_ups')
      .select(['due_at', 'cancelled_at'])
      .where('case_id', '=', sari.id)
      .orderBy('id')
      .execute();
    expect(wakes).toEqual([
      { due_at: days(3), cancelled_at: START },
      { due_at: days(5), cancelled_at: null },
    ]);
    await konseliWrites(world, sari, { text: 'Bu, ada kabar.', at: days(1) });
    expect(await rowOf(world, sari)).toMatchObject({ asleep_until: null, turn: 'counsellor', waiting_since: days(1) });
  });

  test('ends when it is woken', async () => {
    await counsellorAnswers(world, sari, world.buAni, { text: 'Sampai minggu depan, Sari.' });
    await sleep(days(3));
    const wake = () => world.tx((tx) => wakeCase(tx, world.buAni, sari.code, hours(1)));
    expect(await wake()).toEqual({ woken: sari.code });
    expect(await wake()).toEqual({ refused: 'not_asleep' });
    expect(await eventsOf(world, sari)).toEqual([
      `staff:${world.buAni.id} case.slept`,
      `staff:${world.buAni.id} case.woke`,
    ]);
  });
});

describe('a supervisor reads', () => {
  const reason = 'Wali murid mengadukan penanganan surat ini';
  const begin = (why: string, who = world.buRatna) =>
    world.tx((tx) => beginReading(tx, world.vault, who, sari.code, why, START));

  test('with a reason, for an hour; the reason is sealed and stays', async () => {
    expect(await begin('ingin tahu')).toEqual({ refused: 'reason_too_short' });
    const done = await begin(reason);
    expect(done).toMatchObject({ endsAt: hours(1) });
    expect(await readCaseAccess(world.db, world.buRatna, sari.code, 'read', hours(0.5))).toHaveProperty('kasus');
    expect(await readCaseAccess(world.db, world.buRatna, sari.code, 'read', hours(1))).toEqual({
      refused: 'needs_reason',
    });
    const row = await world.db
      .selectFrom('supervisor_readings')
      .selectAll()
      .where('case_id', '=', sari.id)
      .executeTakeFirstOrThrow();
    const key = await world.vault.key(world.db, 'letters', sari.id);
    expect(openText(key, 'supervisor_readings.reason', row.id, row.reason_sealed)).toBe(reason);
    expect(await eventsOf(world, sari)).toEqual([`staff:${world.buRatna.id} reading.began`]);
  });

  test('a reading of one case opens no other', async () => {
    const bima = await aCase(world, { konseli: 'Bima', counsellor: world.pakBudi });
    await begin(reason);
    expect(await readCaseAccess(world.db, world.buRatna, bima.code, 'read', hours(0.5))).toEqual({
      refused: 'needs_reason',
    });
  });

  test('and nobody else can begin one', async () => {
    for (const who of [world.buAni, world.pakBudi, world.pakJoko])
      expect(await begin(reason, who)).toEqual({ refused: 'not_found' });
  });
});

test('what was seen is remembered for each person', async () => {
  const see = (letter: string, at: Date) => world.tx((tx) => markSeen(tx, world.buAni.id, sari.id, letter, at));
  await see(sari.firstLetterId, START);
  const second = await konseliWrites(world, sari, { text: 'Satu lagi, Bu.', at: hours(1) });
  await see(second, hours(2));
  const rows = await world.db.selectFrom('case_seen').selectAll().where('case_id', '=', sari.id).execute();
  expect(rows).toEqual([{ case_id: sari.id, staff_id: world.buAni.id, message_id: second, seen_at: hours(2) }]);
});

describe('the export', () => {
  const take = (who: Parameters<typeof exportCase>[2], notes = false) =>
    world.tx((tx) => exportCase(tx, world.vault, who, sari.code, { notes }, START));

  test('holds everything a konseli may ask for, in words', async () => {
    await enterCounselling(world, sari, world.buAni);
    await note('Hanya untuk saya');
    await konseliWrites(world, sari, {
      text: 'Ini fotonya.',
      at: hours(1),
      attachments: [
        {
          facts: { filename: 'foto.png', contentType: 'image/png', size: 3, inline: false, contentId: null },
          content: Buffer.from('png'),
        },
      ],
    });
    const done = await take(world.buAni);
    if ('refused' in done) throw new Error(done.refused);
    const { exported } = done;
    expect(exported).toMatchObject({
      format: 'suluh-case-1',
      code: sari.code,
      stage: 'counselling',
      counsellor: 'Bu Ani',
      konseli: { name: 'Sari', language: 'id', addresses: [{ address: 'sari@murid.example', undeliverable: false }] },
    });
    expect(exported.letters.map((l) => l.letter?.text)).toEqual(['Saya takut pulang.', 'Ini fotonya.']);
    expect(exported.letters[1]?.attachments).toMatchObject([{ filename: 'foto.png', size: 3 }]);
    expect(exported.records).toContainEqual(
      expect.objectContaining({ item: 'concern', remark: 'Merasa sendirian di kelas', recordedBy: 'Bu Ani' }),
    );
    expect(exported.history.at(-1)).toMatchObject({ kind: 'note.written' });
    expect(JSON.stringify(exported)).not.toContain('Hanya untuk saya');
    expect((await eventsOf(world, sari)).at(-1)).toBe(`staff:${world.buAni.id} case.exported`);
  });

  test('brings the notes when they are asked for', async () => {
    await note('Hanya untuk saya');
    expect(await take(world.buAni, true)).toMatchObject({
      exported: { notes: [{ author: 'Bu Ani', body: 'Hanya untuk saya' }] },
    });
    expect(await take('cli', true)).toMatchObject({ exported: { notes: [{ body: 'Hanya untuk saya' }] } });
    expect((await eventsOf(world, sari)).at(-1)).toBe('cli case.exported');
  });

  test('is not for guests, supervisors without a reason, or admins', async () => {
    await world.tx((tx) => shareCase(tx, world.buAni, sari.code, world.pakBudi.id, START));
    expect(await take(world.pakBudi)).toEqual({ refused: 'not_found' });
    expect(await take(world.buRatna)).toEqual({ refused: 'needs_reason' });
    expect(await take(world.pakJoko)).toEqual({ refused: 'not_found' });
  });
});

test('the history tells who did what, in four strands', async () => {
  await enterCounselling(world, sari, world.buAni);
  await world.tx((tx) =>
    beginReading(tx, world.vault, world.buRatna, sari.code, 'Pemeriksaan berkala bulan Maret', START),
  );
  const moves = await caseHistory(world.db, sari.id, 'moves');
  expect(moves).toMatchObject([
    { kind: 'case.moved', actor: 'staff', staff: { name: 'Bu Ani' }, data: { from: 'preparation', to: 'counselling' } },
  ]);
  expect(await caseHistory(world.db, sari.id, 'reads')).toMatchObject([
    { kind: 'reading.began', staff: { id: world.buRatna.id, name: 'Bu Ratna' } },
  ]);
  expect(await caseHistory(world.db, sari.id, 'records')).toHaveLength(13);
  expect(await caseHistory(world.db, sari.id, 'deliveries')).toEqual([]);
  const all = await caseHistory(world.db, sari.id);
  expect(all.map((l) => l.seq)).toEqual([...all.map((l) => l.seq)].sort((a, b) => a - b));
  expect(all).toHaveLength(15);
});
