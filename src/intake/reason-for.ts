/** Why a mail is in no case, as the part of a word's key: of a held one the rule that held it, of the others what it is. */
import type { Fate } from '../db/schema.ts';

const reasons = [
  'sender_ambiguous',
  'sender_is_ourselves',
  'sender_is_staff',
  'stranger_with_token',
  'stranger_in_thread',
  'several_cases_named',
  'several_open_cases',
  'marked_as_spam',
  'bounce_of_unknown_letter',
] as const;

export type Reason = (typeof reasons)[number] | 'could_not_be_read' | 'unknown';

export function reasonFor({ fate, problem }: { fate: Fate | null; problem: string | null }): Reason {
  if (fate === 'could_not_be_read') return fate;
  return reasons.find((known) => known === problem) ?? 'unknown';
}
