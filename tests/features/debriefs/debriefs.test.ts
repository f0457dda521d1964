// After a hard letter: who is asked to write, who reads it, and that nobody else does.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { exportCase } from '../../../src/cases/export-case.ts';
import { moveCase } from '../../../src/cases/move-case.ts';
import { type DebriefWish, isDebriefDue, readDebriefs, writeDebrief } from '../../../src/debriefs/debriefs.ts';
import { readLoads } from '../../../src/load/read-loads.ts';
import { agreeErasure, askErasure } from '../../../src/privacy/erasures.ts';
import { readSettings } from '../../../src/service/settings.ts';
import {
  aCase,
  addStaff,
  type CastCase,
  type CastMember,
  counsellorAnswers,
  days,
  eventsOf,
  hours,
  openWorld,
  rowOf,
  START,
  type World,
} from '../../support/cast.ts';
import { tablesHolding } from '../../support/plain-dump.ts';
import { openCasesDesk } from '../../web/cases-desk.ts';

let world: World;
let sari: CastCase;
let buDini: CastMember;
beforeAll(async () => {
  world = await openWorld();
  buDini = await addStaff(world.db, 'Bu Dini', 'supervisor');
});
afterAll(() => world.end());
beforeEach(async () => {
  await world.db.deleteFrom('debriefs').execute();
  sari = await aCase(world, { counsellor: world.buAni });
});

const MARK = 'tangan-saya-masih-gemetar';
const write = (wish: Partial<DebriefWish> = {}, who = world.buAni, at = hours(2)) =>
  world.tx((tx) =>
    writeDebrief(
      tx,
      world.vault,
      who,
      sari.code,
      { body: MARK, supervisorId: world.buRatna.id, pauseDays: 0, ...wish },
      at,
    ),
  );
const readBy = (who: CastMember) => world.tx((tx) => readDebriefs(tx, world.vault, who));
const due = async (who = world.buAni, at = hours(2)) => isDebriefDue(world.db, await rowOf(world, sari), who, at);
const redLetter = () =>
  world.db
    .insertInto('duty_calls')
    .values({ id: sari.firstLetterId, case_id: sari.id, message_id: sari.firstLetterId, step: 0, called_at: START })
    .execute();
const shutOut = (who: CastMember) =>
  world.db
    .insertInto('case_people')
    .values({ case_id: sari.id, staff_id: who.id, part: 'excluded', added_by: world.buAni.id })
    .execute();

describe('it is asked of', () => {
  test('whoever answered a red letter, once, for two weeks', async () => {
    expect(await due()).toBe(false);
    await redLetter();
    expect(await due()).toBe(false); // nobody has answered yet
    await counsellorAnswers(world, sari, world.buAni, { text: 'Saya di sini.', at: hours(1) });
    expect(await due()).toBe(true);
    expect(await due(world.pakBudi)).toBe(false);
    expect(await due(world.buAni, days(15))).toBe(false);
    await write();
    expect(await due()).toBe(false);
    await counsellorAnswers(world, sari, world.buAni, { text: 'Saya masih di sini.', at: hours(3) });
    expect(await due(world.buAni, hours(4))).toBe(true);
  });

  test('whoever writes while somebody is in danger; not of letters like any other', async () => {
    await counsellorAnswers(world, sari, world.buAni, { text: 'Terima kasih.', at: hours(1) });
    expect(await due()).toBe(false);
    await world.db.updateTable('cases').set({ risk: 'urgent' }).where('id', '=', sari.id).execute();
    expect(await due()).toBe(true);
  });
});

describe('it is read by', () => {
  test('its author and the one supervisor they chose, and by nobody else', async () => {
    await world.db
      .insertInto('case_people')
      .values({ case_id: sari.id, staff_id: world.pakBudi.id, part: 'co', added_by: world.buAni.id })
      .execute();
    expect(await write()).toHaveProperty('written');
    expect(await readBy(world.buAni)).toMatchObject([{ mine: true, supervisor: 'Bu Ratna', body: MARK }]);
    expect(await readBy(world.buRatna)).toMatchObject([{ mine: false, author: 'Bu Ani', body: MARK }]);
    for (const other of [world.pakBudi, world.pakJoko, buDini]) expect(await readBy(other)).toEqual([]);
  });

  test('nobody through the case: no history, no export, no plain dump', async () => {
    await write();
    expect((await eventsOf(world, sari)).filter((line) => line.includes('debrief'))).toEqual([]);
    const exported = await world.tx((tx) =>
      exportCase(tx, world.vault, world.buAni, sari.code, { notes: true }, hours(3)),
    );
    expect(JSON.stringify(exported)).not.toContain(MARK);
    expect(await tablesHolding(world.url, MARK)).toEqual([]);
  });

  test('no supervisor who must not see the case', async () => {
    await write();
    await shutOut(world.buRatna);
    expect(await readBy(world.buRatna)).toEqual([]);
    expect(await write()).toEqual({ refused: 'no_such_supervisor' });
    expect(await write({ supervisorId: world.pakBudi.id })).toEqual({ refused: 'no_such_supervisor' });
    expect(await write({ supervisorId: buDini.id })).toHaveProperty('written');
  });

  test('nobody once the case was erased: its own key goes too', async () => {
    const done = await write();
    const id = 'written' in done ? done.written : '';
    await world.tx((tx) => moveCase(tx, world.buAni, sari.code, { to: 'closed', ending: 'withdrawn' }, hours(3)));
    const asked = await world.tx((tx) => askErasure(tx, world.buAni, { code: sari.code, reason: 'law' }, hours(3)));
    await world.tx((tx) => agreeErasure(tx, world.vault, buDini, 'asked' in asked ? asked.asked : '', hours(3)));
    expect(await readBy(world.buAni)).toEqual([]);
    expect((await world.vault.keys(world.db, 'notes', [id])).size).toBe(0);
    const row = await world.db
      .selectFrom('debriefs')
      .select('body_sealed')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row.body_sealed).toBeNull();
  });
});

test('it is written by who works on the case, and may begin a pause', async () => {
  expect(await write({}, world.pakBudi)).toEqual({ refused: 'not_found' });
  expect(await write({ body: ' ' })).toEqual({ refused: 'debrief_empty' });
  await write({ pauseDays: 3 });
  const loads = await readLoads(world.db, await readSettings(world.db), hours(3));
  expect(loads.find(({ id }) => id === world.buAni.id)?.pausedUntil).toEqual(days(3 + 2 / 24));
});

test('the page offers it beside the letters, and the list shows what is mine', async () => {
  await redLetter();
  await counsellorAnswers(world, sari, world.buAni, { text: 'Saya di sini.', at: hours(1) });
  const desk = await openCasesDesk(world, hours(2));
  try {
    const ani = await desk.as(world.buAni);
    expect((await ani.get(`/cases/${sari.code}`)).html).toContain('id="debrief"');
    const fields = { debrief: MARK, supervisor: `${world.buRatna.id}`, pause: '0' };
    await ani.post(`/cases/${sari.code}/debriefs`, fields);
    expect((await ani.get('/debriefs')).html).toContain(MARK);
    expect((await (await desk.as(buDini)).get('/debriefs')).html).not.toContain(MARK);
    expect((await (await desk.as(world.pakJoko)).get('/debriefs')).status).toBe(404);
  } finally {
    await desk.close();
  }
});
