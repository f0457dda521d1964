/**
 * Reads a letter for danger: a lane and the places that led to it. A help for the eye, not a judgement: a person decides, and
 * "none" means only that no rule found anything.
 *
 * The ladder follows what crisis services ask for: a wish to be dead or to hurt, then a plan, the means at hand, a time. The wish
 * alone is amber; with one of the others beside it, after an attempt, or in danger from somebody now, the lane is red. Words of
 * plan, means and time say nothing alone: everybody plans a thesis and has a knife in the kitchen.
 */
import { type Finding, findAll } from './findings.ts';
import type { RiskKind } from './risk-kinds.ts';

export type RiskLane = 'red' | 'amber' | 'none';

export interface RiskSpan {
  /** in the text, in UTF-16 code units; the end is the place after the last */
  start: number;
  end: number;
  /** the rule that found it, such as `wish.die` */
  rule: string;
}

export interface RiskReading {
  lane: RiskLane;
  /** in the order of the text; those of different rules may overlap */
  spans: RiskSpan[];
}

/** More is no letter. */
const MOST_CHARACTERS = 1_000_000;

/** Enough for somebody to look soon, whoever's danger it is. */
const AMBER: readonly RiskKind[] = [
  'wish',
  'mention',
  'deadly',
  'passive',
  'worn',
  'burden',
  'goodbye',
  'selfHarm',
  'attempt',
  'abuse',
  'harm',
  'danger',
];
/** What one also does who moves or cooks: it is shown only where it made a wish urgent. */
const BESIDE_ONLY: readonly RiskKind[] = [
  'means',
  'method',
  'place',
  'plan',
  'time',
  'armed',
  'spite',
  'closeBy',
  'rage',
  'leaping',
  'ending',
  'giving',
  'note',
  'farewell',
  'gone',
  'peace',
  'failedTry',
  'noReturn',
  'lingering',
  'resolved',
  'earnest',
  'lethal',
  'weapon',
];

interface Urgency {
  either: readonly RiskKind[];
  beside: readonly RiskKind[];
  /** how many sentences may lie between: none for words that are too common */
  reach: number;
}

/** What makes which finding urgent. */
const urgencies: readonly Urgency[] = [
  { either: ['wish', 'mention', 'deadly', 'passive'], beside: ['means', 'place', 'note', 'deadly'], reach: 2 },
  { either: ['wish', 'mention', 'deadly'], beside: ['method', 'plan', 'earnest', 'time'], reach: 0 },
  { either: ['wish', 'mention', 'deadly'], beside: ['resolved'], reach: 2 },
  { either: ['passive', 'worn', 'gone'], beside: ['resolved'], reach: 1 },
  { either: ['deadly'], beside: ['deadly'], reach: 0 },
  { either: ['wish', 'mention', 'passive', 'worn', 'burden'], beside: ['failedTry'], reach: 3 },
  { either: ['noReturn'], beside: ['place', 'wish', 'leaping'], reach: 2 },
  { either: ['lingering'], beside: ['place'], reach: 2 },
  { either: ['gone'], beside: ['wish', 'passive', 'worn', 'burden', 'goodbye', 'note'], reach: 2 },
  { either: ['worn', 'burden'], beside: ['means', 'note'], reach: 1 },
  { either: ['ending'], beside: ['means'], reach: 2 },
  { either: ['lethal'], beside: ['resolved', 'worn', 'burden', 'gone', 'farewell', 'goodbye', 'peace'], reach: 1 },
  { either: ['leaping'], beside: ['place'], reach: 4 },
  { either: ['farewell', 'goodbye'], beside: ['means', 'place'], reach: 3 },
  { either: ['harm'], beside: ['means', 'armed'], reach: 2 },
  { either: ['harm'], beside: ['method'], reach: 1 },
  { either: ['harm'], beside: ['plan', 'time'], reach: 0 },
  { either: ['spite'], beside: ['armed'], reach: 2 },
];

/** Subject and text are one letter; the spans are those in its text. */
export function readRiskOfLetter({ subject, newText }: { subject: string; newText: string }): RiskReading {
  const { lane, spans } = readRisk(`${subject}\n\n${newText}`);
  const shift = subject.length + 2;
  return {
    lane,
    spans: spans
      .filter(({ start }) => start >= shift)
      .map(({ start, end, rule }) => ({ start: start - shift, end: end - shift, rule })),
  };
}

