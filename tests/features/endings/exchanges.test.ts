// How many letters are agreed on, how many are left, and the word in time that the ending is near: by plain forms.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CaseView } from '../../../src/cases/case-view.ts';
import { agreeExchanges, readExchanges } from '../../../src/cases/exchanges.ts';
import { endingBeside } from '../../../src/endings/pages/beside.ts';
import {
  aCase,
  type CastCase,
  counsellorAnswers,
  enterCounselling,
  hours,
  openWorld,
  rowOf,
  START,
  type World,
} from '../../support/cast.ts';

let world: World;
let sari: CastCase;
beforeEach(async () => {
  world = await openWorld();
  sari = await aCase(world, { counsellor: world.buAni });
  await enterCounselling(world, sari, world.buAni);
});
afterEach(() => world.end());

const agree = (exchanges: number, reason = '', who = world.buAni) =>
  world.tx((tx) => agreeExchanges(tx, world.vault, who, sari.code, { exchanges, reason }, START));
const read = async () => {
  const key = await world.vault.key(world.db, 'letters', sari.id);
  return readExchanges(world.db, key, await rowOf(world, sari));
};
const write = (n: number) => counsellorAnswers(world, sari, world.buAni, { text: `Surat ${n}`, at: hours(n) });

/** What the panel shows; words stand as their keys. */
const beside = () =>
  world.tx(async (tx) => {
    const say = (key: string, values: object = {}) => `${key} ${JSON.stringify(values)}`;
    const visit = { say, app: { vault: world.vault }, staff: world.buAni };
    const view = { kasus: await rowOf(world, sari), relation: 'own' } as unknown as CaseView;
    return (await endingBeside(tx, visit as never, view)) as Record<string, unknown> | null;
  });

test('six, unless something else is agreed; longer only with a reason, and the reason is sealed', async () => {
  expect(await read()).toEqual({ agreed: 6, used: 0, reason: '' });
  expect(await agree(4)).toEqual({ agreed: 4 });
  expect(await agree(8)).toEqual({ refused: 'longer_needs_a_reason' });
  expect(await agree(8, 'Ujian menggeser semuanya')).toEqual({ agreed: 8 });
  expect(await agree(61, 'x')).toEqual({ refused: 'exchanges_out_of_range' });
  expect(await read()).toEqual({ agreed: 8, used: 0, reason: 'Ujian menggeser semuanya' });
  const rows = await world.db.selectFrom('exchange_agreements').selectAll().orderBy('id').execute();
  expect(rows.map(({ exchanges, longer, replaced_at }) => [exchanges, longer, replaced_at !== null])).toEqual([
    [4, false, true],
    [8, true, false],
  ]);
  expect(rows[1]!.reason_sealed!.includes('Ujian')).toBe(false);
});

test('is nobody else’s to agree on', async () => {
  expect(await agree(4, '', world.pakBudi)).toEqual({ refused: 'not_found' });
});

test('the panel counts, and asks for the word at the last but one', async () => {
  for (const n of [1, 2, 3]) await write(n);
  expect(await beside()).toMatchObject({ place: null, announce: null });
  const fourth = await write(4);
  expect(await read()).toMatchObject({ used: 4 });
  const shown = await beside();
  expect(shown).toMatchObject({ place: 'endings.place.last_but_one {}', announce: fourth });
  expect(shown?.line).toContain('"left":2');
});
