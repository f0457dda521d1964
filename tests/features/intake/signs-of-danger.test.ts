// What the program finds in a letter puts its case where it is seen, until a person who has read it says what the risk is.

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listCases } from '../../../src/cases/case-lists.ts';
import { claimCase } from '../../../src/cases/claim-case.ts';
import { markSeen } from '../../../src/cases/mark-seen.ts';
import { moveCase } from '../../../src/cases/move-case.ts';
import { recordItem } from '../../../src/cases/record-item.ts';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import { START } from '../../support/cast.ts';
import { aMail, type Door, openDoor, openParser } from './door.ts';

const RED = 'Bu, aku sudah tidak kuat hidup. Malam ini aku mau bunuh diri.';
const AMBER = 'Rasanya aku pengen mati aja, Bu.';

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

const onlyCase = () => door.world.db.selectFrom('cases').selectAll().executeTakeFirstOrThrow();
const signs = async () => (await onlyCase()).signs;

async function inFolder(folder: 'attention' | 'new') {
  const { db, vault, buAni } = door.world;
  const wish = { folder, stage: null, order: 'oldest', after: null } as const;
  return (await listCases(db, vault, buAni, wish, false, START)).cases.map((kasus) => kasus.signs);
}

async function buAniPutsRiskOnRecord(): Promise<void> {
  const { world } = door;
  const { code } = await onlyCase();
  const wish = { item: 'risk_read', value: 'concern', remark: '', messageId: null };
  expect(await world.tx((tx) => recordItem(tx, world.vault, world.buAni, code, wish, START))).toHaveProperty(
    'recorded',
  );
}

async function buAniReadsAll(): Promise<void> {
  const { world } = door;
  const { id, last_inbound_id } = await onlyCase();
  await world.tx((tx) => markSeen(tx, world.buAni.id, id, last_inbound_id, START));
}

test('a red letter stands where attention is needed; a harmless one after it takes nothing back', async () => {
  await door.arrive(aMail({ text: RED }));
  expect(await signs()).toBe('red');
  expect(await inFolder('attention')).toEqual(['red']);
  await door.arrive(aMail({ text: 'Terima kasih, Bu.' }));
  expect(await signs()).toBe('red');
});

test('an amber letter is marked and stays in its folder', async () => {
  await door.arrive(aMail({ text: AMBER }));
  expect(await inFolder('new')).toEqual(['amber']);
  expect(await inFolder('attention')).toEqual([]);
});

test('the subject alone is enough', async () => {
  await door.arrive(aMail({ subject: 'pengen mati', text: 'Tolong.' }));
  expect(await signs()).toBe('amber');
});

test('what is quoted from an earlier letter, and what a machine sends, is no sign', async () => {
  await door.arrive(
    aMail({ text: `Terima kasih.\r\n\r\nPada Rab, 4 Mar 2026 pukul 09.00 Konseling menulis:\r\n> ${RED}` }),
  );
  await door.arrive(aMail({ headers: ['Auto-Submitted: auto-replied'], text: RED }));
  expect(await signs()).toBe('none');
});

test('they are answered by a record of who has read all letters, and by nobody else’s', async () => {
  const { world } = door;
  await door.arrive(aMail({ text: AMBER }));
  const { code } = await onlyCase();
  await world.tx((tx) => claimCase(tx, world.buAni, code, START));
  await buAniPutsRiskOnRecord();
  expect(await signs()).toBe('amber'); // she has not seen the letter
  await buAniReadsAll();
  await door.arrive(aMail({ text: RED }));
  await buAniPutsRiskOnRecord();
  expect(await signs()).toBe('red'); // it came while she was writing
  await buAniReadsAll();
  await buAniPutsRiskOnRecord();
  expect(await signs()).toBe('none');
});

test('while they are not answered the case is not closed away', async () => {
  const { world } = door;
  await door.arrive(aMail({ text: RED }));
  const { id, code } = await onlyCase();
  await world.tx((tx) => claimCase(tx, world.buAni, code, START));
  const close = () =>
    world.tx((tx) => moveCase(tx, world.buAni, code, { to: 'closed', ending: 'not_counselling' }, START));
  expect(await close()).toEqual({ refused: 'signs_are_not_answered' });
  await buAniReadsAll();
  await buAniPutsRiskOnRecord();
  expect(await signs()).toBe('none');
  expect(await close()).not.toHaveProperty('refused');
  expect(await world.db.selectFrom('cases').select('ending').where('id', '=', id).execute()).toEqual([
    { ending: 'not_counselling' },
  ]);
});
