/**
 * A referral by letter: what the letter may hold, who must have agreed before it is sent, and how it goes on from there. Until the
 * receiver has accepted, the sender keeps the care; the konseli may take back their yes at any time.
 */
export const expertFields = [
  'psychologist',
  'psychiatrist',
  'doctor',
  'counsellor',
  'social_worker',
  'tppk',
  'satgas',
  'child_protection',
  'shelter',
  'legal_aid',
  'police',
] as const;
export type ExpertField = (typeof expertFields)[number];

/** What a letter may say, in this order; nothing that was not ticked is in it. */
export const referralItems = [
  'name',
  'reach',
  'age',
  'concern',
  'incident',
  'done',
  'wish',
  'safety_plan',
  'passages',
] as const;
export type ReferralItem = (typeof referralItems)[number];

/**
 * Teams that look into violence at schools and universities (Permendikbudristek 46/2023 and 55/2024) get a report of what
 * happened. What was said in counselling stays there.
 */
const reportFields: readonly ExpertField[] = ['tppk', 'satgas'];
const reportItems: readonly ReferralItem[] = ['name', 'reach', 'age', 'incident', 'wish'];

export const itemsFor = (field: ExpertField): readonly ReferralItem[] =>
  reportFields.includes(field) ? reportItems : referralItems;

const labels: Readonly<Record<'id' | 'en', Readonly<Record<ReferralItem, string>>>> = {
  id: {
    name: 'Nama',
    reach: 'Cara menghubungi',
    age: 'Usia',
    concern: 'Pokok persoalan',
    incident: 'Kejadian yang dilaporkan',
    done: 'Yang sudah dilakukan',
    wish: 'Harapan yang bersangkutan',
    safety_plan: 'Rencana keselamatan',
    passages: 'Kutipan surat',
  },
  en: {
    name: 'Name',
    reach: 'How to reach them',
    age: 'Age',
    concern: 'What it is about',
    incident: 'What is reported',
    done: 'What was done so far',
    wish: 'What they wish for',
    safety_plan: 'Safety plan',
    passages: 'From their letters',
  },
};

/** The first wording of a letter: what was ticked, in the order of the list, and not a word more. */
export function composeReferral(
  language: 'id' | 'en',
  ticked: readonly ReferralItem[],
  words: Readonly<Partial<Record<ReferralItem, string>>>,
): string {
  const label = labels[language];
  return referralItems
    .filter((item) => ticked.includes(item))
    .map((item) => `${label[item]}: ${(words[item] ?? '').trim()}`)
    .join('\n\n');
}

export type ReferralState =
  | 'prepared'
  | 'asked'
  | 'consented'
  | 'sent'
  | 'accepted'
  | 'appointed'
  | 'reported'
  | 'finished'
  | 'declined'
  | 'withdrawn';

export const ended = (state: ReferralState): boolean => ['finished', 'declined', 'withdrawn'].includes(state);

/** It has left: its text changes no more. */
export const hasLeft = (state: ReferralState): boolean => ['sent', 'accepted', 'appointed', 'reported'].includes(state);

/** The care lies with the receiver too: at least they have said yes. */
export const isAccepted = (state: ReferralState): boolean => ['accepted', 'appointed', 'reported'].includes(state);

export type KonseliAnswer = 'yes' | 'no' | 'change';
export type Covered = 'consent' | 'guardian';

export interface CoverFacts {
  /** the konseli's standing answer to exactly the text that stands */
  answer: KonseliAnswer | null;
  /** known to be grown up; who is not is treated as a child */
  grownUp: boolean;
  guardianConsented: boolean;
  /** what two persons took upon themselves, for exactly this text */
  overridden: readonly Covered[];
}

/** What still keeps the letter here; empty when it may be sent. */
export function missingCover(facts: CoverFacts): Covered[] {
  const consent = facts.answer === 'yes' || facts.overridden.includes('consent');
  const guardian = facts.grownUp || facts.guardianConsented || facts.overridden.includes('guardian');
  return [...(consent ? [] : (['consent'] as const)), ...(guardian ? [] : (['guardian'] as const))];
}

/** Where the konseli's answer leads: a no, or a change, brings what has not left back to the counsellor, and ends what has. */
export function afterAnswer(state: ReferralState, answer: KonseliAnswer): ReferralState {
  if (ended(state)) return state;
  if (hasLeft(state)) return answer === 'yes' ? state : 'withdrawn';
  return answer === 'yes' ? 'consented' : 'prepared';
}

export const newsKinds = ['accepted', 'declined', 'appointment', 'feedback', 'more_needed'] as const;
export type NewsKind = (typeof newsKinds)[number];

/** What a receiver can answer now. */
export function newsIn(state: ReferralState): readonly NewsKind[] {
  if (state === 'sent') return ['accepted', 'declined', 'more_needed'];
  return isAccepted(state) ? ['appointment', 'feedback', 'more_needed'] : [];
}

/** Where news leads; null: this cannot be answered now. */
export function afterNews(state: ReferralState, kind: NewsKind): ReferralState | null {
  if (!newsIn(state).includes(kind)) return null;
  if (kind === 'accepted' || kind === 'declined') return kind;
  if (kind === 'appointment') return state === 'accepted' ? 'appointed' : state;
  return kind === 'feedback' ? 'reported' : state;
}
