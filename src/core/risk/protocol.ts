/**
 * What is written down when somebody is in danger: what kind of danger, what is known of it, how a counsellor judges it, the safety
 * plan made with the konseli, and what was handed to whom. A safety plan, never a promise not to die: such promises protect nobody.
 */
export const dangers = ['wish_to_die', 'self_harm', 'harm_by_somebody', 'harm_to_others'] as const;
/** What is asked about the danger, from the wish to the hour. */
export const askedOf = ['wish', 'plan', 'means', 'time'] as const;
export const knownAnswers = ['yes', 'no', 'not_known'] as const;
/** The six parts of a safety plan, in the order in which they help. */
export const planParts = [
  'warning_signs',
  'what_helps',
  'people_and_places',
  'whom_to_ask',
  'professionals',
  'means',
] as const;
export const handedOverAnswers = ['agreed', 'disagreed', 'not_asked'] as const;

export type Danger = (typeof dangers)[number];
export type AskedOf = (typeof askedOf)[number];
export type KnownAnswer = (typeof knownAnswers)[number];
export type PlanPart = (typeof planParts)[number];
export type SafetyPlan = Readonly<Record<PlanPart, string>>;

export interface Protocol {
  /** none: it turned out that nobody is in danger */
  dangers: readonly Danger[];
  known: Readonly<Record<AskedOf, KnownAnswer>>;
  /** in the counsellor's own words */
  assessment: string;
  /** in the konseli's words; a part that is not known yet is empty */
  plan: SafetyPlan;
  /** to an emergency service; null: not handed over */
  handedOver: { service: string; incident: string; konseli: (typeof handedOverAnswers)[number] } | null;
}

export type ProtocolRefusal = 'protocol_without_assessment' | 'protocol_too_long' | 'handed_over_to_nobody';

/** characters of one field */
const LONGEST = 4000;

/** May this be kept? `null` when it may. Only the judgement is asked for: whoever is in danger is not kept waiting by a form. */
export function refuseProtocol({ assessment, plan, handedOver }: Protocol): ProtocolRefusal | null {
  if (!assessment.trim()) return 'protocol_without_assessment';
  const texts = [assessment, ...Object.values(plan), handedOver?.service ?? '', handedOver?.incident ?? ''];
  if (texts.some((text) => text.length > LONGEST)) return 'protocol_too_long';
  return handedOver && !handedOver.service.trim() ? 'handed_over_to_nobody' : null;
}

export interface DangerFacts {
  /** as it stands */
  risk: string;
  /** when it was last read as urgent; null: not by a record that is kept */
  urgentAt: Date | null;
  /** when the newest protocol was written; null: none was */
  protocolAt: Date | null;
}

/** Whether the danger may be read as anything less: only with a protocol that was written since. */
export function mayPass({ risk, urgentAt, protocolAt }: DangerFacts): boolean {
  if (risk !== 'urgent') return true;
  return protocolAt !== null && (urgentAt === null || protocolAt >= urgentAt);
}

export const isPlanned = (plan: SafetyPlan): boolean => planParts.some((part) => plan[part].trim() !== '');
