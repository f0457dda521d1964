/**
 * The four outcomes of a round and what must be written down for each. The database refuses an outcome without its fields
 * (table `outcomes`).
 */
import type { Outcome } from './stage.ts';

export interface OutcomeForm {
  /** what must be written down */
  needs: readonly string[];
  /** what may be added */
  takes: readonly string[];
  /** the outcome happens at a time that was agreed */
  hasTime: boolean;
  /** the konseli must have agreed in a letter, or it is said why there is none */
  needsConsent: boolean;
  /** the konseli's own letter shows it, or it is said why none does */
  needsEvidence?: true;
  /** what must still happen before the case may be closed with this outcome */
  completedBy: 'met' | 'accepted' | null;
}

export const outcomeForms: Readonly<Record<Outcome, OutcomeForm>> = {
  resolved: {
    needs: ['evidence', 'plan', 'way_back'],
    takes: ['goals', 'evidence_without_letter', 'without_ending_letter'],
    hasTime: false,
    needsConsent: false,
    needsEvidence: true,
    completedBy: null,
  },
  face_to_face: {
    needs: ['why', 'place', 'who_is_told'],
    takes: ['may_use', 'without_consent'],
    hasTime: true,
    needsConsent: true,
    completedBy: 'met',
  },
  another_session: {
    needs: ['why', 'aim'],
    takes: ['homework', 'despite_rupture'],
    hasTime: true,
    needsConsent: false,
    completedBy: null,
  },
  referred: {
    needs: ['why', 'receiver', 'shared'],
    takes: ['bridge', 'without_consent'],
    hasTime: false,
    needsConsent: true,
    completedBy: 'accepted',
  },
};

export type OutcomeRefusal =
  | 'missing_fields'
  | 'unknown_field'
  | 'needs_a_time'
  | 'time_has_passed'
  | 'needs_consent'
  | 'needs_evidence'
  | 'rupture_is_open';

/** May this outcome be recorded? `null` when it may; fields count when they hold more than blanks. */
export function refuseOutcome(
  outcome: Outcome,
  wish: {
    details: Readonly<Record<string, string>>;
    happensAt: Date | null;
    hasLetter: boolean;
    /** the numbers of the pulse fell, and nobody has looked at the relationship yet */
    openRupture: boolean;
  },
  now: Date,
): { refused: OutcomeRefusal; missing: readonly string[] } | null {
  const form = outcomeForms[outcome];
  const known = [...form.needs, ...form.takes];
  if (Object.keys(wish.details).some((name) => !known.includes(name))) return { refused: 'unknown_field', missing: [] };
  const written = writtenFields(wish.details);
  const missing = form.needs.filter((name) => !written.includes(name));
  if (missing.length) return { refused: 'missing_fields', missing };
  if (form.hasTime && !wish.happensAt) return { refused: 'needs_a_time', missing: [] };
  if (form.hasTime && wish.happensAt && wish.happensAt <= now) return { refused: 'time_has_passed', missing: [] };
  if (form.needsConsent && !wish.hasLetter && !written.includes('without_consent'))
    return { refused: 'needs_consent', missing: [] };
  if (form.needsEvidence && !wish.hasLetter && !written.includes('evidence_without_letter'))
    return { refused: 'needs_evidence', missing: [] };
  if (outcome === 'another_session' && wish.openRupture && !written.includes('despite_rupture'))
    return { refused: 'rupture_is_open', missing: [] };
  return null;
}

/** Names of the fields that hold words. */
export const writtenFields = (details: Readonly<Record<string, string>>): string[] =>
  Object.entries(details)
    .filter(([, text]) => text.trim() !== '')
    .map(([name]) => name);
