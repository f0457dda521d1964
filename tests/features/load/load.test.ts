// Nobody is given more than they can carry: claims, assignments, pauses, the last resort, and a supervisor's decision.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { assignCase } from '../../../src/cases/assign-case.ts';
import { claimCase } from '../../../src/cases/claim-case.ts';
import { releaseCase } from '../../../src/cases/release-case.ts';
import { setOwnCap } from '../../../src/load/own-cap.ts';
import { loadRoutes } from '../../../src/load/pages/routes.ts';
import { endPause, setPause } from '../../../src/load/pauses.ts';
import { countHomeless, readLoads } from '../../../src/load/read-loads.ts';
import { readSettings, type ServiceSettings, saveSettings } from '../../../src/service/settings.ts';
import {
  aCase,
  addStaff,
  type CastCase,
  type CastMember,
  days,
  hours,
  openWorld,
  START,
  type World,
} from '../../support/cast.ts';
import { tablesHolding } from '../../support/plain-dump.ts';
import { mountDesk } from '../../web/mount-desk.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());
beforeEach(async () => {
  const over = { stage: 'closed', ending: 'withdrawn', closed_at: START, turn: 'nobody' } as const;
  await world.db
    .updateTable('cases')
    .set({ ...over, waiting_since: null, answer_due_at: null })
    .where('stage', '<>', 'closed')
    .execute();
  await world.db.updateTable('pauses').set({ ended_at: START }).execute();
  await world.db.updateTable('staff').set({ load_cap: null }).execute();
  await set({ loadCap: 3, fallbackStaff: '' });
});

const set = (wish: Partial<ServiceSettings>) =>
  world.tx(async (tx) => saveSettings(tx, { ...(await readSettings(tx)), ...wish }));
const claim = (who: CastMember, kasus: CastCase) => world.tx((tx) => claimCase(tx, who, kasus.code, hours(1)));
const give = (who: CastMember, kasus: CastCase, to: CastMember, reason = '') =>
  world.tx((tx) => assignCase(tx, who, kasus.code, to.id, hours(1), { vault: world.vault, reason }));
const loadOf = async (who: CastMember) =>
  (await readLoads(world.db, await readSettings(world.db), hours(1))).find((load) => load.id === who.id)!;
const cases = (n: number) => Promise.all(Array.from({ length: n }, () => aCase(world, { konseli: 'Sari' })));
const filled = async (who: CastMember) => {
  for (const kasus of await cases(3)) expect(await claim(who, kasus)).toHaveProperty('claimed');
};

describe('the cap', () => {
  test('holds back what comes on top, by claim and by gift, and says why', async () => {
    await filled(world.buAni);
    const more = await aCase(world);
    expect(await claim(world.buAni, more)).toEqual({ refused: 'no_room' });
    expect(await give(world.buRatna, more, world.buAni)).toEqual({ refused: 'no_room_for_them' });
    expect(await claim(world.pakBudi, more)).toHaveProperty('claimed');
    expect(await give(world.pakBudi, more, world.buAni, 'Saya sakit sampai minggu depan.')).toEqual({
      refused: 'no_room_for_them',
    });
    expect(await loadOf(world.buAni)).toMatchObject({ weight: 3, cap: 3, open: 3, waiting: 3, red: 0 });
  });

  test('is lifted by a supervisor with a reason, which is sealed and on record', async () => {
    await filled(world.buAni);
    const more = await aCase(world);
    expect(await give(world.buRatna, more, world.buAni, 'penuh')).toEqual({ refused: 'reason_too_short' });
    const reason = 'Konseli hanya mau bercerita kepada Bu Ani.';
    expect(await give(world.buRatna, more, world.buAni, reason)).toMatchObject({ to: 'Bu Ani' });
    const kept = await world.db.selectFrom('load_overrides').selectAll().where('case_id', '=', more.id).execute();
    expect(kept).toMatchObject([{ staff_id: world.buAni.id, made_by: world.buRatna.id }]);
    expect(await tablesHolding(world.url, reason)).toEqual([]);
    const event = await world.db
      .selectFrom('events')
      .select('data')
      .where('case_id', '=', more.id)
      .where('kind', '=', 'case.assigned')
      .executeTakeFirstOrThrow();
    expect(event.data).toMatchObject({ above_cap: kept[0]!.id });
  });

  test('never holds back from whoever is in danger', async () => {
    await filled(world.buAni);
    const [urgent, red] = await cases(2);
    await world.db.updateTable('cases').set({ risk: 'urgent' }).where('id', '=', urgent!.id).execute();
    await world.db.updateTable('cases').set({ signs: 'red' }).where('id', '=', red!.id).execute();
    expect(await claim(world.buAni, urgent!)).toHaveProperty('claimed');
    expect(await claim(world.buAni, red!)).toHaveProperty('claimed');
    expect(await loadOf(world.buAni)).toMatchObject({ weight: 10, red: 2 });
  });

  test('of one’s own lies lower, never higher', async () => {
    expect(await world.tx((tx) => setOwnCap(tx, world.buAni, 4))).toEqual({ refused: 'above_the_service' });
    await world.tx((tx) => setOwnCap(tx, world.buAni, 1));
    const [first, second] = await cases(2);
    expect(await claim(world.buAni, first!)).toHaveProperty('claimed');
    expect(await claim(world.buAni, second!)).toEqual({ refused: 'no_room' });
  });

  test('leaves one who takes what nobody has room for', async () => {
    await set({ fallbackStaff: world.pakBudi.email });
    await filled(world.pakBudi);
    const more = await aCase(world);
    expect(await claim(world.pakBudi, more)).toEqual({ refused: 'no_room' }); // Bu Ani has room
    await filled(world.buAni);
    const settings = await readSettings(world.db);
    expect(await countHomeless(world.db, settings, await readLoads(world.db, settings, hours(1)), hours(1))).toBe(1);
    expect(await claim(world.pakBudi, more)).toHaveProperty('claimed');
  });

  test('holds when two cases are claimed at the same moment', async () => {
    const [a, b] = await cases(2);
    await world.tx((tx) => setOwnCap(tx, world.buAni, 1));
    const both = await Promise.all([claim(world.buAni, a!), claim(world.buAni, b!)]);
    expect(both.filter((one) => 'claimed' in one)).toHaveLength(1);
    expect(await loadOf(world.buAni)).toMatchObject({ weight: 1 });
  });
});

