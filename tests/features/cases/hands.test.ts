// Whose case it is: claimed, released, assigned, shared, shut off.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { assignCase } from '../../../src/cases/assign-case.ts';
import { readCaseAccess } from '../../../src/cases/case-access.ts';
import { claimCase } from '../../../src/cases/claim-case.ts';
import { excludePerson } from '../../../src/cases/exclude-person.ts';
import { releaseCase } from '../../../src/cases/release-case.ts';
import { shareCase } from '../../../src/cases/share-case.ts';
import { unshareCase } from '../../../src/cases/unshare-case.ts';
import { readSettings, saveSettings } from '../../../src/service/settings.ts';
import { aCase, addStaff, type CastCase, eventsOf, openWorld, rowOf, type World } from '../../support/cast.ts';

let world: World;
let sari: CastCase;
/** the events carry the database's clock, so these stories happen now */
const now = () => new Date();
const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000);

beforeAll(async () => {
  world = await openWorld();
  // these stories fill one pair of hands with more cases than a person should have
  await world.tx(async (tx) => saveSettings(tx, { ...(await readSettings(tx)), loadCap: 100 }));
});
afterAll(() => world.end());
beforeEach(async () => {
  sari = await aCase(world);
});

describe('claiming', () => {
  test('Bu Ani takes a case from the pool', async () => {
    expect(await world.tx((tx) => claimCase(tx, world.buAni, sari.code, now()))).toEqual({ claimed: sari.code });
    expect(await rowOf(world, sari)).toMatchObject({ counsellor_id: world.buAni.id, stage: 'preparation' });
    expect(await eventsOf(world, sari)).toEqual([`staff:${world.buAni.id} case.claimed`]);
  });

  test('two claim at once: one has it, the other learns who', async () => {
    for (let round = 0; round < 10; round++) {
      const kasus = await aCase(world);
      const [ani, budi] = await Promise.all([
        world.tx((tx) => claimCase(tx, world.buAni, kasus.code, now())),
        world.tx((tx) => claimCase(tx, world.pakBudi, kasus.code, now())),
      ]);
      const winner = 'claimed' in ani ? world.buAni : world.pakBudi;
      const [won, lost] = 'claimed' in ani ? [ani, budi] : [budi, ani];
      expect(won).toEqual({ claimed: kasus.code });
      expect(lost).toEqual({ refused: 'taken', by: winner.name });
      expect((await rowOf(world, kasus)).counsellor_id).toBe(winner.id);
      expect(await eventsOf(world, kasus)).toHaveLength(1);
    }
  });

  test('pressing the button twice changes nothing', async () => {
    await world.tx((tx) => claimCase(tx, world.buAni, sari.code, now()));
    expect(await world.tx((tx) => claimCase(tx, world.buAni, sari.code, now()))).toEqual({ claimed: sari.code });
    expect(await eventsOf(world, sari)).toHaveLength(1);
  });

  test('later on, a case of another is as if it were not there', async () => {
    await world.tx((tx) => claimCase(tx, world.buAni, sari.code, now()));
    expect(await world.tx((tx) => claimCase(tx, world.pakBudi, sari.code, soon(11)))).toEqual({ refused: 'not_found' });
  });

  test('who is shut out learns nothing, not even who was quicker', async () => {
    await world.tx((tx) => excludePerson(tx, world.buRatna, sari.code, world.pakBudi.id, now()));
    await world.tx((tx) => claimCase(tx, world.buAni, sari.code, now()));
    expect(await world.tx((tx) => claimCase(tx, world.pakBudi, sari.code, now()))).toEqual({ refused: 'not_found' });
  });

  test('neither a supervisor nor an admin can take a case', async () => {
    for (const person of [world.buRatna, world.pakJoko])
      expect(await world.tx((tx) => claimCase(tx, person, sari.code, now()))).toEqual({ refused: 'not_found' });
  });

  test('an invited counsellor takes over what was released, and is no guest any more', async () => {
    await world.tx((tx) => claimCase(tx, world.buAni, sari.code, now()));
    await world.tx((tx) => shareCase(tx, world.buAni, sari.code, world.pakBudi.id, now()));
    expect(await world.tx((tx) => claimCase(tx, world.pakBudi, sari.code, now()))).toEqual({
      refused: 'taken',
      by: 'Bu Ani',
    });
    await world.tx((tx) => releaseCase(tx, world.buAni, sari.code, now()));
    expect(await world.tx((tx) => claimCase(tx, world.pakBudi, sari.code, now()))).toEqual({ claimed: sari.code });
    expect(await world.db.selectFrom('case_people').selectAll().where('case_id', '=', sari.id).execute()).toEqual([]);
  });
});

describe('releasing', () => {
  test('back into the pool, where everyone sees it again', async () => {
    await world.tx((tx) => claimCase(tx, world.buAni, sari.code, now()));
    expect(await world.tx((tx) => releaseCase(tx, world.buAni, sari.code, now()))).toEqual({ released: sari.code });
    expect(await readCaseAccess(world.db, world.pakBudi, sari.code, 'read', now())).toMatchObject({ relation: 'pool' });
    expect(await eventsOf(world, sari)).toEqual([
      `staff:${world.buAni.id} case.claimed`,
      `staff:${world.buAni.id} case.released`,
    ]);
  });

  test('only by the one who has it', async () => {
    await world.tx((tx) => claimCase(tx, world.buAni, sari.code, now()));
    for (const person of [world.pakBudi, world.buRatna, world.pakJoko])
      expect(await world.tx((tx) => releaseCase(tx, person, sari.code, now()))).toEqual({ refused: 'not_found' });
  });
});

