// The privacy boundary: whatever a mail claims, it joins only an open case of the person who sent it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideThread, type KnownCase, type ThreadingFacts } from '../../src/core/threading.ts';

interface World {
  cases: { konseli: number; open: boolean }[];
  /** which konseli the sender's address belongs to; null: nobody we know */
  sender: number | null;
}

const konseli = fc.integer({ min: 0, max: 3 });
const worlds: fc.Arbitrary<World> = fc.record({
  cases: fc.array(fc.record({ konseli, open: fc.boolean() }), { maxLength: 6 }),
  sender: fc.option(konseli),
});
const mails = fc.record({
  token: fc.option(fc.nat(5)),
  references: fc.array(fc.nat(5), { maxLength: 4 }),
  ambiguous: fc.boolean(),
  from: fc.constantFrom('person', 'person', 'person', 'ourselves', 'staff') as fc.Arbitrary<ThreadingFacts['sender']>,
});
type Mail = typeof mails extends fc.Arbitrary<infer M> ? M : never;

const idOf = (n: number) => `case-${n}`;

/** The facts as intake would gather them from such a world. */
function factsOf(world: World, mail: Mail): ThreadingFacts {
  const known = (n: number): KnownCase[] => {
    const kasus = world.cases[n];
    return kasus ? [{ id: idOf(n), open: kasus.open, senderTakesPart: kasus.konseli === world.sender }] : [];
  };
  const own = world.cases.flatMap((c, n) => (c.konseli === world.sender ? [{ n, open: c.open }] : []));
  return {
    fromAmbiguous: mail.ambiguous,
    sender: mail.from,
    tokenCase: mail.token === null ? null : (known(mail.token)[0] ?? null),
    referencedCases: [...new Set(mail.references)].flatMap(known),
    openCases: own.filter((c) => c.open).map((c) => idOf(c.n)),
    lastClosedCase:
      own
        .filter((c) => !c.open)
        .map((c) => idOf(c.n))
        .at(-1) ?? null,
  };
}

const caseOf = (world: World, id: string) => world.cases[Number(id.slice('case-'.length))]!;

describe('whatever a mail claims', () => {
  test('it joins only an open case of the person who sent it', () => {
    let joined = 0;
    fc.assert(
      fc.property(worlds, mails, (world, mail) => {
        const decision = decideThread(factsOf(world, mail));
        if (!('join' in decision)) return;
        joined++;
        const kasus = caseOf(world, decision.join);
        expect(kasus.open).toBe(true);
        expect(kasus.konseli).toBe(world.sender);
        expect(mail.ambiguous).toBe(false);
        expect(mail.from).toBe('person');
      }),
      { numRuns: 5000 },
    );
    expect(joined).toBeGreaterThan(100);
  }, 60_000);

  test('a new case points back only to a closed one of the same person', () => {
    fc.assert(
      fc.property(worlds, mails, (world, mail) => {
        const decision = decideThread(factsOf(world, mail));
        if (!('open' in decision)) return;
        expect(decision.returned).toBe(decision.previous !== null);
        if (decision.previous === null) return;
        expect(caseOf(world, decision.previous)).toEqual({ konseli: world.sender, open: false });
      }),
      { numRuns: 2000 },
    );
  });

  test('a stranger who names a case waits for a person, and everyone else gets in', () => {
    fc.assert(
      fc.property(worlds, mails, (world, mail) => {
        const facts = factsOf(world, { ...mail, ambiguous: false, from: 'person' });
        const decision = decideThread(facts);
        const names = [facts.tokenCase, ...facts.referencedCases].filter((c) => c !== null);
        if (names.length > 0 && names.every((c) => !c.senderTakesPart)) expect(decision).toHaveProperty('hold');
        if (names.length === 0 && facts.openCases.length <= 1) expect(decision).not.toHaveProperty('hold');
      }),
      { numRuns: 2000 },
    );
  });

  test('mail from ourselves, from staff, or from nobody certain waits', () => {
    fc.assert(
      fc.property(worlds, mails, (world, mail) => {
        fc.pre(mail.ambiguous || mail.from !== 'person');
        expect(decideThread(factsOf(world, mail))).toHaveProperty('hold');
      }),
    );
  });
});

describe('in words', () => {
  const nothing: ThreadingFacts = {
    fromAmbiguous: false,
    sender: 'person',
    tokenCase: null,
    referencedCases: [],
    openCases: [],
    lastClosedCase: null,
  };
  const own = (id: string, open = true): KnownCase => ({ id, open, senderTakesPart: true });
  const others = (id: string, open = true): KnownCase => ({ id, open, senderTakesPart: false });

  test.each<[string, Partial<ThreadingFacts>, ReturnType<typeof decideThread>]>([
    ['a first letter opens a case', {}, { open: true, previous: null, returned: false }],
    ['a second letter without references joins the one open case', { openCases: ['a'] }, { join: 'a' }],
    [
      'with two open cases a person decides',
      { openCases: ['a', 'b'] },
      { hold: 'several_open_cases', suggestion: null },
    ],
    ['a reference decides between two', { openCases: ['a', 'b'], referencedCases: [own('b')] }, { join: 'b' }],
    [
      'references to two open cases decide nothing',
      { openCases: ['a', 'b'], referencedCases: [own('a'), own('b')] },
      { hold: 'several_cases_named', suggestion: null },
    ],
    ['a token decides', { openCases: ['a', 'b'], tokenCase: own('a') }, { join: 'a' }],
    [
      'a forwarded token waits',
      { tokenCase: others('a'), openCases: ['b'] },
      { hold: 'stranger_with_token', suggestion: 'a' },
    ],
    [
      'a stranger in a thread waits',
      { referencedCases: [others('a')] },
      { hold: 'stranger_in_thread', suggestion: 'a' },
    ],
    [
      'who returns to a closed case gets a new one that points to it',
      { tokenCase: own('a', false), lastClosedCase: 'a' },
      { open: true, previous: 'a', returned: true },
    ],
    ['who returns without a reference, too', { lastClosedCase: 'a' }, { open: true, previous: 'a', returned: true }],
  ])('%s', (_, facts, decision) => {
    expect(decideThread({ ...nothing, ...facts })).toEqual(decision);
  });
});
