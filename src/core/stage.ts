/**
 * The three stages of a case and the moves between them. A case begins in preparation, passes through counselling into
 * post-counselling and is closed; another session leads back into counselling. Nothing leaves `closed`.
 */
import { type GateFacts, missingItems } from './gates.ts';
import type { RiskLane } from './risk/risk-ladder.ts';

export type Stage = 'preparation' | 'counselling' | 'post_counselling' | 'closed';
export type Outcome = 'resolved' | 'face_to_face' | 'another_session' | 'referred';
/** What closes a case: three of the outcomes, or one of the administrative endings, which are kept apart from them. */
export type Ending = 'resolved' | 'face_to_face' | 'referred' | AdministrativeEnding;
export type AdministrativeEnding = 'silent' | 'withdrawn' | 'not_counselling' | 'emergency';
export type Risk = 'unread' | 'none' | 'concern' | 'urgent';

export const administrativeEndings: readonly AdministrativeEnding[] = [
  'silent',
  'withdrawn',
  'not_counselling',
  'emergency',
];

export const nextStages: Readonly<Record<Stage, readonly Stage[]>> = {
  preparation: ['counselling', 'closed'],
  counselling: ['post_counselling', 'closed'],
  post_counselling: ['counselling', 'closed'],
  closed: [],
};

export interface CaseFacts extends GateFacts {
  stage: Stage;
  round: number;
  risk: Risk;
  /** of danger, found in letters by the program and not answered by a person yet */
  signs: RiskLane;
  counsellorId: number | null;
  /** a child's guardian took the consent back */
  guardianWithdrew: boolean;
  /** the konseli wrote last, and nobody has answered */
  letterUnanswered: boolean;
  /** the standing outcome of this round */
  outcome: { outcome: Outcome; completed: boolean } | null;
  /** a letter of ours ended the work of this round, or it is on record why none did */
  endedByLetter: boolean;
  /** since the outcome was chosen somebody looked whether letters still suit, and they do */
  suitsAnew: boolean;
  /** moves that two persons opened in this round */
  overrides: readonly { from: Stage; to: Stage }[];
}

export type Wish = { to: 'counselling' | 'post_counselling' } | { to: 'closed'; ending: Ending };

export type MoveDecision =
  | { move: Stage; round: number; ending: Ending | null; without: readonly string[] }
  | { refused: MoveRefusal; missing?: readonly string[] };

export type MoveRefusal =
  | 'no_such_move'
  | 'needs_a_counsellor'
  | 'needs_records'
  | 'needs_an_outcome'
  | 'needs_suitability_anew'
  | 'outcome_not_completed'
  | 'needs_an_ending_letter'
  | 'outcome_comes_after_counselling'
  | 'urgent_risk_is_open'
  | 'signs_are_not_answered'
  | 'letter_unanswered'
  | 'guardian_withdrew';

/**
 * May this case make this move now?
 * @returns the move with its new round; `without` names the gate items passed over by an override or by red risk
 */
export function decideMove(facts: CaseFacts, wish: Wish, now: Date): MoveDecision {
  if (!nextStages[facts.stage].includes(wish.to)) return { refused: 'no_such_move' };
  if (wish.to === 'closed') return decideEnding(facts, wish.ending);
  if (facts.counsellorId === null) return { refused: 'needs_a_counsellor' };
  if (facts.guardianWithdrew && facts.risk !== 'urgent') return { refused: 'guardian_withdrew' };
  if (facts.stage === 'post_counselling') {
    if (facts.outcome?.outcome !== 'another_session') return { refused: 'needs_an_outcome' };
    if (!facts.suitsAnew) return { refused: 'needs_suitability_anew' };
    return { move: 'counselling', round: facts.round + 1, ending: null, without: [] };
  }
  const missing = missingItems(facts.stage, wish.to, facts, now);
  if (missing.length && !gateStandsOpen(facts, wish.to)) return { refused: 'needs_records', missing };
  return { move: wish.to, round: facts.round, ending: null, without: missing };
}

/** Whoever is in danger is helped first: red opens the first gate, the paperwork follows. */
const gateStandsOpen = (facts: CaseFacts, to: Stage): boolean =>
  (facts.stage === 'preparation' && facts.risk === 'urgent') ||
  facts.overrides.some((o) => o.from === facts.stage && o.to === to);

function decideEnding(facts: CaseFacts, ending: Ending): MoveDecision {
  const looksAway = ending === 'resolved' || ending === 'silent' || ending === 'not_counselling';
  if (facts.risk === 'urgent' && looksAway) return { refused: 'urgent_risk_is_open' };
  if (facts.signs === 'red' && looksAway) return { refused: 'signs_are_not_answered' };
  // Whoever still waits for us has not fallen silent: it is we who have.
  if (ending === 'silent' && facts.letterUnanswered) return { refused: 'letter_unanswered' };
  const close: MoveDecision = { move: 'closed', round: facts.round, ending, without: [] };
  if ((administrativeEndings as readonly Ending[]).includes(ending)) return close;
  if (facts.stage !== 'post_counselling') return { refused: 'outcome_comes_after_counselling' };
  if (facts.outcome?.outcome !== ending) return { refused: 'needs_an_outcome' };
  if (ending !== 'resolved' && !facts.outcome.completed) return { refused: 'outcome_not_completed' };
  if (ending === 'resolved' && !facts.endedByLetter) return { refused: 'needs_an_ending_letter' };
  return close;
}
