// What a konseli asks for by mail: only from the own address, only with the code where words would leave, never twice, and
// never instead of a letter.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lockCase } from '../../../src/cases/lock-case.ts';
import { sleepCase } from '../../../src/cases/sleep-case.ts';
import { writeNote } from '../../../src/cases/write-note.ts';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import { queueServiceLetter } from '../../../src/replies/service-letter.ts';
import { letGoOn } from '../../../src/rights/let-go-on.ts';
import { releaseCopy } from '../../../src/rights/send-copy.ts';
import { turnDown } from '../../../src/rights/turn-down.ts';
import { changeSettings } from '../../../src/service/change-settings.ts';
import { readSettings } from '../../../src/service/settings.ts';
import { days, konseliWrites, rowOf } from '../../support/cast.ts';
import { beginCase, codeIn, confirmed, openCheckingParser, openRightsDesk, type RightsDesk } from './rights-desk.ts';

let pool: ParsePool;
let desk: RightsDesk;
beforeAll(() => {
  pool = openCheckingParser();
});
beforeEach(async () => {
  desk = await openRightsDesk(pool);
});
afterEach(() => desk.end());
afterAll(() => pool.close());

const state = async (kasus: { id: string }) =>
  (await desk.requests(kasus.id)).map(
    (one) => `${one.kind} ${one.state}${one.held_because ? ` ${one.held_because}` : ''}`,
  );
const messages = (kasus: { id: string }) =>
  desk.world.db
    .selectFrom('messages')
    .select(['kind', 'command'])
    .where('case_id', '=', kasus.id)
    .where('direction', '=', 'in')
    .orderBy('id')
    .execute();

/** A letter that the program writes by itself: a question after a silence. */
const checkIn = (kasus: { id: string }, authorId: number | null = null, key = 'check_in:1') =>
  desk.world.tx(async (tx) =>
    queueServiceLetter(
      tx,
      desk.from,
      {
        kasus: (await lockCase(tx, kasus.id))!,
        occasion: 'check_in',
        dedupeKey: key,
        authorId,
        dueAt: desk.clock.now,
        write: () => ({ text: 'Apa kabar?' }),
      },
      desk.clock.now,
    ),
  );