/** @param text what the writer wrote anew, without what is quoted from earlier letters */
export function readRisk(text: string): RiskReading {
  const findings = findAll(text.slice(0, MOST_CHARACTERS));
  const lane = laneOf(findings);
  if (lane === 'none') return { lane, spans: [] };
  const told = lane === 'red' ? findings : findings.filter(({ kind }) => !BESIDE_ONLY.includes(kind));
  const spans = joinOverlaps(told.length > 0 ? told : findings).map(({ start, end, rule }) => ({ start, end, rule }));
  return { lane, spans };
}

function laneOf(findings: readonly Finding[]): RiskLane {
  const own = findings.filter(({ ofAnother }) => !ofAnother);
  const isUrgent =
    findings.some(
      ({ kind, ofAnother, isJustNow }) => kind === 'danger' || (kind === 'attempt' && (!ofAnother || isJustNow)),
    ) ||
    isPlanned(own) ||
    isGoodbye(own);
  if (isUrgent) return 'red';
  return findings.some(({ kind }) => AMBER.includes(kind)) || isArmedRage(findings) ? 'amber' : 'none';
}

/** A wish to die, or to hurt somebody, with what makes it urgent beside it; or somebody who rages with a weapon at the door. */
function isPlanned(findings: readonly Finding[]): boolean {
  const bySentence = new Map<number, Set<RiskKind>>();
  for (const { sentence, kind } of findings) {
    const kinds = bySentence.get(sentence);
    if (kinds) kinds.add(kind);
    else bySentence.set(sentence, new Set([kind]));
  }
  const isNear = (sentence: number, kinds: readonly RiskKind[], reach: number) => {
    for (let at = sentence - reach; at <= sentence + reach; at++)
      if (kinds.some((kind) => bySentence.get(at)?.has(kind))) return true;
    return false;
  };
  for (const sentence of bySentence.keys()) {
    const isHere = (kinds: readonly RiskKind[]) => isNear(sentence, kinds, 0);
    if (urgencies.some(({ either, beside, reach }) => isHere(either) && isNear(sentence, beside, reach))) return true;
    if (isHere(['weapon']) && isNear(sentence, ['closeBy'], 1) && isNear(sentence, ['rage', 'closeBy'], 1)) return true;
  }
  return false;
}

/** Somebody takes a weapon in anger, not only now. */
function isArmedRage(findings: readonly Finding[]): boolean {
  const raging = new Set(findings.filter(({ kind }) => kind === 'rage').map(({ sentence }) => sentence));
  return findings.some(({ kind, sentence }) => kind === 'weapon' && raging.has(sentence));
}

/** Good-bye said, or affairs put in order, together with a wish; or several of these at once. */
function isGoodbye(own: readonly Finding[]): boolean {
  const kinds = new Set(own.map(({ kind }) => kind));
  const partings = (['goodbye', 'farewell', 'giving', 'note'] as const).filter((kind) => kinds.has(kind));
  if (kinds.has('wish') && partings.length > 0) return true;
  if ((kinds.has('passive') || kinds.has('worn')) && partings.some((kind) => kind !== 'farewell')) return true;
  if (partings.length > 1 && partings.some((kind) => kind !== 'giving')) return true;
  const settled = new Set(own.filter(({ kind }) => kind === 'giving' || kind === 'note').map(({ rule }) => rule));
  const isLeft = kinds.has('gone') || kinds.has('noReturn') || kinds.has('peace');
  const isSaid = kinds.has('farewell') || kinds.has('goodbye');
  return (
    settled.size > 2 ||
    (settled.size > 1 && isLeft) ||
    (settled.size > 0 && isSaid && (isLeft || kinds.has('resolved')))
  );
}

/** Findings of one rule that overlap are one place. */
function joinOverlaps(findings: readonly Finding[]): Finding[] {
  const joined: Finding[] = [];
  const last = new Map<string, Finding>();
  for (const one of findings) {
    const same = last.get(one.rule);
    if (same && same.end >= one.start) same.end = Math.max(same.end, one.end);
    else {
      const fresh = { ...one };
      last.set(one.rule, fresh);
      joined.push(fresh);
    }
  }
  return joined;
}