describe('assigning', () => {
  test('Bu Ratna gives a case to Pak Budi without reading a word', async () => {
    expect(await world.tx((tx) => assignCase(tx, world.buRatna, sari.code, world.pakBudi.id, now()))).toEqual({
      assigned: sari.code,
      to: 'Pak Budi',
    });
    expect((await rowOf(world, sari)).counsellor_id).toBe(world.pakBudi.id);
    expect(await eventsOf(world, sari)).toEqual([`staff:${world.buRatna.id} case.assigned`]);
  });

  test('Bu Ani hands her case on, and from then on it is not hers to see', async () => {
    await world.tx((tx) => claimCase(tx, world.buAni, sari.code, now()));
    await world.tx((tx) => assignCase(tx, world.buAni, sari.code, world.pakBudi.id, now()));
    expect(await readCaseAccess(world.db, world.buAni, sari.code, 'see', now())).toEqual({ refused: 'not_found' });
  });

  test('only to a counsellor who is there and not shut out', async () => {
    const left = await addStaff(world.db, 'Pak Tono', 'counsellor');
    await world.db.updateTable('staff').set({ disabled_at: now() }).where('id', '=', left.id).execute();
    await world.tx((tx) => excludePerson(tx, world.buRatna, sari.code, world.pakBudi.id, now()));
    await world.tx((tx) => claimCase(tx, world.buAni, sari.code, now()));
    const give = (to: number) => world.tx((tx) => assignCase(tx, world.buRatna, sari.code, to, now()));
    expect(await give(left.id)).toEqual({ refused: 'no_such_counsellor' });
    expect(await give(world.pakJoko.id)).toEqual({ refused: 'no_such_counsellor' });
    expect(await give(999_999)).toEqual({ refused: 'no_such_counsellor' });
    expect(await give(world.pakBudi.id)).toEqual({ refused: 'is_excluded' });
    expect(await give(world.buAni.id)).toEqual({ refused: 'has_it_already' });
  });
});

describe('sharing', () => {
  test('Pak Budi is invited, reads, and is sent away again', async () => {
    await world.tx((tx) => claimCase(tx, world.buAni, sari.code, now()));
    const share = () => world.tx((tx) => shareCase(tx, world.buAni, sari.code, world.pakBudi.id, now()));
    expect(await share()).toEqual({ shared: sari.code, with: 'Pak Budi' });
    expect(await share()).toEqual({ refused: 'has_it_already' });
    expect(await readCaseAccess(world.db, world.pakBudi, sari.code, 'read', now())).toMatchObject({ relation: 'co' });
    const unshare = () => world.tx((tx) => unshareCase(tx, world.buAni, sari.code, world.pakBudi.id, now()));
    expect(await unshare()).toEqual({ unshared: sari.code });
    expect(await unshare()).toEqual({ refused: 'not_shared' });
    expect(await readCaseAccess(world.db, world.pakBudi, sari.code, 'read', now())).toEqual({ refused: 'not_found' });
  });

  test('a guest invites nobody', async () => {
    const third = await addStaff(world.db, 'Bu Citra', 'counsellor');
    await world.tx((tx) => claimCase(tx, world.buAni, sari.code, now()));
    await world.tx((tx) => shareCase(tx, world.buAni, sari.code, world.pakBudi.id, now()));
    expect(await world.tx((tx) => shareCase(tx, world.pakBudi, sari.code, third.id, now()))).toEqual({
      refused: 'not_found',
    });
  });
});

describe('shutting out', () => {
  test('beats an invitation, and a later invitation does not undo it', async () => {
    await world.tx((tx) => claimCase(tx, world.buAni, sari.code, now()));
    await world.tx((tx) => shareCase(tx, world.buAni, sari.code, world.pakBudi.id, now()));
    const shut = () => world.tx((tx) => excludePerson(tx, world.buAni, sari.code, world.pakBudi.id, now()));
    expect(await shut()).toEqual({ excluded: sari.code });
    expect(await shut()).toEqual({ refused: 'is_excluded_already' });
    expect(await world.tx((tx) => shareCase(tx, world.buAni, sari.code, world.pakBudi.id, now()))).toEqual({
      refused: 'is_excluded',
    });
    expect(await world.tx((tx) => unshareCase(tx, world.buAni, sari.code, world.pakBudi.id, now()))).toEqual({
      refused: 'not_shared',
    });
    expect(await readCaseAccess(world.db, world.pakBudi, sari.code, 'see', now())).toEqual({ refused: 'not_found' });
  });

  test('a supervisor can be shut out too; who has the case cannot', async () => {
    await world.tx((tx) => claimCase(tx, world.buAni, sari.code, now()));
    const shut = (whom: number) => world.tx((tx) => excludePerson(tx, world.buAni, sari.code, whom, now()));
    expect(await shut(world.buAni.id)).toEqual({ refused: 'has_the_case' });
    expect(await shut(999_999)).toEqual({ refused: 'no_such_person' });
    expect(await shut(world.buRatna.id)).toEqual({ excluded: sari.code });
    expect(await readCaseAccess(world.db, world.buRatna, sari.code, 'begin_reading', now())).toEqual({
      refused: 'not_found',
    });
  });
});
