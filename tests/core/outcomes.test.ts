import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outcomeForms, refuseOutcome, writtenFields } from '../../src/core/outcomes.ts';
import type { Outcome } from '../../src/core/stage.ts';

const NOW = new Date('2026-03-04T02:00:00Z');
const LATER = new Date('2026-03-11T02:00:00Z');
const outcomes = Object.keys(outcomeForms) as Outcome[];
const filled = (names: readonly string[]) => Object.fromEntries(names.map((n) => [n, 'ya']));
const whole = (outcome: Outcome) => ({
  details: filled(outcomeForms[outcome].needs),
  happensAt: outcomeForms[outcome].hasTime ? LATER : null,
  hasLetter: outcomeForms[outcome].needsConsent || outcomeForms[outcome].needsEvidence === true,
  openRupture: false,
});

describe('the four outcomes', () => {
  test.each(outcomes)('%s is taken with what it needs', (outcome) => {
    expect(refuseOutcome(outcome, whole(outcome), NOW)).toBeNull();
  });

  test('never without one of the things it needs, however blank the field is', () => {
    const blank = fc.constantFrom('', ' ', '\n\t', '\u00a0');
    fc.assert(
      fc.property(fc.constantFrom(...outcomes), fc.nat(), blank, fc.boolean(), (outcome, n, nothing, leaveOut) => {
        const wish = whole(outcome);
        const { needs } = outcomeForms[outcome];
        const name = needs[n % needs.length]!;
        const { [name]: _, ...others } = wish.details;
        const details = leaveOut ? others : { ...wish.details, [name]: nothing };
        expect(refuseOutcome(outcome, { ...wish, details }, NOW)).toEqual({
          refused: 'missing_fields',
          missing: [name],
        });
      }),
    );
  });

  test.each(['face_to_face', 'another_session'] as const)('%s is at a time to come', (outcome) => {
    expect(refuseOutcome(outcome, { ...whole(outcome), happensAt: null }, NOW)?.refused).toBe('needs_a_time');
    expect(refuseOutcome(outcome, { ...whole(outcome), happensAt: NOW }, NOW)?.refused).toBe('time_has_passed');
  });

  test.each(['face_to_face', 'referred'] as const)('%s needs the konseli, or it is said why not', (outcome) => {
    const wish = { ...whole(outcome), hasLetter: false };
    expect(refuseOutcome(outcome, wish, NOW)?.refused).toBe('needs_consent');
    const said = { ...wish, details: { ...wish.details, without_consent: 'Bahaya bagi nyawa' } };
    expect(refuseOutcome(outcome, said, NOW)).toBeNull();
  });

  test('resolved shows a letter of the konseli, or it is said why there is none', () => {
    const wish = { ...whole('resolved'), hasLetter: false };
    expect(refuseOutcome('resolved', wish, NOW)?.refused).toBe('needs_evidence');
    const said = { ...wish, details: { ...wish.details, evidence_without_letter: 'Diceritakan langsung' } };
    expect(refuseOutcome('resolved', said, NOW)).toBeNull();
  });

  test('a field nobody knows is not swallowed', () => {
    const wish = whole('resolved');
    expect(refuseOutcome('resolved', { ...wish, details: { ...wish.details, place: 'x' } }, NOW)?.refused).toBe(
      'unknown_field',
    );
  });

  test('only what holds words counts as written', () => {
    expect(writtenFields({ why: 'x', aim: ' ', homework: '' })).toEqual(['why']);
  });
});
