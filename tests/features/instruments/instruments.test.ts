// An instrument from its file to the numbers beside the thread, and what an answer that means danger sets in motion.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { exportCase } from '../../../src/cases/export-case.ts';
import { moveCase } from '../../../src/cases/move-case.ts';
import { instrumentBlock } from '../../../src/core/instruments/instrument-block.ts';
import { correctItems } from '../../../src/instruments/correct-items.ts';
import { addInstrument, listInstruments, offerInstrument } from '../../../src/instruments/instruments.ts';
import { standingItems } from '../../../src/instruments/keep-items.ts';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import { agreeErasure, askErasure } from '../../../src/privacy/erasures.ts';
import { recallReply } from '../../../src/replies/recall-reply.ts';
import { type SentReply, sendReply } from '../../../src/replies/send-reply.ts';
import { sleep } from '../../core/instruments/sleep.ts';
import { type CastCase, eventsOf, rowOf } from '../../support/cast.ts';
import { aMail, type Door, openDoor, openParser } from '../intake/door.ts';
import { formFor } from '../replies/stage.ts';

let pool: ParsePool;
let door: Door;
let sari: CastCase;
let instrument: string;
beforeAll(() => {
  pool = openParser();
});
beforeEach(async () => {
  door = await openDoor(pool);
  const { caseId, caseCode } = await door.arrive(aMail());
  const { db, buAni } = door.world;
  const row = await db
    .updateTable('cases')
    .set({ counsellor_id: buAni.id })
    .where('id', '=', caseId!)
    .returning(['konseli_id', 'last_inbound_id'])
    .executeTakeFirstOrThrow();
  sari = { id: caseId!, code: caseCode!, konseliId: row.konseli_id, firstLetterId: row.last_inbound_id! };
  instrument = await bring(sleep);
});
afterEach(() => door.world.end());
afterAll(() => pool.close());

const pass = () => {
  door.clock.now = new Date(door.clock.now.getTime() + 60_000);
};

async function bring(definition: object): Promise<string> {
  const { world, clock } = door;
  const file = Buffer.from(JSON.stringify(definition));
  const added = await world.tx((tx) => addInstrument(tx, world.pakJoko.id, file, clock.now));
  if ('refused' in added) throw new Error(added.refused);
  return added.added;
}

async function answer(asked: string | null = null): Promise<SentReply> {
  pass();
  const { world, clock } = door;
  const form = { ...(await formFor(world, sari, 'Terima kasih sudah bercerita.')), instrument: asked };
  const from = { vault: world.vault, mailName: 'Layanan Konseling', linksTo: null, undoMs: 30_000 };
  return world.tx((tx) => sendReply(tx, from, world.buAni, sari.code, form, clock.now));
}

async function sariAnswers(...answers: (number | '')[]) {
  pass();
  let at = 0;
  const block = instrumentBlock(sleep, 'id').replace(/: $/gm, () => `: ${answers[at++] ?? ''}`);
  return door.arrive(
    aMail({ text: `Ini, Bu.\n\nPada Rab, 4 Mar 2026 Konseling menulis:\n\n${block.replace(/^/gm, '> ')}` }),
  );
}

const standing = async () => {
  const { db, vault } = door.world;
  return standingItems(db, await vault.key(db, 'letters', sari.id), sari.id);
};

test('is asked from the second letter on, read from the reply and asked no more', async () => {
  expect(await answer(instrument)).toEqual({ refused: 'questions_come_later' });
  await answer();
  await answer(instrument);
  expect((await rowOf(door.world, sari)).asking_instrument).toBe(instrument);
  await sariAnswers(1, 2, 0);
  expect(await standing()).toMatchObject([{ given: { 1: 1, 2: 2, 3: 0 }, instrument: { name: 'tidur-nyenyak' } }]);
  expect(await rowOf(door.world, sari)).toMatchObject({ asking_instrument: null, signs: 'none' });
  await sariAnswers(3, 3, 3);
  expect(await standing()).toHaveLength(1);
});

