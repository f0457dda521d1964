// The rules of the core and the tables of the database say the same about stages and gates.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventKinds } from '../../src/audit/event-kinds.ts';
import { gateItems } from '../../src/core/gates.ts';
import { outcomeForms } from '../../src/core/outcomes.ts';
import { administrativeEndings, nextStages } from '../../src/core/stage.ts';
import { openWorld, type World } from '../support/cast.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());

const sorted = (lines: string[]) => [...lines].sort();

async function valuesOf(type: string): Promise<string[]> {
  const { rows } = await sql<{ value: string }>`
    select unnest(enum_range(null::${sql.id(type)}))::text as value`.execute(world.db);
  return rows.map((r) => r.value);
}

test('the items of every gate', async () => {
  const rows = await world.db.selectFrom('gate_items').selectAll().execute();
  expect(sorted(rows.map((r) => `${r.from_stage} ${r.to_stage} ${r.item}`))).toEqual(
    sorted(gateItems.map((g) => `${g.from} ${g.to} ${g.item}`)),
  );
});

test('the moves between stages', async () => {
  const rows = await world.db.selectFrom('stage_moves').selectAll().execute();
  const ours = Object.entries(nextStages).flatMap(([from, tos]) => tos.map((to) => `${from} ${to}`));
  expect(sorted(rows.map((r) => `${r.from_stage} ${r.to_stage}`))).toEqual(sorted(ours));
});

test('stages, outcomes and endings', async () => {
  expect(sorted(await valuesOf('stage'))).toEqual(sorted(Object.keys(nextStages)));
  expect(sorted(await valuesOf('outcome'))).toEqual(sorted(Object.keys(outcomeForms)));
  const closing = Object.keys(outcomeForms).filter((outcome) => outcome !== 'another_session');
  expect(sorted(await valuesOf('ending'))).toEqual(sorted([...closing, ...administrativeEndings]));
});

test('what an outcome must have written down', async () => {
  for (const [outcome, form] of Object.entries(outcomeForms)) {
    const { rows } = await sql<{ rule: string }>`
      select pg_get_constraintdef(oid) as rule from pg_constraint
       where conrelid = 'outcomes'::regclass and contype = 'c'
         and pg_get_constraintdef(oid) like ${`%'${outcome}'::outcome%@> '{%`}
         and conname like '%needs%'`.execute(world.db);
    expect(rows).toHaveLength(1);
    const [, fields] = /@> '\{([^}]*)\}'/.exec(rows[0]!.rule)!;
    expect(sorted(fields!.split(','))).toEqual(sorted([...form.needs]));
    expect(rows[0]!.rule.includes('happens_at IS NOT NULL')).toBe(form.hasTime);
  }
});

test('every kind of event fits the rule for kinds', async () => {
  const { rows } = await sql<{ kind: string }>`
    select kind from unnest(${sql.val([...eventKinds])}::text[]) as kind where kind !~ '^[a-z_]+\\.[a-z_]+$'`.execute(
    world.db,
  );
  expect(rows).toEqual([]);
  expect(new Set(eventKinds).size).toBe(eventKinds.length);
});
