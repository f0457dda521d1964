/**
 * What the rules find in a letter, less what is taken back, told as a story, about things, or long over. One pass over the words:
 * whatever a finding needs to know of its surroundings is counted beforehand.
 */
import { idioms } from './idioms.ts';
import { type Meaning, meaningsAt, useList } from './lexicon.ts';
import { findPatterns, indexPatterns, type Meanings } from './patterns.ts';
import { type PlainWord, plainWords, SENTENCE_END } from './plain-words.ts';
import type { RiskKind, RiskRule } from './risk-kinds.ts';
import { rulesOfOthers } from './rules-of-others.ts';
import { rulesOfParting } from './rules-of-parting.ts';
import { rulesOfSelf } from './rules-of-self.ts';
import { rulesOfUrgency } from './rules-of-urgency.ts';

export interface Finding {
  rule: string;
  kind: RiskKind;
  /** in the text; the end is the place after the last character */
  start: number;
  end: number;
  sentence: number;
  /** somebody close to the writer is in danger, not the writer */
  ofAnother: boolean;
  /** the sentence tells of today or of last night */
  isJustNow: boolean;
  /** may well be ordinary, as good-bye is before moving: it counts only beside a wish */
  mayBeOrdinary: boolean;
}

/** Of these, one needs another kind beside it. */
const NEVER_ALONE: readonly RiskKind[] = [
  'means',
  'method',
  'place',
  'plan',
  'time',
  'armed',
  'closeBy',
  'rage',
  'peace',
  'resolved',
  'earnest',
  'failedTry',
];

const allRules = [...rulesOfSelf, ...rulesOfParting, ...rulesOfOthers, ...rulesOfUrgency].flatMap((rule) =>
  rule.patterns.map((pattern) => ({ pattern, value: rule })),
);
const rules = indexPatterns(allRules);
const weighty = indexPatterns(allRules.filter(({ value }) => !NEVER_ALONE.includes(value.kind)));
const sayings = indexPatterns(idioms.map((pattern) => ({ pattern, value: null })));

/** Lists that are looked up around a finding. */
const surroundings = [
  'negation',
  'bridge',
  'me',
  'other',
  'stranger',
  'fiction',
  'meaningOf',
  'medicine',
  'toldToTake',
  'tooMuch',
  'atOnce',
  'leaving',
  'everydayTask',
  'thing',
  'sport',
  'longAgo',
  'wellNow',
  'notWell',
  'asked',
  'wondered',
  'flatNo',
  'sometimes',
  'just',
] as const;
type Surrounding = (typeof surroundings)[number];
for (const name of surroundings) useList(name);
const isSurrounding = new Set<string>(surroundings);

/** An idiom's words, and words that mean nothing here. */
const NOTHING: readonly Meaning[] = [];

/** Told of somebody else, these are that person's danger. */
const TOLD_OF_OTHERS: readonly RiskKind[] = [
  'wish',
  'mention',
  'deadly',
  'passive',
  'worn',
  'burden',
  'selfHarm',
  'attempt',
  'harm',
];
const WISHES: readonly RiskKind[] = ['wish', 'passive'];
const DYING: readonly RiskKind[] = ['wish', 'mention', 'passive'];
const PARTINGS: readonly RiskKind[] = ['goodbye', 'farewell', 'giving', 'note', 'gone', 'peace'];
const PLANS: readonly RiskKind[] = ['plan', 'earnest', 'resolved'];
/** These say nothing alone, so they need no reading of their surroundings. */
const BESIDE_ONLY: readonly RiskKind[] = [
  'means',
  'method',
  'place',
  'plan',
  'time',
  'closeBy',
  'rage',
  'spite',
  'armed',
  'ending',
  'lethal',
  'failedTry',
  'noReturn',
  'lingering',
];

/** In the order of the text. */
export function findAll(text: string): Finding[] {
  const words = plainWords(text);
  const written = words.map((_, place) => withoutKilling(meaningsAt(words, place)));
  if (!mayBeDangerous(words, written)) return [];
  const letter = survey(words, written);
  const findings: Finding[] = [];
  findPatterns(rules, words, letter.meanings, (rule, from, to) => {
    const finding = readAround(words, letter, rule, from, to);
    if (finding) findings.push(finding);
    return undefined;
  });
  return withoutOrdinary(findings);
}

