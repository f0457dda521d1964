/**
 * Where does a letter belong? This decision is the privacy boundary: a letter in the wrong case is read by the wrong person.
 * It is made from facts alone. A signed token or the id of a known letter says which case is meant; only a sender who is
 * part of that case joins it. The subject never joins anything. Whatever is in doubt waits for a person.
 */
export interface KnownCase {
  id: string;
  open: boolean;
  /** the sender's address belongs to the konseli of this case */
  senderTakesPart: boolean;
  /** it is closed, and the letter answers one of ours that asked after the ending how it goes */
  askedForNews?: boolean;
}

export interface ThreadingFacts {
  /** not exactly one From header with exactly one address (RFC 5322 §3.6.2) */
  fromAmbiguous: boolean;
  sender: 'person' | 'ourselves' | 'staff';
  /** the case a valid reply token names: in our Message-ID, or in a plus-address of ours */
  tokenCase: KnownCase | null;
  /** cases that hold a letter whose Message-ID is named in In-Reply-To or References (RFC 5322 §3.6.4) */
  referencedCases: readonly KnownCase[];
  /** the letter tells news, and asks for nothing: no help, no sign of danger */
  onlyNews?: boolean;
  /** open cases of the konseli this address belongs to */
  openCases: readonly string[];
  /** the case of this konseli that was closed last */
  lastClosedCase: string | null;
}

export type ThreadingDecision =
  | { join: string }
  | { open: true; previous: string | null; returned: boolean }
  | { hold: HoldReason; suggestion: string | null };

export type HoldReason =
  | 'sender_ambiguous'
  | 'sender_is_ourselves'
  | 'sender_is_staff'
  | 'stranger_with_token'
  | 'stranger_in_thread'
  | 'several_cases_named'
  | 'several_open_cases';

export function decideThread(facts: ThreadingFacts): ThreadingDecision {
  if (facts.fromAmbiguous) return { hold: 'sender_ambiguous', suggestion: null };
  if (facts.sender === 'ourselves') return { hold: 'sender_is_ourselves', suggestion: null };
  if (facts.sender === 'staff') return { hold: 'sender_is_staff', suggestion: null };

  if (facts.tokenCase) {
    if (!facts.tokenCase.senderTakesPart) return { hold: 'stranger_with_token', suggestion: facts.tokenCase.id };
    return toCase(facts.tokenCase, facts);
  }

  const [named, ...others] = facts.referencedCases.filter((c) => c.senderTakesPart);
  if (named) {
    const open = [named, ...others].filter((c) => c.open);
    if (open.length > 1) return { hold: 'several_cases_named', suggestion: null };
    return toCase(open[0] ?? named, facts);
  }
  const strange = facts.referencedCases[0];
  if (strange) return { hold: 'stranger_in_thread', suggestion: strange.id };

  if (facts.openCases.length > 1) return { hold: 'several_open_cases', suggestion: null };
  if (facts.openCases[0]) return { join: facts.openCases[0] };
  return { open: true, previous: facts.lastClosedCase, returned: facts.lastClosedCase !== null };
}

/**
 * A closed case is never reopened by a letter: a new one is opened that points to it, and a person looks. Only the answer to a
 * letter that asked for news is kept where it was asked, when it asks for nothing itself.
 */
function toCase(known: KnownCase, { onlyNews }: ThreadingFacts): ThreadingDecision {
  if (known.open || (known.askedForNews && onlyNews)) return { join: known.id };
  return { open: true, previous: known.id, returned: true };
}
