/**
 * What must be on record before a stage is left, as data. Each item is recorded by a person (or by the program where it can
 * see for itself), with a choice, often the letter that shows it, sometimes a remark. The database holds the same list
 * (table `gate_items`) and refuses a move without it; tests/database/gates.test.ts keeps the two alike.
 */
import type { Stage } from './stage.ts';

export interface GateItem {
  from: Stage;
  to: Stage;
  item: string;
  /** the choices a person has; the first is the ordinary one */
  values: readonly string[];
  /** the choices that the program records when it sees them happen */
  seenByProgram?: readonly string[];
  /** the record must point at a letter of the case, for these choices */
  letterFor?: readonly string[];
  /** that letter must be the konseli's own */
  letterByKonseli?: true;
  /** the record must carry a remark, for these choices */
  remarkFor?: readonly string[];
  /** days after which the record is too old to open the gate */
  freshDays?: number;
}

const first = { from: 'preparation', to: 'counselling' } as const;
const second = { from: 'counselling', to: 'post_counselling' } as const;

/** In the order in which a counsellor meets them; risk first of all. */
export const gateItems: readonly GateItem[] = [
  { ...first, item: 'risk_read', values: ['none', 'concern', 'urgent'] },
  { ...first, item: 'acknowledged', values: ['told_by_hand'], seenByProgram: ['sent'] },
  { ...first, item: 'reachable', values: ['answered_elsewhere'], seenByProgram: ['reached'] },
  { ...first, item: 'safe_contact', values: ['safe', 'not_told', 'unsafe'], remarkFor: ['unsafe'] },
  { ...first, item: 'age_band', values: ['adult', 'seventeen', 'under_17', 'not_told'] },
  {
    ...first,
    item: 'guardian',
    values: ['not_needed', 'consented', 'information_only'],
    seenByProgram: ['not_sought'], // two persons decided it: guardians/waivers.ts
    letterFor: ['consented'],
  },
  { ...first, item: 'consent', values: ['given'], letterFor: ['given'], letterByKonseli: true },
  { ...first, item: 'confidentiality_limits', values: ['told'], letterFor: ['told'] },
  {
    ...first,
    item: 'suitability',
    values: ['fits', 'fits_with_care', 'does_not_fit'],
    remarkFor: ['fits_with_care', 'does_not_fit'],
  },
  { ...first, item: 'competence', values: ['fits', 'fits_with_supervision'], remarkFor: ['fits_with_supervision'] },
  {
    ...first,
    item: 'concern',
    values: ['personal', 'social', 'learning', 'career', 'not_clear'],
    remarkFor: ['personal', 'social', 'learning', 'career'],
  },
  { ...first, item: 'emergency_contact_asked', values: ['answered', 'not_answered'], remarkFor: ['answered'] },
  { ...second, item: 'frame_agreed', values: ['agreed'] },
  {
    ...second,
    item: 'interpretation_accepted',
    values: ['accepted'],
    letterFor: ['accepted'],
    letterByKonseli: true,
  },
  {
    ...second,
    item: 'goals_rated',
    values: ['rated_twice', 'single_contact', 'konseli_left', 'referred_at_once'],
    remarkFor: ['rated_twice'],
  },
  {
    ...second,
    item: 'immediate_evaluation',
    values: ['answered', 'declined', 'no_answer'],
    letterFor: ['answered'],
    letterByKonseli: true,
  },
  { ...second, item: 'ending_announced', values: ['announced', 'not_announced'], remarkFor: ['not_announced'] },
  { ...second, item: 'risk_reread', values: ['none', 'concern'], freshDays: 7 },
];

export interface StandingRecord {
  item: string;
  value: string;
  recordedAt: Date;
}

export interface GateFacts {
  /** the records of this round that were not withdrawn */
  records: readonly StandingRecord[];
}

export const itemsOf = (from: Stage, to: Stage): readonly GateItem[] =>
  gateItems.filter((g) => g.from === from && g.to === to);

/** Names of the items that still keep the gate shut, in the order of the list. */
export function missingItems(from: Stage, to: Stage, facts: GateFacts, now: Date): readonly string[] {
  return itemsOf(from, to)
    .filter((item) => !facts.records.some((r) => opens(item, r, facts, now)))
    .map((item) => item.item);
}

const DAY = 86_400_000;

function opens(item: GateItem, record: StandingRecord, facts: GateFacts, now: Date): boolean {
  if (record.item !== item.item) return false;
  if (item.freshDays !== undefined && now.getTime() - record.recordedAt.getTime() > item.freshDays * DAY) return false;
  // A child needs a guardian's answer; "not needed" is only for those who are grown up.
  if (item.item === 'guardian' && record.value === 'not_needed') return ageBand(facts) === 'adult';
  // To inform is not to counsel: for that the guardian has to answer.
  if (item.item === 'guardian' && record.value === 'information_only') return false;
  if (item.item === 'suitability') return record.value !== 'does_not_fit';
  return true;
}

const ageBand = (facts: GateFacts) => facts.records.find((r) => r.item === 'age_band')?.value;

export type RecordRefusal =
  | 'unknown_item'
  | 'unknown_value'
  | 'needs_a_letter'
  | 'needs_a_letter_of_the_konseli'
  | 'needs_a_remark';

/** May this be recorded? `null` when it may. */
export function refuseRecord(
  wish: { item: string; value: string; letter: 'in' | 'out' | null; hasRemark: boolean },
  by: 'person' | 'program',
): RecordRefusal | null {
  const item = gateItems.find((g) => g.item === wish.item);
  if (!item) return 'unknown_item';
  const values = by === 'program' ? [...(item.seenByProgram ?? []), ...item.values] : item.values;
  if (!values.includes(wish.value)) return 'unknown_value';
  if (item.letterFor?.includes(wish.value) && !wish.letter) return 'needs_a_letter';
  if (item.letterByKonseli && wish.letter === 'out') return 'needs_a_letter_of_the_konseli';
  if (item.remarkFor?.includes(wish.value) && !wish.hasRemark) return 'needs_a_remark';
  return null;
}