/** Good-bye before moving and medicine from the doctor stay out, unless the letter speaks of dying, or settles everything. */
function withoutOrdinary(findings: readonly Finding[]): Finding[] {
  const isWished = findings.some(({ kind, ofAnother }) => DYING.includes(kind) && !ofAnother);
  const partings = findings.filter(({ kind, mayBeOrdinary }) => mayBeOrdinary && PARTINGS.includes(kind));
  const isSettled = new Set(partings.map(({ rule }) => rule)).size > 3;
  return findings.filter(
    ({ kind, mayBeOrdinary }) => !mayBeOrdinary || isWished || (isSettled && PARTINGS.includes(kind)),
  );
}

/** Most letters have nothing of it, and need no further reading. */
function mayBeDangerous(words: readonly PlainWord[], written: Meanings): boolean {
  let may = false;
  findPatterns(weighty, words, written, () => {
    may = true;
    return 'enough';
  });
  return may;
}

interface Letter {
  meanings: Meanings;
  /** for every word: the number of its sentence */
  sentenceOf: readonly number[];
  /** for every sentence: which surroundings it has */
  has: readonly ReadonlySet<Surrounding>[];
  /** for every word: of whom its sentence spoke last before it */
  speaksOf: readonly ('me' | 'other' | 'stranger' | null)[];
  /** for every word: the place of the last thing that may die before it, -1 if there is none */
  lastThing: readonly number[];
  isWellNow: boolean;
  isLeaving: boolean;
}

function survey(words: readonly PlainWord[], written: Meanings): Letter {
  const meanings = [...written];
  findPatterns(sayings, words, written, (_, from, to) => {
    const isPlain = written.slice(from + 1, to + 1).some((some) => some.some(({ name }) => name === 'suicide'));
    if (!isPlain) meanings.fill(NOTHING, from, to + 1);
    return undefined;
  });
  const sentenceOf: number[] = [];
  const speaksOf: Letter['speaksOf'][number][] = [];
  const has: Set<Surrounding>[] = [new Set()];
  let last: Letter['speaksOf'][number] = null;
  let lastAt = -1;
  const lastThing: number[] = [];
  let thing = -1;
  for (let place = 0; place < words.length; place++) {
    sentenceOf.push(has.length - 1);
    speaksOf.push(last);
    lastThing.push(thing);
    for (const { name } of meanings[place]!) {
      if (!isSurrounding.has(name)) continue;
      has.at(-1)!.add(name as Surrounding);
      if (name === 'thing') thing = place;
      if (name === 'other' || name === 'stranger') {
        last = name;
        lastAt = place;
      } else if (name === 'me' && !(last && last !== 'me' && lastAt === place - 1)) last = 'me';
    }
    if (words[place]!.word === SENTENCE_END) {
      has.push(new Set());
      last = null;
      thing = -1;
    }
  }
  const anywhere = (name: Surrounding) => has.some((some) => some.has(name));
  return {
    meanings,
    sentenceOf,
    has,
    speaksOf,
    lastThing,
    isWellNow: anywhere('wellNow') && !anywhere('notWell'),
    isLeaving: anywhere('leaving'),
  };
}

/** "bunuh diri" is not "bunuh". */
function withoutKilling(meanings: readonly Meaning[]): readonly Meaning[] {
  if (meanings.length < 2) return meanings;
  const suicide = meanings.find(({ name }) => name === 'suicide');
  return suicide ? meanings.filter(({ length }) => length >= suicide.length) : meanings;
}

