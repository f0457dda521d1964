/**
 * Reads a letter for danger: a lane and the places that led to it. A help for the eye, not a judgement: a person decides, and
 * "none" means only that no rule found anything.
 *
 * The ladder follows what crisis services ask for: a wish to be dead or to hurt, then a plan, the means at hand, a time. The wish
 * alone is amber; with one of the others, after an attempt, or in danger from somebody now, the lane is red.
 */
import { type PlainWord, plainWords, SENTENCE_END } from './plain-words.ts';
import { indexPatterns, spellOut } from './risk-patterns.ts';
import {
  betweenNegationAndDesire,
  fictionWords,
  longAgo,
  medicine,
  negations,
  otherPeople,
  type RiskKind,
  riskRules,
  thingsThatDie,
  wellNow,
  writer,
} from './risk-words.ts';

export type RiskLane = 'red' | 'amber' | 'none';

export interface RiskSpan {
  /** in the text, in UTF-16 code units; the end is the place after the last */
  start: number;
  end: number;
  /** the rule that found it, such as `desire.die` */
  rule: string;
}

export interface RiskReading {
  lane: RiskLane;
  /** in the order of the text; those of different rules may overlap */
  spans: RiskSpan[];
}

interface Found {
  rule: string;
  kind: RiskKind;
  /** numbers of words, the last one included */
  from: number;
  to: number;
}

/** More is no letter. */
const MOST_CHARACTERS = 200_000;
/** Alone enough for somebody to look; the others count beside one of these. */
const AMBER: readonly RiskKind[] = ['desire', 'farewell', 'self_harm', 'abuse', 'harm', 'attempt', 'plan', 'danger'];
/** What a plan, means or a time make urgent. */
const WISHES: readonly RiskKind[] = ['desire', 'farewell', 'harm'];
/** What taking medicine as one should can be mistaken for. */
const MEDICINE_LIKE: readonly RiskKind[] = ['attempt', 'means', 'plan'];
/** Told of somebody else, these are that person's danger: to be looked at, not the writer's own. */
const TOLD_OF_OTHERS: readonly RiskKind[] = ['desire', 'farewell', 'self_harm', 'plan', 'attempt'];

const signs = indexPatterns(
  riskRules.flatMap(({ rule, kind, patterns }) => patterns.map((pattern) => ({ pattern, value: { rule, kind } }))),
);
const isNegated = new RegExp(`(?<![^ ])(?:${spellOut(negations)})( (?:${betweenNegationAndDesire})){0,5} $`);
const isFiction = compile(fictionWords);
const isMedicine = compile(medicine);
const isThingThatDies = new RegExp(`(?<![^ ])(?:${thingsThatDie})(?: [^ .]+){0,2} $`);
const isWriterJustBefore = new RegExp(`(?<![^ ])(?:${writer})(?: [^ .]+){0,2} $`);
const isOther = compile(otherPeople);
const isWriter = compile(writer);
const isLongAgo = compile(longAgo);
const isWellNow = compile(wellNow);

/** Subject and text are one letter; the spans are those in its text. */
export function readRiskOfLetter({ subject, newText }: { subject: string; newText: string }): RiskReading {
  const { lane, spans } = readRisk(`${subject}\n${newText}`);
  const shift = subject.length + 1;
  return {
    lane,
    spans: spans
      .filter(({ start }) => start >= shift)
      .map(({ start, end, rule }) => ({ start: start - shift, end: end - shift, rule })),
  };
}

/** @param text what the writer wrote anew, without what is quoted from earlier letters */
export function readRisk(text: string): RiskReading {
  const words = plainWords(text.slice(0, MOST_CHARACTERS));
  const line = asLine(words);
  const own: Found[] = [];
  const ofOthers: Found[] = [];
  for (const found of findAll(line)) {
    const told = whoTells(words, found, line);
    if (told === 'writer') own.push(found);
    if (told === 'of_another') ofOthers.push(found);
  }
  const lane = laneOf(own, ofOthers, words);
  if (lane === 'none') return { lane, spans: [] };
  const shown = [...own, ...ofOthers].sort((a, b) => a.from - b.from || a.to - b.to);
  return {
    lane,
    spans: joinOverlaps(shown).map(({ rule, from, to }) => ({
      start: words[from]!.start,
      end: words[to]!.end,
      rule,
    })),
  };
}