describe('a pause', () => {
  const pause = (who: CastMember, of: CastMember, until = days(3)) =>
    world.tx((tx) => setPause(tx, who, { staffId: of.id, until }, START));

  test('keeps new cases away until it ends, by itself or earlier', async () => {
    expect(await pause(world.buAni, world.buAni)).toEqual({ pausedUntil: days(3) });
    const kasus = await aCase(world);
    expect(await claim(world.buAni, kasus)).toEqual({ refused: 'on_pause' });
    expect(await give(world.buRatna, kasus, world.buAni)).toEqual({ refused: 'they_are_on_pause' });
    expect(await world.tx((tx) => claimCase(tx, world.buAni, kasus.code, days(3)))).toHaveProperty('claimed');
    await world.tx((tx) => endPause(tx, world.buAni, world.buAni.id, hours(1)));
    expect(await claim(world.buAni, await aCase(world))).toHaveProperty('claimed');
  });

  test('is one’s own to set, or a supervisor’s', async () => {
    expect(await pause(world.pakBudi, world.buAni)).toEqual({ refused: 'no_such_counsellor' });
    expect(await pause(world.buRatna, world.pakJoko)).toEqual({ refused: 'no_such_counsellor' });
    expect(await pause(world.buRatna, world.buAni)).toHaveProperty('pausedUntil');
    expect(await pause(world.buAni, world.buAni, START)).toEqual({ refused: 'not_in_the_future' });
    expect(await pause(world.buAni, world.buAni, days(400))).toEqual({ refused: 'too_far_away' });
    expect(await world.tx((tx) => endPause(tx, world.pakBudi, world.buAni.id, START))).toEqual({
      refused: 'no_such_counsellor',
    });
  });
});

test('a season of chance: without a decision nobody is ever above the cap', async () => {
  let state = 7;
  const chance = (n: number) => {
    state = (state * 48271) % 2147483647;
    return state % n;
  };
  await set({ loadCap: 5, loadConcern: 2 });
  const people = [world.buAni, world.pakBudi, await addStaff(world.db, 'Bu Siti', 'counsellor')];
  const pool = await cases(24);
  let refusals = 0;
  for (let step = 0; step < 160; step++) {
    const kasus = pool[chance(pool.length)]!;
    const who = people[chance(people.length)]!;
    const to = people[chance(people.length)]!;
    const act = chance(5);
    const row = await world.db
      .selectFrom('cases')
      .select('counsellor_id')
      .where('id', '=', kasus.id)
      .executeTakeFirstOrThrow();
    const has = people.find(({ id }) => id === row.counsellor_id);
    const done = has
      ? await (act === 0
          ? world.tx((tx) => releaseCase(tx, has, kasus.code, hours(1)))
          : give(act < 3 ? world.buRatna : has, kasus, to))
      : await claim(who, kasus);
    if ('refused' in done && String(done.refused).includes('room')) refusals++;
    for (const load of await readLoads(world.db, await readSettings(world.db), hours(1)))
      expect(load.weight, `step ${step}`).toBeLessThanOrEqual(load.cap);
  }
  expect(refusals).toBeGreaterThan(10);
});

describe('the pages', () => {
  test('show numbers to a supervisor, without a case or a word of one; and each counsellor their own', async () => {
    const desk = await mountDesk({ app: { db: world.db }, routes: loadRoutes, now: () => hours(1) });
    try {
      const kasus = await aCase(world, { konseli: 'Dewi', subject: 'Rahasia sekali' });
      await claim(world.buAni, kasus);
      const ratna = await desk.as(world.buRatna);
      const { html } = await ratna.get('/loads');
      expect(html).toContain('1 dari 3');
      expect(html).not.toMatch(new RegExp(`${kasus.code}|Dewi|Rahasia`));
      await ratna.post(`/loads/${world.pakBudi.id}/pauses`, { until: '2026-03-10' });
      expect((await loadOf(world.pakBudi)).pausedUntil).toEqual(new Date('2026-03-10T16:59:59Z'));
      const ani = await desk.as(world.buAni);
      expect((await ani.get('/loads')).status).toBe(404);
      expect((await ani.post(`/loads/${world.pakBudi.id}/pauses/endings`, {})).status).toBe(404);
      expect((await ani.get('/me/load')).html).toContain('1 dari 3');
      await ani.post('/me/load/caps', { cap: '2' });
      expect((await loadOf(world.buAni)).cap).toBe(2);
      expect((await (await desk.as(world.pakJoko)).get('/me/load')).status).toBe(404);
    } finally {
      await desk.fastify.close();
    }
  });
});
