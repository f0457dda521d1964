/**
 * What follows a case that was closed as resolved: one letter after some weeks (laijapen), one after some months (laijapang),
 * when the konseli agreed to be written to. Neither is sent where it could do harm, or where it is not needed any more.
 */
import type { RiskLane } from './risk/risk-ladder.ts';
import type { Risk } from './stage.ts';

export const aftercareTerms = ['short_term', 'long_term'] as const;
export type AftercareTerm = (typeof aftercareTerms)[number];

const DAY = 86_400_000;

export const aftercareDue = (
  closedAt: Date,
  days: Readonly<Record<AftercareTerm, number>>,
): readonly { term: AftercareTerm; dueAt: Date }[] =>
  aftercareTerms.map((term) => ({ term, dueAt: new Date(closedAt.getTime() + days[term] * DAY) }));

export type AftercareRefusal = 'erased' | 'no_consent' | 'danger' | 'open_case';

export interface AftercareFacts {
  erased: boolean;
  /** the konseli's standing word on letters after the ending; null: none */
  consent: boolean | null;
  risk: Risk;
  signs: RiskLane;
  /** the konseli is being counselled in another case */
  otherOpenCase: boolean;
}

/** Why a letter that is due is not written; null: it is. */
export function refuseAftercare(facts: AftercareFacts): AftercareRefusal | null {
  if (facts.erased) return 'erased';
  if (facts.consent !== true) return 'no_consent';
  if (facts.risk === 'urgent' || facts.risk === 'concern' || facts.signs !== 'none') return 'danger';
  return facts.otherOpenCase ? 'open_case' : null;
}
