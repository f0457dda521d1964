/**
 * Patterns over plain words. A pattern is a row of steps: `{list}` is a phrase of that list, `a_b` the words "a b", `|` a choice,
 * `?` after a step makes it optional; `~` lets up to three words of the same sentence stand between, `~~` up to eight, and
 * `-` up to four small words.
 */
import { listsInUse, type Meaning, useList } from './lexicon.ts';
import { type PlainWord, SENTENCE_END } from './plain-words.ts';

/** May stand within "ingin … mati" without changing it. */
// biome-ignore format: a list of words
const smallWords = new Set([
  'untuk', 'besok', 'nanti', 'malam', 'aku', 'saja', 'banget', 'lagi', 'sekali', 'terus', 'cepat', 'cepet', 'segera', 'ini', 'itu', 'sih', 'deh',
  'ya', 'kak', 'bu', 'pak', 'bisa', 'rasanya', 'langsung', 'ikut', 'juga', 'tentang', 'soal', 'kalau', 'akan',
  'seperti', 'gitu', 'dan', 'lebih', 'buru', 'memang', 'kok', 'sudah', 'beneran', 'sama', 'dengan', 'ingin', 'mau',
  'nyoba', 'coba', 'mencoba', 'melakukan', 'sering', 'kadang', 'dalam', 'ke', 'sendiri', 'hidup', 'semua',
  'to', 'be', 'just', 'about', 'i', 'was', 'were', 'could', 'would', 'really', 'of', 'myself', 'that', 'like', 'so',
  'badly', 'the', 'a', 'all', 'this', 'had', 'if', 'am', 'go', 'can', 'actually', 'and', 'literally', 'it',
  'way', 'did', 'should', 'will', 'have', 'only', 'maybe',
]);

interface Step {
  lists: ReadonlySet<number>;
  optional: boolean;
  /** how many words may stand before it, and whether only small ones */
  gap: number;
  small: boolean;
}

interface Pattern<T> {
  steps: readonly Step[];
  /** the lists that a letter must have some word of, besides those of the first step: the last, often the rarest, first */
  needs: readonly (readonly number[])[];
  value: T;
}

export interface PatternIndex<T> {
  /** by the number of a list that a pattern may begin with */
  byFirst: readonly (readonly Pattern<T>[] | undefined)[];
}

const gaps: Readonly<Record<string, { gap: number; small: boolean }>> = {
  '~': { gap: 3, small: false },
  '~~': { gap: 8, small: false },
  '-': { gap: 4, small: true },
};

export function indexPatterns<T>(written: readonly { pattern: string; value: T }[]): PatternIndex<T> {
  const byFirst = new Map<number, Pattern<T>[]>();
  for (const { pattern, value } of written) {
    const steps = stepsOf(pattern);
    const needs = steps
      .slice(1)
      .filter(({ optional }) => !optional)
      .map(({ lists }) => [...lists])
      .reverse();
    for (const list of steps[0]!.lists) {
      const patterns = byFirst.get(list);
      if (patterns) patterns.push({ steps, needs, value });
      else byFirst.set(list, [{ steps, needs, value }]);
    }
  }
  // Without holes, for speed.
  return { byFirst: Array.from({ length: listsInUse() }, (_, list) => byFirst.get(list)) };
}

/** The same choice stands in many patterns; a set of its own for each would be much of what the rules take up. */
function shared(lists: readonly number[]): ReadonlySet<number> {
  const key = lists.join(' ');
  const known = sets.get(key);
  if (known) return known;
  const made = new Set(lists);
  sets.set(key, made);
  return made;
}
const sets = new Map<string, ReadonlySet<number>>();

function stepsOf(pattern: string): Step[] {
  const steps: Step[] = [];
  let before = { gap: 0, small: false };
  for (const part of pattern.replaceAll(/\|\s+/g, '|').split(/\s+/)) {
    const gap = gaps[part];
    if (gap) {
      before = gap;
      continue;
    }
    const optional = part.endsWith('?');
    const choices = (optional ? part.slice(0, -1) : part).split('|');
    const lists = choices.map((some) =>
      useList(some.startsWith('{') ? some.slice(1, -1) : `=${some.replaceAll('_', ' ')}`),
    );
    steps.push({ lists: shared(lists), optional, ...before });
    before = { gap: 0, small: false };
  }
  return steps;
}

export type Meanings = readonly (readonly Meaning[])[];

/**
 * Calls back for every place where a pattern matches, with its first and its last word, until the callback says that it is
 * enough. The gaps are short: bounded time for each.
 */
export function findPatterns<T>(
  { byFirst }: PatternIndex<T>,
  words: readonly PlainWord[],
  meanings: Meanings,
  found: (value: T, from: number, to: number) => 'enough' | undefined,
): void {
  const present = new Uint8Array(listsInUse());
  for (const some of meanings) for (const { list } of some) present[list] = 1;
  // Most patterns need a word that the letter has nowhere.
  const possible = new Map<number, readonly Pattern<T>[]>();
  for (let from = 0; from < words.length; from++)
    for (const { list, length } of meanings[from]!) {
      const patterns = byFirst[list];
      if (!patterns) continue;
      let tried = possible.get(list);
      if (!tried) {
        tried = patterns.filter((pattern) => isPossible(pattern, present));
        possible.set(list, tried);
      }
      for (const { steps, value } of tried) {
        const end = endOf(steps, 1, words, meanings, from + length);
        if (end >= 0 && found(value, from, end - 1) === 'enough') return;
      }
    }
}

function isPossible({ needs }: Pattern<unknown>, present: Uint8Array): boolean {
  for (const lists of needs) {
    let nth = 0;
    while (nth < lists.length && !present[lists[nth]!]) nth++;
    if (nth === lists.length) return false;
  }
  return true;
}

/** The place after the rest of the steps, -1 if they do not follow. */
function endOf(
  steps: readonly Step[],
  nth: number,
  words: readonly PlainWord[],
  meanings: Meanings,
  place: number,
): number {
  const step = steps[nth];
  if (!step) return place;
  for (let skipped = 0, at = place; at < words.length; skipped++, at++) {
    for (const { list, length } of meanings[at]!)
      if (step.lists.has(list)) {
        const end = endOf(steps, nth + 1, words, meanings, at + length);
        if (end >= 0) return end;
      }
    const { word } = words[at]!;
    if (skipped >= step.gap || word === SENTENCE_END || (step.small && !smallWords.has(word))) break;
  }
  return step.optional ? endOf(steps, nth + 1, words, meanings, place) : -1;
}
