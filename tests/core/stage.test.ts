// No sequence of what staff can do leads a case past a gate without its records, two persons, or red risk.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gateItems } from '../../src/core/gates.ts';
import {
  administrativeEndings,
  type CaseFacts,
  decideMove,
  type Ending,
  nextStages,
  type Outcome,
  type Risk,
  type Stage,
  type Wish,
} from '../../src/core/stage.ts';

/** Written out once more, so that an item that falls out of the rules is missed here. */
const FIRST_GATE =
  'acknowledged age_band competence concern confidentiality_limits consent emergency_contact_asked guardian reachable risk_read safe_contact suitability'.split(
    ' ',
  );
const SECOND_GATE =
  'ending_announced frame_agreed goals_rated immediate_evaluation interpretation_accepted risk_reread'.split(' ');

const START = Date.parse('2026-03-04T02:00:00Z');
const DAY = 86_400_000;
const at = (day: number) => new Date(START + day * DAY);

type Step =
  | { do: 'record'; item: string; value: string }
  | { do: 'record all'; gate: 'first' | 'second' }
  | { do: 'withdraw'; item: string }
  | { do: 'override'; from: Stage; to: Stage }
  | { do: 'assign'; to: number | null }
  | { do: 'choose'; outcome: Outcome; completed: boolean }
  | { do: 'wait'; days: number }
  | { do: 'write'; who: 'konseli' | 'counsellor' }
  | { do: 'move'; wish: Wish };

const stages: Stage[] = ['preparation', 'counselling', 'post_counselling', 'closed'];
const endings: Ending[] = ['resolved', 'face_to_face', 'referred', ...administrativeEndings];
const anyOutcome = fc.constantFrom<Outcome>('resolved', 'face_to_face', 'another_session', 'referred');
const anyRecord = fc
  .constantFrom(...gateItems)
  .chain((item) => fc.record({ item: fc.constant(item.item), value: fc.constantFrom(...item.values) }));
const forward = fc.constantFrom<Wish>({ to: 'counselling' }, { to: 'post_counselling' });
const ending = fc.constantFrom(...endings).map((e): Wish => ({ to: 'closed', ending: e }));

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: anyRecord.map((r): Step => ({ do: 'record', ...r })) },
  {
    weight: 6,
    arbitrary: fc.constantFrom('first', 'second').map((gate): Step => ({ do: 'record all', gate: gate as 'first' })),
  },
  { weight: 2, arbitrary: fc.constantFrom(...gateItems).map((i): Step => ({ do: 'withdraw', item: i.item })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...stages), fc.constantFrom(...stages))
      .map(([from, to]): Step => ({ do: 'override', from, to })),
  },
  { weight: 1, arbitrary: fc.constantFrom(1, 2, null).map((to): Step => ({ do: 'assign', to })) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(anyOutcome, fc.boolean())
      .map(([outcome, completed]): Step => ({ do: 'choose', outcome, completed })),
  },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 9 }).map((days): Step => ({ do: 'wait', days })) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('konseli' as const, 'counsellor' as const).map((who): Step => ({ do: 'write', who })),
  },
  { weight: 12, arbitrary: forward.map((wish): Step => ({ do: 'move', wish })) },
  { weight: 1, arbitrary: ending.map((wish): Step => ({ do: 'move', wish })) },
);

interface Life {
  facts: CaseFacts;
  day: number;
}

const birth: Life = {
  day: 0,
  facts: {
    stage: 'preparation',
    round: 1,
    risk: 'unread',
    signs: 'none',
    counsellorId: 1,
    guardianWithdrew: false,
    letterUnanswered: true,
    records: [],
    outcome: null,
    endedByLetter: false,
    suitsAnew: false,
    overrides: [],
  },
};

function live(life: Life, step: Step): Life {
  const { facts, day } = life;
  switch (step.do) {
    case 'record':
      return { day, facts: put(facts, step.item, step.value, day) };
    case 'record all': {
      const from = step.gate === 'first' ? 'preparation' : 'counselling';
      const ordinary = gateItems.filter((i) => i.from === from);
      return { day, facts: ordinary.reduce((f, i) => put(f, i.item, i.values[0]!, day), facts) };
    }
    case 'withdraw':
      return { day, facts: { ...facts, records: facts.records.filter((r) => r.item !== step.item) } };
    case 'override':
      return { day, facts: { ...facts, overrides: [...facts.overrides, { from: step.from, to: step.to }] } };
    case 'assign': // the database keeps a counsellor on every case that is past preparation
      return step.to === null && facts.stage !== 'preparation'
        ? life
        : { day, facts: { ...facts, counsellorId: step.to } };
    case 'choose':
      return facts.stage === 'post_counselling'
        ? { day, facts: { ...facts, outcome: { outcome: step.outcome, completed: step.completed } } }
        : life;
    case 'wait':
      return { day: day + step.days, facts };
    case 'write':
      return {
        day,
        facts: {
          ...facts,
          letterUnanswered: step.who === 'konseli',
          endedByLetter: facts.endedByLetter || (step.who === 'counsellor' && facts.stage === 'post_counselling'),
        },
      };
    case 'move':
      return { day, facts: moved(facts, step.wish, day) };
  }
}