function laneOf(own: readonly Found[], ofOthers: readonly Found[], words: readonly PlainWord[]): RiskLane {
  const has = (...kinds: RiskKind[]) => own.some(({ kind }) => kinds.includes(kind));
  const wishes = own.filter(({ kind }) => WISHES.includes(kind) || kind === 'plan');
  const isSoon = own.some(
    (time) => time.kind === 'time' && wishes.some((wish) => sentencesApart(words, time, wish) === 0),
  );
  if (has('danger', 'attempt', 'plan')) return 'red';
  if (has(...WISHES) && (has('means') || isSoon)) return 'red';
  return has(...AMBER) || ofOthers.some(({ kind }) => AMBER.includes(kind)) ? 'amber' : 'none';
}

/** Whose the danger is, or nobody's: taken back, a story, long over. */
function whoTells(words: readonly PlainWord[], found: Found, all: Line): 'writer' | 'of_another' | null {
  const sentence = sentenceAround(words, found);
  const before = asLine(words.slice(sentence.from, found.from)).text;
  const whole = asLine(words.slice(sentence.from, sentence.to + 1)).text;
  if (found.kind !== 'time' && found.kind !== 'danger' && isNegated.test(before)) return null;
  const quoted = words[found.from]!.quoted;
  if (matches(isFiction, whole) && (quoted || !isWriterJustBefore.test(before))) return null;
  if (MEDICINE_LIKE.includes(found.kind) && matches(isMedicine, whole)) return null;
  if (isThingThatDies.test(before)) return null;
  if (matches(isLongAgo, whole) && matches(isWellNow, all.text)) return null;
  if (!TOLD_OF_OTHERS.includes(found.kind)) return 'writer';
  const others = lastMatch(isOther, before);
  return others > lastMatch(isWriter, before) ? 'of_another' : 'writer';
}

interface Line {
  text: string;
  /** where each word begins in the text */
  at: number[];
}

function asLine(words: readonly PlainWord[]): Line {
  const at: number[] = [];
  let text = '';
  for (const { word } of words) {
    at.push(text.length);
    text += `${word} `;
  }
  return { text, at };
}

function* findAll({ text, at }: Line): Generator<Found> {
  for (const [from, place] of at.entries())
    for (const { value, length } of signs.matchesAt(text, place)) {
      let to = from;
      while ((at[to + 1] ?? text.length) < place + length) to++;
      yield { ...value, from, to };
    }
}

function sentenceAround(words: readonly PlainWord[], { from, to }: Found): { from: number; to: number } {
  const isEnd = (n: number) => words[n]?.word === SENTENCE_END;
  let first = from;
  while (first > 0 && !isEnd(first - 1)) first--;
  let last = to;
  while (last < words.length - 1 && !isEnd(last + 1)) last++;
  return { from: first, to: last };
}

function sentencesApart(words: readonly PlainWord[], a: Found, b: Found): number {
  const [first, second] = a.from <= b.from ? [a, b] : [b, a];
  return words.slice(first.to, second.from).filter(({ word }) => word === SENTENCE_END).length;
}

/** Findings of one rule that overlap are one place. */
function joinOverlaps(found: readonly Found[]): Found[] {
  const joined: Found[] = [];
  for (const one of found) {
    const same = joined.find(({ rule, to }) => rule === one.rule && to >= one.from);
    if (same) same.to = Math.max(same.to, one.to);
    else joined.push({ ...one });
  }
  return joined;
}

/** Whole words only. */
function compile(pattern: string): RegExp {
  return new RegExp(`(?<![^ ])(?:${spellOut(pattern)})(?= )`, 'g');
}

const matches = (pattern: RegExp, text: string): boolean => text.search(pattern) >= 0;

function lastMatch(pattern: RegExp, text: string): number {
  let last = -1;
  for (const { index } of text.matchAll(pattern)) last = index;
  return last;
}
