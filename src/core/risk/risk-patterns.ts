/**
 * Patterns of plain words as regular expressions, found by how a word begins: a letter has hundreds of words, the rules have
 * thousands, and hardly any word of a harmless letter begins like one of theirs.
 */
import { wordGroups } from './risk-words.ts';

/** `{name}` and `_` of a pattern spelled out; see risk-words.ts. A pattern's blanks are single, as those of a line of words are. */
export function spellOut(pattern: string): string {
  return pattern
    .replace(/\{(\w+)\}/g, (whole, name: string) => (name in wordGroups ? `(${spellOut(wordGroups[name]!)})` : whole))
    .replaceAll(' _ ', '( [^ .]+){0,3} ');
}

export interface PatternIndex<T> {
  /** What matches at this place, where a word of the line begins. */
  matchesAt(line: string, place: number): { value: T; length: number }[];
}

const BEGINNING = 4;
/** Stands for whatever cannot be told from the pattern. */
const ANY = '\0';

export function indexPatterns<T>(patterns: readonly { pattern: string; value: T }[]): PatternIndex<T> {
  const byBeginning = new Map<string, { value: T; find: RegExp }[]>();
  for (const { pattern, value } of patterns) {
    const source = spellOut(pattern);
    const entry = { value, find: new RegExp(`(?:${source})(?= )`, 'y') };
    for (const beginning of new Set([...beginningsOf(source)].map(known)))
      byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), entry]);
  }
  return {
    matchesAt(line, place) {
      const found: { value: T; length: number }[] = [];
      for (let length = 0; length <= BEGINNING; length++)
        for (const { value, find } of byBeginning.get(line.slice(place, place + length)) ?? []) {
          find.lastIndex = place;
          const match = find.exec(line);
          if (match) found.push({ value, length: match[0].length });
        }
      return found;
    },
  };
}

const known = (beginning: string): string => beginning.split(ANY)[0]!;

/** The first characters of all that the expression can match, the blank behind its last word among them. */
function beginningsOf(source: string): Set<string> {
  let at = 0;

  function alternatives(): Set<string> {
    let all = sequence();
    while (source[at] === '|') {
      at++;
      all = all.union(sequence());
    }
    return all;
  }

  function sequence(): Set<string> {
    let begun = new Set(['']);
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const next = piece();
      begun = new Set(
        [...begun].flatMap((start) => (isFull(start) ? [start] : [...next].map((more) => cut(start + more)))),
      );
    }
    return begun;
  }

  function piece(): Set<string> {
    const one = onePiece();
    const sign = /^(?:[?*+]|\{\d+,\d+\})/.exec(source.slice(at))?.[0] ?? '';
    at += sign.length;
    return sign !== '' && sign !== '+' ? one.union(new Set([''])) : one;
  }

  function onePiece(): Set<string> {
    const char = source[at++]!;
    if (char === '(') {
      if (source.startsWith('?:', at)) at += 2;
      const inside = alternatives();
      at++;
      return inside;
    }
    if (char === '[') {
      at = source.indexOf(']', at) + 1;
      return new Set([ANY]);
    }
    if (char === '\\') {
      at++;
      return new Set([ANY]);
    }
    return new Set([char]);
  }

  return new Set([...alternatives()].map((start) => cut(`${start} `)));
}

const cut = (start: string): string => start.slice(0, BEGINNING);
const isFull = (start: string): boolean => start.length === BEGINNING;
