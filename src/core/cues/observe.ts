/**
 * What stands in a letter that may differ from the writer's others: how it begins and ends, signs, words of a kind. One pass for
 * each kind, no judgement: find-cues.ts compares.
 */
import * as words from './cue-words.ts';

/** In the letter's own text; the end is the place after the last character. */
export interface Span {
  start: number;
  end: number;
}

export interface WrittenLetter {
  /** the konseli's new words, without what they quote */
  text: string;
  signature: string;
  /** the hour where the service is, 0–23; null: not known */
  hour: number | null;
  /** hours since our letter before it; null: there was none */
  delay: number | null;
}

export interface Observed {
  words: number;
  hour: number | null;
  delay: number | null;
  greets: boolean;
  signsOff: boolean;
  /** of each kind the places */
  marks: Record<MarkKind, Span[]>;
  /** "I am fine", and laughter, each with the words of distress within reach */
  fineBesideDistress: Span[];
  laughterBesideDistress: Span[];
}

export const markKinds = ['exclamations', 'capitals', 'ellipses', 'emoticons', 'self', 'absolutes', 'hedges'] as const;
export type MarkKind = (typeof markKinds)[number];

/** Longer letters are compared by their beginning. */
const LONGEST = 20_000;
const FINE_REACHES = 20;
const LAUGHTER_REACHES = 12;

export function observe(letter: WrittenLetter): Observed {
  const text = letter.text.slice(0, LONGEST).replaceAll('’', "'");
  const places = [...text.matchAll(WORD)].map((match) => match.index);
  const distress = distressIn(text);
  return {
    words: places.length,
    hour: letter.hour,
    delay: letter.delay,
    greets: GREETING.test(text),
    signsOff: SIGN_OFF.test(text.trimEnd().split(/\s+/).slice(-6).join(' ')) || SIGN_OFF.test(letter.signature),
    marks: {
      exclamations: spansOf(text, /!+/g),
      capitals: spansOf(text, CAPITALS).filter(({ start, end }) => !ACRONYMS.has(text.slice(start, end))),
      ellipses: spansOf(text, /\.{2,}|…+/g),
      emoticons: spansOf(text, words.emoticons),
      self: spansOf(text, SELF),
      absolutes: without(spansOf(text, ABSOLUTES), spansOf(text, NOT_ABSOLUTE)),
      hedges: spansOf(text, HEDGES),
    },
    fineBesideDistress: pairs(places, calmIn(text), distress, FINE_REACHES),
    laughterBesideDistress: pairs(places, spansOf(text, words.laughter), distress, LAUGHTER_REACHES),
  };
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'-]*/gu;
const CAPITALS = /(?<![\p{L}\p{N}])\p{Lu}{2,}(?![\p{L}\p{N}])/gu;

const alternatives = (list: readonly string[]) =>
  [...list]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replaceAll(' ', '\\s+'))
    .join('|');
const anyOf = (list: readonly string[]) =>
  new RegExp(`(?<![\\p{L}\\p{N}'-])(?:${alternatives(list)})(?![\\p{L}\\p{N}'])`, 'giu');

const GREETING = new RegExp(`^\\s*(?:${alternatives(words.greetings)})(?![\\p{L}\\p{N}])`, 'iu');
const SIGN_OFF = new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives(words.signOffs)})(?![\\p{L}\\p{N}])`, 'iu');
const SELF = anyOf(words.self);
const ABSOLUTES = anyOf(words.absolutes);
const NOT_ABSOLUTE = anyOf(words.notAbsolute);
const HEDGES = anyOf(words.hedges);
const CALM = anyOf(words.calm);
const DISTRESS = anyOf(words.distress);
const LONG_AGO = anyOf(words.longAgo);
const ACRONYMS = new Set(words.acronyms);
const NOT_CALM = new Set(words.notCalm);
const ABOUT_A_THING = new Set(words.aboutAThing);
const NOT_DISTRESS = new Set(words.notDistress);
const HOW_MUCH = new Set(words.howMuch);

const spansOf = (text: string, pattern: RegExp): Span[] =>
  [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));

const without = (spans: readonly Span[], others: readonly Span[]) =>
  spans.filter(({ start, end }) => !others.some((other) => start < other.end && other.start < end));

/** Said of oneself, not asked, not wished, not taken back. */
const calmIn = (text: string): Span[] =>
  spansOf(text, CALM).filter(({ start, end }) => {
    if (wordsBefore(clauseBefore(text, start), 3).some((word) => NOT_CALM.has(word))) return false;
    if (/^[^.!\n]{0,20}\?/.test(text.slice(end, end + 21))) return false;
    return !ABOUT_A_THING.has(/^\s+([\p{L}]+)/u.exec(text.slice(end, end + 20))?.[1]?.toLowerCase() ?? '');
  });

/** Not denied, and not told as long over. */
const distressIn = (text: string): Span[] =>
  spansOf(text, DISTRESS).filter(({ start }) => {
    const [word, before] = wordsBefore(sentenceBefore(text, start), 2).reverse();
    if (NOT_DISTRESS.has((word && HOW_MUCH.has(word) ? before : word) ?? '')) return false;
    return spansOf(sentenceBefore(text, start), LONG_AGO).length === 0;
  });

/** Lower-case, the nearest last. */
const wordsBefore = (before: string, count: number): string[] =>
  [...before.matchAll(WORD)].slice(-count).map(([word]) => word.toLowerCase());

const clauseBefore = (text: string, place: number): string => sentenceBefore(text, place).split(',').at(-1) ?? '';

/** At most so much of it: who writes without full stops is read by the last words. */
const LONGEST_BEFORE = 120;

function sentenceBefore(text: string, place: number): string {
  let start = place;
  while (start > 0 && place - start < LONGEST_BEFORE && !'.!?\n'.includes(text[start - 1]!)) start--;
  return text.slice(start, place);
}

/** Each word of distress with the nearest of the others, where there is one within so many words. */
function pairs(places: readonly number[], ones: readonly Span[], distress: readonly Span[], reach: number): Span[] {
  if (!ones.length || !distress.length) return [];
  const found = new Map<number, Span>();
  for (const one of distress) {
    const at = wordAt(places, one.start);
    const far = (other: Span | undefined) => (other ? Math.abs(wordAt(places, other.start) - at) : reach + 1);
    const next = ones.findIndex(({ start }) => start > one.start);
    const [before, after] = next < 0 ? [ones.at(-1), undefined] : [ones[next - 1], ones[next]];
    const nearest = far(before) <= far(after) ? before : after;
    if (!nearest || far(nearest) > reach) continue;
    found.set(nearest.start, nearest);
    found.set(one.start, one);
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}

/** How many words begin before this place. */
function wordAt(places: readonly number[], place: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