describe('who asks', () => {
  test.each([
    ['the check of the sender fails', { text: 'BERHENTI', dmarc: 'fail' }],
    ['a machine wrote it', { text: 'BERHENTI', headers: ['Auto-Submitted: auto-replied'] }],
    ['it came over a list', { text: 'BERHENTI', headers: ['List-Id: <kelas.sekolah.example>', 'Precedence: list'] }],
    ['it only quotes the word', { text: 'Baik, Bu.\n\nPada Rab, 4 Mar 2026 Konseling menulis:\n> BERHENTI' }],
    ['it is an ordinary letter', { text: 'aku mau berhenti sekolah' }],
  ])('nothing is asked when %s', async (_, wish) => {
    const kasus = await beginCase(desk);
    await desk.writes(wish);
    expect(await desk.requests()).toEqual([]);
    expect((await rowOf(desk.world, kasus)).stopped_at).toBeNull();
    expect(await checkIn(kasus)).toHaveProperty('outboundId');
  });

  test('somebody else cannot ask in the konseli’s thread, with the right Message-ID in hand', async () => {
    const kasus = await beginCase(desk);
    await desk.writes({ text: 'SALINAN' });
    const [letter] = await desk.letters(kasus.id);
    const wish = { from: 'bima@murid.example', inReplyTo: letter!.messageId };
    expect(await desk.writes({ ...wish, text: 'HAPUS' })).toMatchObject({
      state: 'held',
      problem: 'stranger_with_token',
    });
    expect(await desk.writes({ ...wish, text: codeIn(letter!.text) })).toMatchObject({ state: 'held' });
    expect(await state(kasus)).toEqual(['copy code_sent']);
  });

  test('an address that nobody vouches for waits for a person, and is a letter like any other', async () => {
    const kasus = await beginCase(desk);
    await desk.writes({ text: 'BERHENTI', dmarc: null });
    expect(await state(kasus)).toEqual(['stop held sender_unproven']);
    expect((await messages(kasus)).at(-1)).toEqual({ kind: 'letter', command: 'stop' });
    expect((await rowOf(desk.world, kasus)).stopped_at).toBeNull();
    expect(await desk.letters(kasus.id)).toEqual([]);
  });

  test('an answer to a letter of ours is proof enough', async () => {
    const kasus = await beginCase(desk);
    const ours = await checkIn(kasus, desk.world.buAni.id);
    expect(ours).toHaveProperty('outboundId');
    const [letter] = await desk.letters(kasus.id, 'check_in');
    await desk.writes({ text: 'BERHENTI', dmarc: null, inReplyTo: letter!.messageId });
    expect(await state(kasus)).toEqual(['stop done']);
  });

  test('a letter with signs of danger is a letter first; a person lets the wish go on', async () => {
    const kasus = await beginCase(desk);
    const { world } = desk;
    await desk.writes({ text: 'HAPUS\n\nAku mau bunuh diri malam ini, pilnya sudah ada.' });
    expect(await state(kasus)).toEqual(['erase held signs']);
    const row = await rowOf(world, kasus);
    expect(row).toMatchObject({ signs: 'red', turn: 'counsellor' });
    expect(row.waiting_since).not.toBeNull();
    expect(await desk.letters(kasus.id)).toEqual([]);
    const [held] = await desk.requests(kasus.id);
    const goOn = (who: typeof world.buAni) => world.tx((tx) => letGoOn(tx, who, held!.id, desk.clock.now));
    expect(await goOn(world.pakBudi)).toEqual({ refused: 'not_found' });
    expect(await goOn(world.pakJoko)).toEqual({ refused: 'not_found' });
    expect(await goOn(world.buRatna)).toEqual({ refused: 'needs_reason' });
    expect(await goOn(world.buAni)).toHaveProperty('goesOn');
    expect(await goOn(world.buAni)).toEqual({ refused: 'already_settled' });
    await desk.act();
    expect(await state(kasus)).toEqual(['erase code_sent']);
  });

  test('a letter that says more is filed as a letter as well', async () => {
    const kasus = await beginCase(desk);
    await desk.writes({ text: 'BERHENTI\nBu, maaf, saya belum sanggup cerita lagi.' });
    expect((await messages(kasus)).at(-1)).toEqual({ kind: 'letter', command: 'stop' });
    expect(await state(kasus)).toEqual(['stop done']);
  });

  test('whose case is closed asks there: no case is opened for a word, one is for a letter', async () => {
    const kasus = await beginCase(desk);
    const { db } = desk.world;
    const closed = { stage: 'closed', ending: 'withdrawn', turn: 'nobody', closed_at: desk.clock.now } as const;
    await db
      .updateTable('cases')
      .set({ ...closed, waiting_since: null, answer_due_at: null })
      .execute();
    expect(await desk.writes({ text: 'HAPUS' })).toMatchObject({ fate: 'joined', caseId: kasus.id });
    expect(await state(kasus)).toEqual(['erase code_sent']);
    const [letter] = await desk.letters(kasus.id);
    expect(await desk.writes({ text: codeIn(letter!.text), inReplyTo: letter!.messageId })).toMatchObject({
      caseId: kasus.id,
    });
    expect(await state(kasus)).toEqual(['erase confirmed']);
    const more = await desk.writes({ text: 'BERHENTI\nTapi saya masih sedih, Bu.' });
    expect(more).toMatchObject({ fate: 'returned' });
    expect(await db.selectFrom('cases').select('id').execute()).toHaveLength(2);
  });
});

