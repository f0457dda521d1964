// Whatever people do, in whatever order: no case stands in counselling or post-counselling without its records, unless two
// persons opened the gate or somebody was in danger. An oracle in SQL looks at the rows alone, and knows nothing of core/.
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { record } from '../../../src/audit/record.ts';
import { agreeOverride } from '../../../src/cases/agree-override.ts';
import { askOverride } from '../../../src/cases/ask-override.ts';
import { chooseOutcome } from '../../../src/cases/choose-outcome.ts';
import { completeOutcome } from '../../../src/cases/complete-outcome.ts';
import { moveCase } from '../../../src/cases/move-case.ts';
import { recordItem } from '../../../src/cases/record-item.ts';
import { refuseOverride } from '../../../src/cases/refuse-override.ts';
import { shareCase } from '../../../src/cases/share-case.ts';
import { withdrawRecord } from '../../../src/cases/withdraw-record.ts';
import { gateItems } from '../../../src/core/gates.ts';
import { outcomeForms } from '../../../src/core/outcomes.ts';
import { administrativeEndings, type Outcome } from '../../../src/core/stage.ts';
import {
  aCase,
  type CastCase,
  type CastMember,
  days,
  FIRST_GATE,
  konseliWrites,
  openWorld,
  putOnRecord,
  rowOf,
  SECOND_GATE,
  type World,
} from '../../support/cast.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());

type Step =
  | { do: 'record'; item: string; value: string; letter: boolean; who: number }
  | { do: 'fill'; gate: 'first' | 'second' }
  | { do: 'withdraw'; item: string; who: number }
  | { do: 'move'; to: 'counselling' | 'post_counselling'; who: number }
  | { do: 'close'; ending: Outcome | (typeof administrativeEndings)[number]; who: number }
  | { do: 'ask' | 'agree' | 'refuse'; to: 'counselling' | 'post_counselling'; who: number }
  | { do: 'both'; to: 'counselling' | 'post_counselling' }
  | { do: 'choose'; outcome: Outcome; who: number }
  | { do: 'complete'; who: number }
  | { do: 'write' }
  | { do: 'wait'; days: number };

const who = fc.integer({ min: 0, max: 3 });
const gate = fc.constantFrom('counselling' as const, 'post_counselling' as const);
const outcome = fc.constantFrom<Outcome>('resolved', 'face_to_face', 'another_session', 'referred');
const recordStep = fc.constantFrom(...gateItems).chain(({ item, values }) =>
  fc.record({
    do: fc.constant('record' as const),
    item: fc.constant(item),
    value: fc.constantFrom(...values),
    letter: fc.boolean(),
    who: fc.constant(0),
  }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: recordStep },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('fill' as const),
      gate: fc.constantFrom('first' as const, 'second' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('withdraw' as const),
      item: fc.constantFrom(...gateItems.map((g) => g.item)),
      who,
    }),
  },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('move' as const), to: gate, who }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('close' as const),
      ending: fc.constantFrom(...administrativeEndings, 'resolved' as const),
      who,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('both' as const), to: gate }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('ask' as const, 'agree' as const, 'refuse' as const), to: gate, who }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('choose' as const), outcome, who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('complete' as const), who }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'write' }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 9 }) }) },
);

/** Each refusal is an answer; only what the database itself refuses is an error, and fails the test. */
async function take(one: Step, kasus: CastCase, clock: { now: Date }): Promise<void> {
  const { vault, buAni, pakBudi, buRatna, pakJoko } = world;
  const people: CastMember[] = [buAni, pakBudi, buRatna, pakJoko];
  const person = 'who' in one ? people[one.who]! : buAni;
  const { code } = kasus;
  const { now } = clock;
  switch (one.do) {
    case 'record': {
      const messageId = one.letter ? kasus.firstLetterId : null;
      const wish = { item: one.item, value: one.value, messageId, remark: 'Karena begitu.' };
      await world.tx((tx) => recordItem(tx, vault, person, code, wish, now));
      break;
    }
    case 'fill':
      await putOnRecord(world, kasus, buAni, one.gate === 'first' ? FIRST_GATE : SECOND_GATE, now).catch(
        refusedOrThrow,
      );
      break;
    case 'withdraw':
      await world.tx((tx) => withdrawRecord(tx, person, code, one.item, now));
      break;
    case 'move':
      await world.tx((tx) => moveCase(tx, person, code, { to: one.to }, now));
      break;
    case 'close':
      await world.tx((tx) => moveCase(tx, person, code, { to: 'closed', ending: one.ending as 'resolved' }, now));
      break;
    case 'both':
      await take({ do: 'ask', to: one.to, who: 0 }, kasus, clock);
      await take({ do: 'agree', to: one.to, who: 2 }, kasus, clock);
      break;
    case 'ask': {
      const wish = { to: one.to, reason: 'Konseli perlu segera ditemani, catatan menyusul.' };
      await world.tx((tx) => askOverride(tx, vault, person, code, wish, now));
      break;
    }
    case 'agree':
      await world.tx((tx) => agreeOverride(tx, person, code, now));
      break;
    case 'refuse':
      await world.tx((tx) => refuseOverride(tx, person, code, now));
      break;
    case 'choose': {
      const details = Object.fromEntries(outcomeForms[one.outcome].needs.map((name) => [name, 'Begitu.']));
      const wish = {
        outcome: one.outcome,
        details,
        happensAt: new Date(+now + 86_400_000),
        messageId: kasus.firstLetterId,
      };
      await world.tx((tx) => chooseOutcome(tx, vault, person, code, wish, now));
      break;
    }
    case 'complete':
      await world.tx((tx) => completeOutcome(tx, person, code, now));
      break;
    case 'write':
      // Intake opens a new case for a letter that comes after the end.
      if ((await rowOf(world, kasus)).stage !== 'closed')
        await konseliWrites(world, kasus, { text: 'Bu, ada kabar lagi.', at: now });
      break;
    case 'wait':
      clock.now = new Date(+now + one.days * 86_400_000);
  }
  clock.now = new Date(+clock.now + 1000);
}

