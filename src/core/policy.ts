/**
 * Who may do what, in one place. A person stands in a relation to a case; relation and role decide. Deny wins, what is not
 * listed is forbidden, and what is forbidden looks like what does not exist (404), also in counts and search:
 * `cases/visible-cases.ts` is this table as SQL, and a test holds the two together.
 */
export type Role = 'counsellor' | 'supervisor' | 'admin';

/** own: assigned · co: invited · pool: nobody's yet · other: another counsellor's · excluded: must never see it */
export type Relation = 'own' | 'co' | 'pool' | 'other' | 'excluded';

export interface Person {
  id: number;
  role: Role;
}

export interface CaseTies {
  counsellorId: number | null;
  people: readonly { staffId: number; part: 'co' | 'excluded' }[];
}

export function relationTo(ties: CaseTies, person: Person): Relation {
  const part = ties.people.find((p) => p.staffId === person.id)?.part;
  if (part === 'excluded') return 'excluded';
  if (ties.counsellorId === person.id) return 'own';
  if (part === 'co') return 'co';
  return ties.counsellorId === null ? 'pool' : 'other';
}

/** `with_reason`: a reason is recorded first and opens the words for an hour. */
export type Answer = 'yes' | 'with_reason' | 'no';

const counsellor = { own: 'yes', co: 'yes', pool: 'yes' } as const;
// `own`: a counsellor who became supervisor stands over the cases they had like any other, and hands them on.
const supervisor = { own: 'with_reason', co: 'with_reason', pool: 'with_reason', other: 'with_reason' } as const;
const readers: Rules = { counsellor, supervisor };
const owner: Rules = { counsellor: { own: 'yes' } };
const workers: Rules = { counsellor: { own: 'yes', co: 'yes' } };
const overseers = { own: 'yes', co: 'yes', pool: 'yes', other: 'yes' } as const;

type Rules = Partial<Record<Role, Partial<Record<Relation, Answer>>>>;

/** What may be done with one case. */
const caseRules = {
  /** that it exists: code, stage, age, who has it */
  see: { counsellor, supervisor: overseers },
  /** letters, attachments, the konseli's name and address, title and preview in lists, records */
  read: readers,
  read_raw: { counsellor: { own: 'yes', co: 'yes' }, supervisor },
  read_notes: { counsellor: { own: 'yes', co: 'yes' }, supervisor },
  /** how a colleague read a letter: theme, hypothesis, plan */
  read_worksheet: { counsellor: { own: 'yes', co: 'yes' }, supervisor },
  write_worksheet: workers,
  read_history: { counsellor: { own: 'yes', co: 'yes' }, supervisor: overseers },
  /** a co-counsellor may take over a case that was released */
  claim: { counsellor: { pool: 'yes', co: 'yes' } },
  release: owner,
  assign: { counsellor: { own: 'yes' }, supervisor: overseers },
  write_note: workers,
  write_draft: workers,
  send_reply: workers,
  recall_reply: workers,
  record: workers,
  move: workers,
  choose_outcome: workers,
  /** prepare, ask about, send and end a referral; whether the letter may leave is not theirs alone to say */
  refer: workers,
  sleep: workers,
  share: { counsellor: { own: 'yes' }, supervisor: overseers },
  ask_override: workers,
  agree_override: { counsellor: { co: 'yes' }, supervisor: overseers },
  /** that somebody outside be told what was said in confidence; who agrees has read the case */
  agree_disclosure: { counsellor: { own: 'yes', co: 'yes' }, supervisor },
  begin_reading: { supervisor: overseers },
  settle_delivery: workers,
  /** how letters may reach the konseli; the word by which they are known */
  agree_delivery: workers,
  export: { counsellor: { own: 'yes' }, supervisor },
  /** that every word of it, or of one letter, be erased; another person agrees */
  ask_erasure: { counsellor: { own: 'yes' }, supervisor: overseers },
  agree_erasure: { counsellor: { own: 'yes' }, supervisor: overseers },
  /** what the konseli asks for by mail: to let it go on, to turn it down, to let a copy of the letters go out */
  settle_request: readers,
  /** to tell the konseli who has read */
  send_receipt: workers,
} satisfies Record<string, Rules>;

export type CaseAction = keyof typeof caseRules;

export const mayWithCase = (person: Person, action: CaseAction, relation: Relation): Answer =>
  (caseRules[action] as Rules)[person.role]?.[relation] ?? 'no';

/**
 * What a letter stirred up in its reader is the reader's: no role, no tie to the case and no reason opens it, only a share with
 * one supervisor, which the author may take back. Whether the worksheet may be opened at all is asked before.
 */
export const mayReadResonance = (person: Person, resonance: { authorId: number; sharedWith: number | null }): boolean =>
  person.id === resonance.authorId || (person.role === 'supervisor' && person.id === resonance.sharedWith);

/** What may be done that is not tied to a case. */
const serviceRules = {
  see_cases: ['counsellor', 'supervisor'],
  search_cases: ['counsellor', 'supervisor'],
  see_overrides: ['supervisor'],
  /** which promised answers were late, and how many were not */
  see_promises: ['supervisor'],
  /** cases of people in danger of whom nothing is written down yet; no word of them */
  see_protocols_due: ['supervisor'],
  /** how much each counsellor carries: numbers, no case and no word of one */
  see_loads: ['supervisor'],
  own_load: ['counsellor'],
  own_absences: ['counsellor'],
  /** of a counsellor who is ill and cannot do so themselves */
  enter_absences: ['supervisor'],
  /** one's own, and those told to oneself */
  see_debriefs: ['counsellor', 'supervisor'],
  /** mails that wait for a person: who wrote, what it says */
  read_held_mail: ['counsellor'],
  settle_held_mail: ['counsellor'],
  /** sizes, ages, fates and codes of mails; never words */
  see_mail_health: ['counsellor', 'supervisor', 'admin'],
  retry_mail: ['counsellor', 'admin'],
  /** what became of the mail of one address, typed by somebody who knows it */
  search_mail_by_sender: ['counsellor', 'admin'],
  /** whose mail is kept and goes into no case; names the sender */
  block_senders: ['counsellor'],
  see_erasures: ['counsellor', 'supervisor'],
  see_requests: ['counsellor', 'supervisor'],
  /** of a mail that is in no case */
  ask_mail_erasure: ['counsellor'],
  agree_mail_erasure: ['counsellor', 'supervisor'],
  write_templates: ['counsellor', 'supervisor'],
  manage_staff: ['admin'],
  manage_settings: ['admin'],
  /** questionnaires of others, with their licences */
  manage_instruments: ['admin'],
  verify_crisis_contacts: ['admin', 'supervisor', 'counsellor'],
  /** the directory of whom a konseli can be referred to; it knows no case */
  see_experts: ['counsellor', 'supervisor', 'admin'],
  keep_experts: ['counsellor', 'admin'],
  verify_audit: ['supervisor', 'admin'],
  read_audit: ['supervisor'],
  own_account: ['counsellor', 'supervisor', 'admin'],
} satisfies Record<string, readonly Role[]>;

export type ServiceAction = keyof typeof serviceRules;

export const isServiceAction = (name: string): name is ServiceAction => Object.hasOwn(serviceRules, name);

export const mayWithService = (person: Person, action: ServiceAction): boolean =>
  (serviceRules[action] as readonly Role[]).includes(person.role);
