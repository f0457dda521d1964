// What was agreed for a day comes back on that day, once, whoever changes the plan at the same moment.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chooseOutcome } from '../../../src/cases/choose-outcome.ts';
import { sleepCase } from '../../../src/cases/sleep-case.ts';
import { wakeCase } from '../../../src/cases/wake-case.ts';
import { runFollowUps } from '../../../src/followups/run-follow-ups.ts';
import {
  aCase,
  type CastCase,
  counsellorAnswers,
  days,
  enterCounselling,
  enterPostCounselling,
  eventsOf,
  hours,
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
  sari = await aCase(world, { counsellor: world.buAni });
  await counsellorAnswers(world, sari, world.buAni, { text: 'Sampai nanti, Sari.' });
});

const sleep = (until: Date) => world.tx((tx) => sleepCase(tx, world.buAni, sari.code, until, START));
const comings = async () => (await eventsOf(world, sari)).filter((e) => e === 'system follow_up.came_due').length;

describe('a case that rests', () => {
  test('stands before its counsellor again on its day, not earlier, and once', async () => {
    await sleep(days(3));
    expect(await runFollowUps(world.db, hours(71))).toBe(0);
    expect((await rowOf(world, sari)).asleep_until).toEqual(days(3));
    expect(await runFollowUps(world.db, days(3))).toBe(1);
    expect(await rowOf(world, sari)).toMatchObject({ asleep_until: null, turn: 'counsellor', waiting_since: null });
    expect(await runFollowUps(world.db, days(4))).toBe(0);
    expect(await comings()).toBe(1);
    expect(await sleep(days(9))).toEqual({ sleepsUntil: days(9) }); // no letter waits: it may rest again
  });

  test('woken before, it does not come again', async () => {
    await sleep(days(3));
    await world.tx((tx) => wakeCase(tx, world.buAni, sari.code, hours(1)));
    expect(await runFollowUps(world.db, days(4))).toBe(0);
  });
});

test('another session comes back at its hour', async () => {
  await enterCounselling(world, sari, world.buAni);
  await enterPostCounselling(world, sari, world.buAni);
  const wish = {
    outcome: 'another_session' as const,
    details: { why: 'Belum selesai', aim: 'Tidur lebih baik' },
    happensAt: days(7),
    messageId: null,
  };
  await world.tx((tx) => chooseOutcome(tx, world.vault, world.buAni, sari.code, wish, START));
  expect(await runFollowUps(world.db, days(7))).toBe(1);
  expect(await comings()).toBe(1);
});

test('two workers and a counsellor who plans anew at that moment: no deadlock, nothing twice', async () => {
  for (let round = 0; round < 15; round++) {
    const due = new Date(START.getTime() + (round + 1) * 60_000);
    await sleep(due);
    const before = await comings();
    const [came, alsoCame] = await Promise.all([
      runFollowUps(world.db, due),
      runFollowUps(world.db, due),
      world.tx((tx) => wakeCase(tx, world.buAni, sari.code, due)),
    ]);
    expect(came + alsoCame).toBeLessThanOrEqual(1);
    expect((await comings()) - before).toBe(came + alsoCame);
    expect((await rowOf(world, sari)).asleep_until).toBeNull();
  }
});