function refusedOrThrow(error: Error): void {
  if (!/^[a-z_]+: [a-z_]+$/.test(error.message)) throw error;
}

/**
 * Of each move into a stage, what was missing at that moment: items of its gate without a standing record, where neither two
 * different persons had opened it nor the risk on record was urgent (the first gate alone).
 */
const movesWithoutEvidence = (caseId: string) =>
  sql<{ to: string; round: number; missing: string[] }>`
    with moves as (
      select seq, at, data->>'from' as from_stage, data->>'to' as to_stage,
             (data->>'round')::int - (case when data->>'from' = 'post_counselling' then 1 else 0 end) as round
        from events where case_id = ${caseId} and kind = 'case.moved'
    ), made as (
      select e.seq, e.data->>'item' as item, (e.data->>'round')::int as round, e.data->>'value' as value, e.kind
        from events e where e.case_id = ${caseId} and e.kind in ('record.made', 'risk.read', 'record.withdrawn')
    )
    select m.to_stage as "to", m.round, array_agg(g.item) as missing
      from moves m join gate_items g on g.from_stage::text = m.from_stage and g.to_stage::text = m.to_stage
     where coalesce((select r.kind from made r where r.item = g.item and r.round = m.round and r.seq < m.seq
                      order by r.seq desc limit 1), 'record.withdrawn') = 'record.withdrawn'
       and not exists (select from events asked join events agreed on agreed.data->>'override' = asked.data->>'override'
                        where asked.case_id = ${caseId} and asked.kind = 'override.asked' and agreed.kind = 'override.agreed'
                          and asked.actor <> agreed.actor and agreed.seq < m.seq
                          and asked.data->>'from' = m.from_stage and asked.data->>'to' = m.to_stage
                          and (asked.data->>'round')::int = m.round)
       and not (m.from_stage = 'preparation' and coalesce((
         select r.value from made r where r.item in ('risk_read', 'risk_reread') and r.kind = 'risk.read' and r.seq < m.seq
          order by r.seq desc limit 1), '') = 'urgent')
     group by 1, 2`.execute(world.db);

const RUNS = 25;

test('no stage without its records, two persons or danger', { timeout: 600_000 }, async () => {
  const reached = new Set<string>();
  let n = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 45 }), async (steps) => {
      const { buAni, pakBudi } = world;
      const kasus = await aCase(world, { konseli: `Konseli${n++}`, counsellor: buAni });
      const clock = { now: days(1) };
      await world.tx((tx) => shareCase(tx, buAni, kasus.code, pakBudi.id, clock.now));
      for (const one of steps) await take(one, kasus, clock);
      const events = await world.db
        .selectFrom('events')
        .select(['kind', 'data'])
        .where('case_id', '=', kasus.id)
        .execute();
      for (const { kind, data } of events) {
        if (kind === 'case.moved') reached.add(`${data.to}`);
        if (kind === 'override.agreed') reached.add('override');
      }
      expect((await movesWithoutEvidence(kasus.id)).rows).toEqual([]);
    }),
    { numRuns: RUNS },
  );
  // A property of moves that never happen would say nothing.
  expect([...reached].sort()).toEqual(expect.arrayContaining(['counselling', 'override', 'post_counselling']));
});

test('the oracle finds a move that went past its gate', async () => {
  const kasus = await aCase(world, { konseli: 'Bayu', counsellor: world.buAni });
  await world.tx(async (tx) => {
    await sql`alter table cases disable trigger guard_case`.execute(tx);
    await tx.updateTable('cases').set({ stage: 'counselling' }).where('id', '=', kasus.id).execute();
    await sql`alter table cases enable trigger guard_case`.execute(tx);
    const data = { from: 'preparation', to: 'counselling', round: 1 };
    await record(tx, { actor: { staff: world.buAni.id }, kind: 'case.moved', caseId: kasus.id, data });
  });
  const [found] = (await movesWithoutEvidence(kasus.id)).rows;
  expect(found?.missing).toHaveLength(gateItems.filter((item) => item.to === 'counselling').length);
});
