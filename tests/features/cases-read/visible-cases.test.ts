// What lists, counts and searches may show is what core/policy.ts says: every role in every relation, compared row by row.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { relationInSql, visibleCases } from '../../../src/cases/visible-cases.ts';
import { caseCode } from '../../../src/core/case-code.ts';
import { type CaseTies, mayWithCase, type Person, relationTo } from '../../../src/core/policy.ts';
import { newId } from '../../../src/db/database.ts';
import { addStaff, hours, openWorld, START, type World } from '../../support/cast.ts';

type Reading = 'none' | 'running' | 'over' | 'not begun';

interface Kasus extends CaseTies {
  id: string;
  reading: Reading;
}

let world: World;
let people: Person[];
let cases: Kasus[];
const now = hours(24);

beforeAll(async () => {
  world = await openWorld();
  const buWati = await addStaff(world.db, 'Bu Wati', 'supervisor');
  people = [world.buAni, world.pakBudi, world.buRatna, buWati, world.pakJoko];
  cases = everyCase();
  await fillDatabase();
});
afterAll(() => world.end());

test.each(['see', 'read', 'read_notes'] as const)(
  'who may %s which case is the same in SQL as in the policy',
  async (action) => {
    for (const person of people) {
      const rows = await world.db
        .selectFrom('cases')
        .select('id')
        .where(visibleCases(person, action, now))
        .execute();
      const allowed = cases.filter((kasus) => mayNow(person, action, kasus)).map((kasus) => kasus.id);
      expect(rows.map((r) => r.id).sort(), `${person.role} ${person.id} ${action}`).toEqual(allowed.sort());
    }
  },
);

test('the relation is the same in SQL as in the policy', async () => {
  for (const person of people) {
    const rows = await world.db
      .selectFrom('cases')
      .select(['id', relationInSql(person).as('relation')])
      .execute();
    const bySql = new Map(rows.map((r) => [r.id, r.relation]));
    for (const kasus of cases) expect(bySql.get(kasus.id)).toBe(relationTo(kasus, person));
  }
});

test('each answer of the policy occurs, so that the comparison means something', () => {
  const answers = people.flatMap((p) => cases.map((kasus) => `${p.role} ${relationTo(kasus, p)}`));
  expect(new Set(answers).size).toBeGreaterThanOrEqual(12);
});

test('an admin sees no case', async () => {
  const rows = await world.db
    .selectFrom('cases')
    .select('id')
    .where(visibleCases(world.pakJoko, 'see', now))
    .execute();
  expect(rows).toEqual([]);
});

function mayNow(person: Person, action: 'see' | 'read' | 'read_notes', kasus: Kasus): boolean {
  const answer = mayWithCase(person, action, relationTo(kasus, person));
  return (
    answer === 'yes' || (answer === 'with_reason' && person.id === world.buRatna.id && kasus.reading === 'running')
  );
}

/** Every counsellor (or none), every part of every person, every state of Bu Ratna's reading. */
function everyCase(): Kasus[] {
  const parts = [null, 'co', 'excluded'] as const;
  const tied = [world.buAni, world.pakBudi, world.buRatna, world.pakJoko];
  const readings: Reading[] = ['none', 'running', 'over', 'not begun'];
  const combinations = tied.reduce<{ staffId: number; part: 'co' | 'excluded' }[][]>(
    (sets, person) => sets.flatMap((set) => parts.map((part) => (part ? [...set, { staffId: person.id, part }] : set))),
    [[]],
  );
  return [null, world.buAni.id, world.pakBudi.id].flatMap((counsellorId) =>
    combinations.flatMap((set) => readings.map((reading) => ({ id: newId(), counsellorId, people: set, reading }))),
  );
}

async function fillDatabase() {
  const konseliId = newId();
  await world.db.insertInto('konseli').values({ id: konseliId, name_sealed: null, erased_at: null }).execute();
  await inBatches(cases, (batch, offset) =>
    world.db
      .insertInto('cases')
      .values(
        batch.map((kasus, i) => ({
          id: kasus.id,
          code: codeOf(offset + i),
          mailbox_id: world.mailboxId,
          konseli_id: konseliId,
          counsellor_id: kasus.counsellorId,
        })),
      )
      .execute(),
  );
  const ties = cases.flatMap((kasus) =>
    kasus.people.map((p) => ({ case_id: kasus.id, staff_id: p.staffId, part: p.part, added_by: world.buAni.id })),
  );
  await inBatches(ties, (batch) => world.db.insertInto('case_people').values(batch).execute());
  const readings = cases.filter((kasus) => kasus.reading !== 'none').map(readingRow);
  await inBatches(readings, (batch) => world.db.insertInto('supervisor_readings').values(batch).execute());
}

function readingRow(kasus: Kasus) {
  const began = { running: hours(23.5), over: START, 'not begun': hours(25), none: START }[kasus.reading];
  return {
    id: newId(),
    case_id: kasus.id,
    supervisor_id: world.buRatna.id,
    reason_sealed: Buffer.alloc(29),
    began_at: began,
    ends_at: new Date(began.getTime() + 3_600_000),
  };
}

const codeOf = (n: number) => caseCode(Uint8Array.from({ length: 6 }, (_, i) => Math.floor(n / 32 ** i) % 32));

async function inBatches<T>(all: readonly T[], insert: (batch: T[], offset: number) => Promise<unknown>) {
  for (let from = 0; from < all.length; from += 500) await insert(all.slice(from, from + 500), from);
}