function readAround(
  words: readonly PlainWord[],
  letter: Letter,
  { rule, kind }: RiskRule,
  from: number,
  to: number,
): Finding | null {
  const sentence = letter.sentenceOf[from]!;
  const within = (name: Surrounding) => letter.has[sentence]!.has(name);
  const near = (name: Surrounding) =>
    within(name) || letter.has[sentence - 1]?.has(name) === true || letter.has[sentence + 1]?.has(name) === true;
  const isMine = letter.meanings[from]!.some(({ name }) => name === 'me');
  const speaksOf = isMine ? 'me' : letter.speaksOf[from]!;
  const finding = {
    rule,
    kind,
    start: words[from]!.start,
    end: words[to]!.end,
    sentence,
    ofAnother: speaksOf === 'other' && TOLD_OF_OTHERS.includes(kind),
    isJustNow: within('just'),
    mayBeOrdinary:
      (letter.isLeaving && PARTINGS.includes(kind)) || (AS_MEDICINE.includes(rule) && isOrdinaryMedicine(within)),
  };
  // "walaupun tidak punya rencana"
  if (PLANS.includes(kind)) return isTakenBack(letter.meanings, words, from) ? null : finding;
  if (kind === 'noReturn' && within('sometimes')) return null;
  if (BESIDE_ONLY.includes(kind)) return finding;
  if (kind !== 'danger' && isTakenBack(letter.meanings, words, from)) return null;
  if (rule === 'abuse.violence' && isNeverDone(letter.meanings, words, from, to)) return null;
  if (TOLD_OF_OTHERS.includes(kind)) {
    if (within('asked')) return null;
    // "Mama nanya aku mau bunuh diri apa gimana. Ya enggak lah"
    if (within('wondered') && (within('flatNo') || letter.has[sentence + 1]?.has('flatNo'))) return null;
  }
  // "Kadang aku mikir gimana kalau lompat"
  if (within('sometimes') && (kind === 'leaping' || kind === 'passive' || rule === 'wish.deadly'))
    return { ...finding, kind: 'worn' };
  if (isStory(kind, words[from]!.quoted, speaksOf, within, near)) return null;
  if (isAboutThings({ rule, kind }, within)) return null;
  if (WISHES.includes(kind) && rule !== 'wish.fate' && letter.lastThing[from]! >= Math.max(0, from - 4)) return null;
  if (within('longAgo')) {
    if (letter.isWellNow) return null;
    if (TOLD_OF_OTHERS.includes(kind)) return { ...finding, kind: 'passive' };
  }
  return finding;
}

const FURTHEST_NEGATION = 12;

/** "tidak pernah berpikir untuk …" right before. */
function isTakenBack(meanings: Letter['meanings'], words: readonly PlainWord[], from: number): boolean {
  for (let at = from - 1; at >= Math.max(0, from - FURTHEST_NEGATION) && words[at]!.word !== SENTENCE_END; at--) {
    const names = meanings[at]!;
    if (names.some(({ name, length }) => name === 'negation' && length === 1)) return true;
    if (!names.some(({ name }) => name === 'bridge' || name === 'suicide')) return false;
  }
  return false;
}

/** "Mereka tidak pernah memukul": the negation stands between who and what. */
function isNeverDone(meanings: Letter['meanings'], words: readonly PlainWord[], from: number, to: number): boolean {
  for (let at = from; at < to; at++)
    if (words[at]!.word === 'tidak' || words[at]!.word === 'not')
      if (words[at + 1]!.word === 'pernah' || meanings[at + 1]!.some(({ name }) => name === 'hit' || name === 'strike'))
        return true;
  return false;
}

/** In films, songs, homework and the news somebody else speaks. */
function isStory(
  kind: RiskKind,
  quoted: boolean,
  speaksOf: Letter['speaksOf'][number],
  within: (name: Surrounding) => boolean,
  near: (name: Surrounding) => boolean,
): boolean {
  if (kind === 'danger') return speaksOf !== 'me' && within('fiction') && !within('just');
  if (speaksOf === 'stranger' && TOLD_OF_OTHERS.includes(kind)) return true;
  if (within('meaningOf') && (kind === 'mention' || quoted)) return true;
  if (kind === 'mention' || kind === 'deadly') return near('fiction');
  return within('fiction') && (quoted || speaksOf !== 'me');
}

/** Games, tasks one is tired of. */
function isAboutThings(
  { rule, kind }: Pick<RiskRule, 'rule' | 'kind'>,
  within: (name: Surrounding) => boolean,
): boolean {
  if (kind === 'worn' || kind === 'burden') return within('everydayTask');
  if (rule === 'abuse.violence' || kind === 'harm') return within('sport');
  return false;
}

/** As the doctor told, or for a fever; but not all of it at once. */
const AS_MEDICINE: readonly string[] = ['attempt.pills', 'wish.deadly'];
function isOrdinaryMedicine(within: (name: Surrounding) => boolean): boolean {
  return within('medicine') && !within('atOnce') && (within('toldToTake') || !within('tooMuch'));
}
