// Who may do what: the matrix of threats, written out once more by hand.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Answer,
  type CaseAction,
  isServiceAction,
  mayReadResonance,
  mayWithCase,
  mayWithService,
  type Person,
  type Relation,
  type Role,
  relationTo,
} from '../../src/core/policy.ts';

const roles: Role[] = ['counsellor', 'supervisor', 'admin'];
const relations: Relation[] = ['own', 'co', 'pool', 'other', 'excluded'];

/** counsellor own, co, pool, other – supervisor own, co, pool, other: y yes, r with a reason, - as if it were not there */
const matrix: Record<CaseAction, string> = {
  see: 'yyy- yyyy',
  read: 'yyy- rrrr',
  read_raw: 'yy-- rrrr',
  read_notes: 'yy-- rrrr',
  read_worksheet: 'yy-- rrrr',
  write_worksheet: 'yy-- ----',
  read_history: 'yy-- yyyy',
  claim: '-yy- ----',
  release: 'y--- ----',
  assign: 'y--- yyyy',
  write_note: 'yy-- ----',
  write_draft: 'yy-- ----',
  send_reply: 'yy-- ----',
  recall_reply: 'yy-- ----',
  record: 'yy-- ----',
  move: 'yy-- ----',
  choose_outcome: 'yy-- ----',
  refer: 'yy-- ----',
  sleep: 'yy-- ----',
  share: 'y--- yyyy',
  ask_override: 'yy-- ----',
  agree_override: '-y-- yyyy',
  agree_disclosure: 'yy-- rrrr',
  begin_reading: '---- yyyy',
  settle_delivery: 'yy-- ----',
  agree_delivery: 'yy-- ----',
  export: 'y--- rrrr',
  ask_erasure: 'y--- yyyy',
  agree_erasure: 'y--- yyyy',
  settle_request: 'yyy- rrrr',
  send_receipt: 'yy-- ----',
};
const actions = Object.keys(matrix) as CaseAction[];
const meaning: Record<string, Answer> = { y: 'yes', r: 'with_reason', '-': 'no' };
const columns: [Role, Relation][] = [
  ['counsellor', 'own'],
  ['counsellor', 'co'],
  ['counsellor', 'pool'],
  ['counsellor', 'other'],
  ['supervisor', 'own'], // from the time before they became supervisor
  ['supervisor', 'co'],
  ['supervisor', 'pool'],
  ['supervisor', 'other'],
];

describe('with a case', () => {
  test.each(actions)('%s', (action) => {
    const marks = matrix[action].replace(' ', '');
    const answers = columns.map(([role, relation]) => mayWithCase({ id: 1, role }, action, relation));
    expect(answers).toEqual([...marks].map((mark) => meaning[mark]));
  });

  test('whoever is shut out may do nothing', () => {
    for (const role of roles)
      for (const action of actions) expect(mayWithCase({ id: 1, role }, action, 'excluded')).toBe('no');
  });

  test('the admin may do nothing with any case', () => {
    for (const relation of relations)
      for (const action of actions) expect(mayWithCase({ id: 1, role: 'admin' }, action, relation)).toBe('no');
  });

  test('what is not listed is forbidden', () => {
    const unknown = { id: 1, role: 'guest' as Role };
    for (const action of actions) expect(mayWithCase(unknown, action, 'own')).toBe('no');
    for (const role of roles)
      for (const relation of ['friend', ''] as unknown as Relation[])
        expect(mayWithCase({ id: 1, role }, 'read', relation)).toBe('no');
  });
});

test('what a letter stirs up is its author’s, and one supervisor’s while it is shared with them', () => {
  for (const role of roles)
    for (const sharedWith of [null, 2, 3]) {
      const resonance = { authorId: 1, sharedWith };
      expect(mayReadResonance({ id: 1, role }, resonance)).toBe(true);
      expect(mayReadResonance({ id: 2, role }, resonance)).toBe(role === 'supervisor' && sharedWith === 2);
    }
});

describe('the relation to a case', () => {
  const anyone = fc.record({ id: fc.integer({ min: 1, max: 4 }), role: fc.constantFrom(...roles) });
  const ties = fc.record({
    counsellorId: fc.option(fc.integer({ min: 1, max: 4 })),
    people: fc.uniqueArray(
      fc.record({ staffId: fc.integer({ min: 1, max: 4 }), part: fc.constantFrom('co' as const, 'excluded' as const) }),
      { selector: (p) => p.staffId },
    ),
  });

  test('being shut out beats everything, having the case beats an invitation', () => {
    fc.assert(
      fc.property(ties, anyone, (t, person: Person) => {
        const relation = relationTo(t, person);
        const part = t.people.find((p) => p.staffId === person.id)?.part;
        if (part === 'excluded') expect(relation).toBe('excluded');
        else if (t.counsellorId === person.id) expect(relation).toBe('own');
        else if (part === 'co') expect(relation).toBe('co');
        else expect(relation).toBe(t.counsellorId === null ? 'pool' : 'other');
      }),
    );
  });
});

describe('with the service', () => {
  test('the admin sees health, people and settings, never mails or cases', () => {
    const admin: Person = { id: 1, role: 'admin' };
    for (const action of [
      'see_cases',
      'search_cases',
      'see_overrides',
      'read_held_mail',
      'settle_held_mail',
      'read_audit',
      'write_templates',
    ] as const)
      expect(mayWithService(admin, action)).toBe(false);
    for (const action of ['see_mail_health', 'manage_staff', 'manage_settings', 'verify_audit'] as const)
      expect(mayWithService(admin, action)).toBe(true);
  });

  test('only the admin makes people and settings', () => {
    for (const role of ['counsellor', 'supervisor'] as const)
      for (const action of ['manage_staff', 'manage_settings'] as const)
        expect(mayWithService({ id: 1, role }, action)).toBe(false);
  });

  test('a name that is none of the actions is none', () => {
    expect(isServiceAction('manage_staff')).toBe(true);
    expect(isServiceAction('toString')).toBe(false);
  });
});
