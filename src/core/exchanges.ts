/**
 * How many exchanges a round of counselling has: agreed at its beginning, so that the ending does not fall from the sky. It may
 * become longer, with a reason.
 */
export interface Exchanges {
  agreed: number;
  /** letters of ours in this round that belong to the counselling */
  used: number;
}

export const MOST_EXCHANGES = 60;

export const remaining = ({ agreed, used }: Exchanges): number => Math.max(0, agreed - used);

/**
 * Where the next letter of ours stands: in the last but one the ending is announced.
 * `over`: what was agreed is used up
 */
export function placeOfNext(exchanges: Exchanges): 'early' | 'last_but_one' | 'last' | 'over' {
  const left = remaining(exchanges);
  if (left === 0) return 'over';
  if (left === 1) return 'last';
  return left === 2 ? 'last_but_one' : 'early';
}

export type AgreementRefusal = 'exchanges_out_of_range' | 'longer_needs_a_reason';

/** @returns why it may not be agreed, or whether it is more than before */
export function decideAgreement(
  wanted: number,
  before: number,
  hasReason: boolean,
): { longer: boolean } | { refused: AgreementRefusal } {
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > MOST_EXCHANGES) return { refused: 'exchanges_out_of_range' };
  const longer = wanted > before;
  return longer && !hasReason ? { refused: 'longer_needs_a_reason' } : { longer };
}