function put(facts: CaseFacts, item: string, value: string, day: number): CaseFacts {
  const records = [...facts.records.filter((r) => r.item !== item), { item, value, recordedAt: at(day) }];
  const suitsAnew =
    facts.suitsAnew || (item === 'suitability' && value !== 'does_not_fit' && facts.stage === 'post_counselling');
  return { ...facts, records, suitsAnew, risk: item.startsWith('risk_') ? (value as Risk) : facts.risk };
}

function moved(facts: CaseFacts, wish: Wish, day: number): CaseFacts {
  const decision = decideMove(facts, wish, at(day));
  if ('refused' in decision) return facts;
  const fresh =
    decision.round > facts.round
      ? { records: [], outcome: null, overrides: [], endedByLetter: false, suitsAnew: false }
      : {};
  return { ...facts, stage: decision.move, round: decision.round, ...fresh };
}

const standing = (facts: CaseFacts, items: readonly string[]) =>
  items.every((item) => facts.records.some((r) => r.item === item));
const agreed = (facts: CaseFacts) => facts.overrides.some((o) => o.from === 'preparation' && o.to === 'counselling');

/** What must have been true right before the stage changed. */
function promiseKept({ facts, day }: Life, wish: Wish, after: CaseFacts): boolean {
  const value = (item: string) => facts.records.find((r) => r.item === item)?.value;
  if (facts.stage === 'preparation' && after.stage === 'counselling')
    return (
      facts.counsellorId !== null &&
      (facts.risk === 'urgent' ||
        agreed(facts) ||
        (standing(facts, FIRST_GATE) &&
          value('suitability') !== 'does_not_fit' &&
          (value('guardian') !== 'not_needed' || value('age_band') === 'adult')))
    );
  if (after.stage === 'post_counselling') {
    const reread = facts.records.find((r) => r.item === 'risk_reread');
    return (
      facts.overrides.some((o) => o.from === 'counselling' && o.to === 'post_counselling') ||
      (standing(facts, SECOND_GATE) && at(day).getTime() - reread!.recordedAt.getTime() <= 7 * DAY)
    );
  }
  if (facts.stage === 'post_counselling' && after.stage === 'counselling')
    return facts.suitsAnew && facts.outcome?.outcome === 'another_session' && after.round === facts.round + 1;
  if (wish.to !== 'closed') return false;
  if (facts.risk === 'urgent' && ['resolved', 'silent', 'not_counselling'].includes(wish.ending)) return false;
  if (wish.ending === 'silent' && facts.letterUnanswered) return false;
  if ((administrativeEndings as readonly string[]).includes(wish.ending)) return true;
  return (
    facts.stage === 'post_counselling' &&
    facts.outcome?.outcome === wish.ending &&
    (wish.ending === 'resolved' ? facts.endedByLetter : facts.outcome.completed)
  );
}

describe('whatever staff do in whatever order', () => {
  test('no gate is passed without its records, an agreed override or red risk', () => {
    const reached = new Map<string, number>();
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: 40, maxLength: 80 }), (steps) => {
        let life = birth;
        for (const step of steps) {
          const next = live(life, step);
          if (step.do === 'move' && next.facts.stage !== life.facts.stage) {
            const move = `${life.facts.stage} → ${next.facts.stage}`;
            reached.set(move, (reached.get(move) ?? 0) + 1);
            if (!promiseKept(life, step.wish, next.facts)) throw new Error(`${move} without what it needs`);
          }
          expect(next.facts.round - life.facts.round).toBeLessThanOrEqual(1);
          life = next;
        }
      }),
      { numRuns: 1000 },
    );
    // the walk must have been everywhere, or it proves nothing
    for (const [from, tos] of Object.entries(nextStages))
      for (const to of tos) expect(reached.get(`${from} → ${to}`) ?? 0).toBeGreaterThan(20);
    expect(reached.size).toBe(6);
  }, 60_000);
});

describe('decideMove', () => {
  const NOW = at(0);

  test('nothing leaves closed', () => {
    const closed: CaseFacts = { ...birth.facts, stage: 'closed' };
    for (const to of ['counselling', 'post_counselling'] as const)
      expect(decideMove(closed, { to }, NOW)).toEqual({ refused: 'no_such_move' });
    expect(decideMove(closed, { to: 'closed', ending: 'silent' }, NOW)).toEqual({ refused: 'no_such_move' });
  });

  test('nobody counsels a case that nobody has', () => {
    const everything = live(birth, { do: 'record all', gate: 'first' }).facts;
    expect(decideMove({ ...everything, counsellorId: null }, { to: 'counselling' }, NOW)).toEqual({
      refused: 'needs_a_counsellor',
    });
    expect(decideMove({ ...everything, counsellorId: null, risk: 'urgent' }, { to: 'counselling' }, NOW)).toEqual({
      refused: 'needs_a_counsellor',
    });
  });

  test('what red passes over is named', () => {
    expect(decideMove({ ...birth.facts, risk: 'urgent' }, { to: 'counselling' }, NOW)).toMatchObject({
      move: 'counselling',
      without: expect.arrayContaining(['consent', 'confidentiality_limits']),
    });
  });

  test('an override opens its own gate only', () => {
    const facts = { ...birth.facts, overrides: [{ from: 'counselling' as const, to: 'post_counselling' as const }] };
    expect(decideMove(facts, { to: 'counselling' }, NOW)).toMatchObject({ refused: 'needs_records' });
  });
});
