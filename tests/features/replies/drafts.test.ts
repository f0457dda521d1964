import { afterAll, beforeAll, expect, test } from 'vitest';
import { CannotOpen } from '../../../src/crypto/seal.ts';
import { readDrafts } from '../../../src/replies/read-draft.ts';
import { saveDraft } from '../../../src/replies/save-draft.ts';
import { takeOverDraft } from '../../../src/replies/take-over-draft.ts';
import { aCase, type CastCase, type CastMember, openWorld, START, type World } from '../../support/cast.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());

let someone = 0;
async function shared(): Promise<CastCase> {
  const kasus = await aCase(world, { konseli: `Konseli${++someone}`, counsellor: world.buAni });
  await world.db
    .insertInto('case_people')
    .values({ case_id: kasus.id, staff_id: world.pakBudi.id, part: 'co', added_by: world.buAni.id })
    .execute();
  return kasus;
}
const save = (who: CastMember, kasus: CastCase, text: string) =>
  world.tx((tx) => saveDraft(tx, world.vault, who, kasus.code, { text, formId: null }, START));
const drafts = (who: CastMember, kasus: CastCase) => readDrafts(world.db, world.vault, kasus.id, who.id);

test('each writes a draft of one’s own; a colleague sees that an answer is under way', async () => {
  const kasus = await shared();
  await save(world.buAni, kasus, 'Halo Sari');
  await save(world.buAni, kasus, 'Halo Sari, terima');
  await save(world.pakBudi, kasus, 'Sari, saya');
  const seen = await drafts(world.buAni, kasus);
  expect(seen.own).toMatchObject({ text: 'Halo Sari, terima', savedAt: START });
  expect(seen.others).toMatchObject([{ author: 'Pak Budi', text: 'Sari, saya' }]);
});

test('an empty text leaves no draft behind', async () => {
  const kasus = await shared();
  await save(world.buAni, kasus, 'Halo');
  await save(world.buAni, kasus, ' \n');
  expect((await drafts(world.buAni, kasus)).own).toBeNull();
});

test('nobody writes in a case of somebody else', async () => {
  const kasus = await aCase(world, { konseli: 'Rara', counsellor: world.buAni });
  for (const who of [world.pakBudi, world.buRatna, world.pakJoko])
    expect(await save(who, kasus, 'x')).toEqual({ refused: 'not_found' });
});

test('the draft of one case opens in no other, and under no other name', async () => {
  const [kasus, other] = [await shared(), await shared()];
  await save(world.buAni, kasus, 'RAHASIA');
  const row = await world.db.selectFrom('drafts').selectAll().where('case_id', '=', kasus.id).executeTakeFirstOrThrow();
  expect(row.body_sealed.includes('RAHASIA')).toBe(false);
  await world.db
    .insertInto('drafts')
    .values({ ...row, case_id: other.id })
    .execute();
  await expect(drafts(world.buAni, other)).rejects.toThrow(CannotOpen);
  await world.db.updateTable('drafts').set({ author_id: world.pakBudi.id }).where('case_id', '=', kasus.id).execute();
  await expect(drafts(world.buAni, kasus)).rejects.toThrow(CannotOpen);
});

test('Pak Budi goes on with Bu Ani’s draft: it moves, and is never there twice', async () => {
  const kasus = await shared();
  await save(world.buAni, kasus, 'Halo Sari');
  const take = () => world.tx((tx) => takeOverDraft(tx, world.vault, world.pakBudi, kasus.code, world.buAni.id, START));
  expect(await take()).toEqual({ taken: true });
  expect(await drafts(world.pakBudi, kasus)).toMatchObject({ own: { text: 'Halo Sari' }, others: [] });
  expect(await take()).toEqual({ refused: 'not_found' });
  await save(world.buAni, kasus, 'Yang lain');
  expect(await take()).toEqual({ refused: 'own_draft' });
});
