// Every page and command that names a case comes through this door.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessCase, readCaseAccess } from '../../../src/cases/case-access.ts';
import { newId } from '../../../src/db/database.ts';
import { aCase, addStaff, type CastCase, hours, openWorld, START, type World } from '../../support/cast.ts';

let world: World;
let sari: CastCase;

beforeAll(async () => {
  world = await openWorld();
  sari = await aCase(world, { counsellor: world.buAni });
});
afterAll(() => world.end());

describe('the door to a case', () => {
  test('Bu Ani finds her case, however she types its code', async () => {
    const typed = `${sari.code.slice(0, 3).toLowerCase()}-${sari.code.slice(3)}`;
    const access = await readCaseAccess(world.db, world.buAni, typed, 'read', START);
    expect(access).toMatchObject({ relation: 'own', kasus: { id: sari.id } });
  });

  test('a case of another and a case that is not there are the same answer', async () => {
    const others = await readCaseAccess(world.db, world.pakBudi, sari.code, 'see', START);
    const none = await readCaseAccess(world.db, world.pakBudi, 'ZZZZZZ', 'see', START);
    const nonsense = await readCaseAccess(world.db, world.pakBudi, "x' or 1=1", 'see', START);
    expect([others, none, nonsense]).toEqual(Array(3).fill({ refused: 'not_found' }));
  });

  test('the admin never reads words, not even with a reason', async () => {
    expect(await readCaseAccess(world.db, world.pakJoko, sari.code, 'read', START)).toEqual({ refused: 'not_found' });
  });

  test('Bu Ratna gives a reason first, and her reading ends after an hour', async () => {
    expect(await readCaseAccess(world.db, world.buRatna, sari.code, 'read', START)).toEqual({
      refused: 'needs_reason',
    });
    await world.db
      .insertInto('supervisor_readings')
      .values({
        id: newId(),
        case_id: sari.id,
        supervisor_id: world.buRatna.id,
        reason_sealed: Buffer.of(1),
        began_at: START,
        ends_at: hours(1),
      })
      .execute();
    expect(await readCaseAccess(world.db, world.buRatna, sari.code, 'read', hours(0.9))).toHaveProperty('kasus');
    expect(await readCaseAccess(world.db, world.buRatna, sari.code, 'read', hours(1))).toEqual({
      refused: 'needs_reason',
    });
    const another = await addStaff(world.db, 'Bu Wulan', 'supervisor');
    expect(await readCaseAccess(world.db, another, sari.code, 'read', hours(0.5))).toEqual({ refused: 'needs_reason' });
  });

  test('whoever is excluded sees nothing, whatever else they are', async () => {
    await world.db
      .insertInto('case_people')
      .values({ case_id: sari.id, staff_id: world.buRatna.id, part: 'excluded', added_by: world.buAni.id })
      .execute();
    expect(await readCaseAccess(world.db, world.buRatna, sari.code, 'see', hours(0.5))).toEqual({
      refused: 'not_found',
    });
  });

  test('a case taken for a command is held until the command ends', async () => {
    const order: string[] = [];
    let holding!: () => void;
    const held = new Promise<void>((resolve) => {
      holding = resolve;
    });
    const first = world.tx(async (tx) => {
      await accessCase(tx, world.buAni, sari.code, 'move', START);
      holding();
      await new Promise((resolve) => setTimeout(resolve, 150));
      order.push('first');
    });
    await held;
    await world.tx((tx) => accessCase(tx, world.buAni, sari.code, 'move', START));
    order.push('second');
    await first;
    expect(order).toEqual(['first', 'second']);
  });
});
