/** A reason that another person can weigh: long enough to say something. */
export type ReasonRefusal = 'reason_too_short' | 'reason_too_long';

export const SHORTEST_REASON = 20;
const LONGEST_REASON = 4000;

export function refuseReason(reason: string): ReasonRefusal | null {
  const length = reason.trim().length;
  if (length < SHORTEST_REASON) return 'reason_too_short';
  return length > LONGEST_REASON ? 'reason_too_long' : null;
}