describe('the code', () => {
  test('confirms once; the copy leaves after the press of somebody who may', async () => {
    const { world, clock, from } = desk;
    const kasus = await beginCase(desk);
    await world.tx((tx) => writeNote(tx, world.vault, world.buAni, kasus.code, 'Catatan dalam', clock.now));
    await konseliWrites(world, kasus, { konseli: 'Ibu', text: 'Saya ibunya, tolong jaga anak saya.', at: clock.now });
    const request = await confirmed(desk, kasus, 'SALINAN');
    const release = (who: typeof world.buAni) => world.tx((tx) => releaseCopy(tx, from, who, request, clock.now));
    expect(await release(world.pakBudi)).toEqual({ refused: 'not_found' });
    expect(await release(world.pakJoko)).toEqual({ refused: 'not_found' });
    expect(await release(world.buRatna)).toEqual({ refused: 'needs_reason' });
    expect(await release(world.buAni)).toHaveProperty('sent');
    expect(await release(world.buAni)).toEqual({ refused: 'already_settled' });
    const letters = await desk.letters(kasus.id);
    const [file] = letters.at(-1)!.files;
    expect(file).toContain('Bu, saya ingin bercerita tentang jembatan.');
    expect(file).toContain('Terima kasih sudah menulis'); // our receipt
    expect(file).not.toContain('Catatan dalam');
    expect(file).not.toContain('Saya ibunya');
    expect(file).toContain('1 surat dari orang lain');
    expect(letters.map(({ files }) => files.length)).toEqual([0, 0, 1]);
    for (const { text } of letters) expect(text).not.toContain('jembatan');
  });

  test('is only good in the sender’s own words, and not a second time', async () => {
    const kasus = await beginCase(desk);
    await desk.writes({ text: 'SALINAN' });
    const [letter] = await desk.letters(kasus.id);
    const quoted = `Oke Bu.\n\nPada Rab, 4 Mar 2026 Konseling menulis:\n> ${codeIn(letter!.text)}`;
    await desk.writes({ text: quoted, inReplyTo: letter!.messageId });
    expect(await state(kasus)).toEqual(['copy code_sent']);
    await desk.writes({ text: codeIn(letter!.text), inReplyTo: letter!.messageId });
    expect(await state(kasus)).toEqual(['copy confirmed']);
    const before = (await desk.letters(kasus.id)).length;
    await desk.writes({ text: codeIn(letter!.text), inReplyTo: letter!.messageId });
    expect((await desk.letters(kasus.id)).length).toBe(before);
    expect(await state(kasus)).toEqual(['copy confirmed']);
  });

  test('of another case opens nothing', async () => {
    const sari = await beginCase(desk);
    const bima = await beginCase(desk, { from: 'Bima <bima@murid.example>' });
    await desk.writes({ text: 'SALINAN' });
    await desk.writes({ text: 'SALINAN', from: 'bima@murid.example' });
    const [toBima] = await desk.letters(bima.id);
    await desk.writes({ text: codeIn(toBima!.text) });
    expect(await state(sari)).toEqual(['copy code_sent']);
    expect(await state(bima)).toEqual(['copy code_sent']);
    expect((await desk.letters(sari.id)).at(-1)!.text).toContain('belum cocok');
  });

  test('that is wrong is answered kindly, three times; after five it lapses', async () => {
    const kasus = await beginCase(desk);
    await desk.writes({ text: 'HAPUS' });
    const right = codeIn((await desk.letters(kasus.id))[0]!.text).replace(' ', '');
    const wrong = right === '111111' ? '222222' : '111111';
    for (let n = 0; n < 5; n++) await desk.writes({ text: wrong });
    expect((await desk.letters(kasus.id)).length).toBe(1 + 3);
    expect(await state(kasus)).toEqual(['erase lapsed']);
    await desk.writes({ text: right });
    expect(await state(kasus)).toEqual(['erase lapsed']);
    expect((await desk.letters(kasus.id)).at(-1)!.text).toContain('sudah tidak berlaku');
  });

  test('is good for three days', async () => {
    const kasus = await beginCase(desk);
    await desk.writes({ text: 'SALINAN' });
    const [letter] = await desk.letters(kasus.id);
    desk.clock.now = days(3.01);
    await desk.writes({ text: codeIn(letter!.text), inReplyTo: letter!.messageId });
    expect(await state(kasus)).toEqual(['copy lapsed']);
    expect((await desk.letters(kasus.id)).at(-1)!.text).toContain('SALINAN');
  });

  test('letters of the program end, whatever comes in', async () => {
    const kasus = await beginCase(desk);
    for (let n = 0; n < 12; n++) await desk.writes({ text: 'SALINAN' });
    expect((await desk.letters(kasus.id)).length).toBe(6);
    expect(await state(kasus)).toEqual(['copy held too_many']);
    const other = await beginCase(desk, { from: 'Bima <bima@murid.example>' });
    for (let n = 0; n < 6; n++) await desk.writes({ from: 'bima@murid.example', text: n % 2 ? 'JEDA' : 'STOP' });
    for (let n = 0; n < 6; n++) await desk.writes({ from: 'bima@murid.example', text: 'SIAPA' });
    expect((await desk.letters(other.id)).length).toBe(6);
    expect((await desk.letters(other.id, 'access_receipt')).length).toBe(1);
  });

  test('lets a copy go by itself where the service wants it so, and nobody is in danger', async () => {
    const { world, clock } = desk;
    const settings = await readSettings(world.db);
    await changeSettings(world.db, world.pakJoko.id, { ...settings, copiesByThemselves: true });
    const kasus = await beginCase(desk);
    await world.db.updateTable('cases').set({ signs: 'red' }).execute();
    await confirmed(desk, kasus, 'SALINAN');
    expect(await state(kasus)).toEqual(['copy confirmed']);
    await world.db.updateTable('cases').set({ signs: 'none' }).execute();
    clock.now = days(0.1);
    await desk.act();
    expect(await state(kasus)).toEqual(['copy done']);
    expect((await desk.letters(kasus.id)).at(-1)!.files).toHaveLength(1);
  });
});