test('an answer that means danger brings a person to the letter', async () => {
  const red = await bring({ ...sleep, version: 2, danger: [{ item: 3, atLeast: 2, lane: 'red' }] });
  await answer();
  await answer(red);
  await sariAnswers(1, 1, 2);
  expect((await rowOf(door.world, sari)).signs).toBe('red');
  const calls = await door.world.db.selectFrom('duty_calls').select('case_id').execute();
  expect(calls).toEqual([{ case_id: sari.id }]);
  const { world, clock } = door;
  const closed = await world.tx((tx) =>
    moveCase(tx, world.buAni, sari.code, { to: 'closed', ending: 'not_counselling' }, clock.now),
  );
  expect(closed).toMatchObject({ refused: 'signs_are_not_answered' });
});

test('a person sets it right, within the scale and in a letter of this konseli', async () => {
  await answer();
  await answer(instrument);
  await sariAnswers(1, 2, 0);
  const [{ messageId } = { messageId: '' }] = await standing();
  const correct = (given: Record<string, number>, letter = messageId, who = door.world.buAni) =>
    door.world.tx((tx) =>
      correctItems(
        tx,
        door.world.vault,
        who,
        sari.code,
        { instrumentId: instrument, messageId: letter, given },
        door.clock.now,
      ),
    );
  expect(await correct({ 1: 4 })).toEqual({ refused: 'off_the_scale' });
  expect(await correct({ 4: 1 })).toEqual({ refused: 'off_the_scale' });
  expect(await correct({ 1: 1 }, instrument)).toEqual({ refused: 'no_such_letter' });
  expect(await correct({ 1: 1 }, messageId, door.world.pakJoko)).toEqual({ refused: 'not_found' });
  expect(await correct({ 1: 3 })).toEqual({ corrected: true });
  expect((await standing()).map(({ given }) => given)).toEqual([{ 1: 3 }]);
  expect((await eventsOf(door.world, sari)).at(-1)).toBe(`staff:${door.world.buAni.id} instrument.answered`);
});

test('is offered no more when it was taken back or its licence has ended; answers stay', async () => {
  await answer();
  await answer(instrument);
  await sariAnswers(1, 2, 0);
  const { world, clock } = door;
  const offer = (wish: boolean) =>
    world.tx((tx) => offerInstrument(tx, world.pakJoko.id, { id: instrument, offer: wish }, clock.now));
  expect(await offer(false)).toEqual({ done: true });
  expect(await offer(false)).toEqual({ refused: 'not_found' });
  expect(await answer(instrument)).toEqual({ refused: 'instrument_not_offered' });
  expect(await offer(true)).toEqual({ done: true });
  expect(await standing()).toHaveLength(1);
  const [kept] = await listInstruments(world.db, new Date('2028-01-01T12:00:00Z'));
  expect(kept).toMatchObject({ offered: false, retiredAt: null });
});

test('a version is brought once', async () => {
  await expect(bring(sleep)).rejects.toThrow('known_version');
});

test('a letter that is called back asks nothing', async () => {
  await answer();
  const sent = await answer(instrument);
  if ('refused' in sent) throw new Error(sent.refused);
  const { world, clock } = door;
  await world.tx((tx) => recallReply(tx, world.vault, world.buAni, sari.code, sent.outboundId, clock.now));
  expect((await rowOf(world, sari)).asking_instrument).toBeNull();
});

test('goes into the export, and is gone with the case', async () => {
  await answer();
  await answer(instrument);
  await sariAnswers(1, 2, 0);
  const { world, clock } = door;
  const file = await world.tx((tx) => exportCase(tx, world.vault, world.buAni, sari.code, { notes: false }, clock.now));
  expect(file).toMatchObject({ exported: { instruments: [{ name: 'tidur-nyenyak', given: { 1: 1, 2: 2, 3: 0 } }] } });
  await world.tx((tx) => moveCase(tx, world.buAni, sari.code, { to: 'closed', ending: 'withdrawn' }, clock.now));
  await world.db.updateTable('outbound_mails').set({ state: 'sent', settled_at: clock.now }).execute();
  const wish = { code: sari.code, reason: 'konseli_asked' as const };
  const asked = await world.tx((tx) => askErasure(tx, world.buAni, wish, clock.now));
  if ('refused' in asked) throw new Error(asked.refused);
  await world.tx((tx) => agreeErasure(tx, world.vault, world.buRatna, asked.asked, clock.now));
  const kept = await world.db.selectFrom('instrument_answers').select('given_sealed').execute();
  expect(kept).toEqual([{ given_sealed: null }]);
});