describe('quiet', () => {
  test('BERHENTI: nothing leaves by itself, what waited stays here, the counsellor decides', async () => {
    const { world } = desk;
    const kasus = await beginCase(desk);
    const waits = (await checkIn(kasus)) as { outboundId: string };
    expect((await rowOf(world, kasus)).answer_due_at).not.toBeNull();
    await desk.writes({ subject: 'Re: Mohon bantuan', text: 'berhenti' });
    const row = await rowOf(world, kasus);
    expect(row.stopped_at).toEqual(desk.clock.now);
    expect(row).toMatchObject({ turn: 'counsellor', answer_due_at: null, asleep_until: null });
    expect(row.waiting_since).not.toBeNull(); // the first letter is still to be read
    const called = await world.db
      .selectFrom('outbound_mails')
      .select('state')
      .where('id', '=', waits.outboundId)
      .executeTakeFirstOrThrow();
    expect(called.state).toBe('cancelled');
    expect(await checkIn(kasus, null, 'check_in:2')).toEqual({ refused: 'asked_to_stop' });
    expect(await checkIn(kasus, world.buAni.id, 'check_in:3')).toHaveProperty('outboundId');
    const letters = await desk.letters(kasus.id);
    expect(letters).toHaveLength(1);
    expect(letters[0]!.text).toContain('tidak ada surat yang kami kirim dengan sendirinya');
    expect((await messages(kasus)).at(-1)).toEqual({ kind: 'automatic', command: 'stop' });

    await desk.writes({ text: 'LANJUT' });
    expect((await rowOf(world, kasus)).stopped_at).toBeNull();
    expect((await rowOf(world, kasus)).answer_due_at).not.toBeNull();
    expect(await checkIn(kasus, null, 'check_in:4')).toHaveProperty('outboundId');
  });

  test('JEDA: sleeps until the day; a letter that waits is not hidden, and its promise runs afterwards', async () => {
    const { world, clock } = desk;
    const kasus = await beginCase(desk);
    await desk.writes({ text: 'JEDA sampai 20 Maret' });
    const day = new Date('2026-03-20T07:30:00+07:00');
    const waiting = await rowOf(world, kasus);
    expect(waiting.quiet_until).toEqual(day);
    expect(waiting.asleep_until).toBeNull();
    expect(waiting.answer_due_at! > day).toBe(true);
    expect(await checkIn(kasus)).toEqual({ refused: 'asked_to_stop' });
    expect((await desk.letters(kasus.id))[0]!.text).toContain('Jumat, 20 Maret 2026');
    const until = new Date(day.getTime());
    expect(await world.tx((tx) => sleepCase(tx, world.buAni, kasus.code, until, clock.now))).toHaveProperty(
      'sleepsUntil',
    );

    const other = await beginCase(desk, { from: 'Bima <bima@murid.example>' });
    await world.db
      .updateTable('cases')
      .set({ turn: 'konseli', waiting_since: null, answer_due_at: null })
      .where('id', '=', other.id)
      .execute();
    await desk.writes({ from: 'bima@murid.example', text: 'jeda 2 minggu' });
    const asleep = await rowOf(world, other);
    expect(asleep.asleep_until).toEqual(asleep.quiet_until);
    expect(asleep.answer_due_at).toBeNull();
    const wake = await world.db
      .selectFrom('follow_ups')
      .select(['kind', 'due_at'])
      .where('case_id', '=', other.id)
      .where('cancelled_at', 'is', null)
      .execute();
    expect(wake).toEqual([{ kind: 'wake', due_at: asleep.quiet_until }]);
    clock.now = new Date(asleep.quiet_until!.getTime() + 1);
    expect(await checkIn(other, null, 'check_in:9')).toHaveProperty('outboundId');
  });

  test('"lanjut" in a case that was never paused is a word of the conversation', async () => {
    const kasus = await beginCase(desk);
    await desk.writes({ text: 'Lanjut' });
    expect(await desk.requests()).toEqual([]);
    expect((await messages(kasus)).at(-1)).toEqual({ kind: 'letter', command: null });
  });
});

test('turned down: the konseli hears why from a person, and the code is good for nothing', async () => {
  const { world, clock, from } = desk;
  const kasus = await beginCase(desk);
  const request = await confirmed(desk, kasus, 'HAPUS');
  const down = (who: typeof world.buAni, letter: string) =>
    world.tx((tx) => turnDown(tx, from, who, { requestId: request, reason: 'danger', letter }, clock.now));
  expect(await down(world.pakBudi, 'Belum.')).toEqual({ refused: 'not_found' });
  expect(await down(world.buAni, '  ')).toEqual({ refused: 'needs_letter' });
  expect(await down(world.buAni, 'Kami masih khawatir padamu.')).toMatchObject({ turnedDown: true });
  expect((await desk.letters(kasus.id)).at(-1)!.text).toContain('Kami masih khawatir padamu.');
  expect(await down(world.buAni, 'Lagi')).toEqual({ refused: 'already_settled' });
});
