/**
 * The lists of words as one tree, read word by word: what a place in a letter means. A list may take in another by `{name}`.
 */
import { spellings } from './spellings.ts';
import { wordsOfContext } from './words-of-context.ts';
import { wordsOfDying } from './words-of-dying.ts';
import { wordsOfMeans } from './words-of-means.ts';
import { wordsOfPeople } from './words-of-people.ts';
import { wordsOfViolence } from './words-of-violence.ts';

/** A list that a place in a letter belongs to, and how many words of the letter that takes. */
export interface Meaning {
  name: string;
  /** the list's number, for speed */
  list: number;
  length: number;
}

interface Branch {
  meanings: readonly Meaning[];
  /** null where no phrase goes on: most of them, and a map is large */
  next: Map<string, Branch> | null;
}

const lists: Readonly<Record<string, string>> = {
  ...wordsOfPeople,
  ...wordsOfDying,
  ...wordsOfMeans,
  ...wordsOfViolence,
  ...wordsOfContext,
};

/** For every spelling the usual one, for every other word of the lists itself. */
const known = new Map<string, readonly string[]>();
for (const [word, variants] of Object.entries(spellings))
  for (const variant of variants.split(' ')) known.set(variant, word.split(' '));

const NOTHING: readonly Meaning[] = [];
const tree = new Map<string, Branch>();

/** The usual spelling of a word, which may be two words, if any list has it. */
export const usualSpelling = (word: string): readonly string[] | undefined => known.get(word);

/** Makes a list readable by `meaningsAt` and gives its number; `=some phrase` is a list of that one phrase. */
export function useList(name: string): number {
  const number = used.get(name);
  if (number !== undefined) return number;
  used.set(name, used.size);
  for (const phrase of name.startsWith('=') ? [name.slice(1)] : phrasesOf(name)) plant(phrase, name, used.size - 1);
  return used.size - 1;
}
const used = new Map<string, number>();
export const listsInUse = (): number => used.size;

function phrasesOf(name: string): string[] {
  const list = lists[name];
  if (list === undefined) throw new Error(`no list of words is named ${name}`);
  return list
    .trim()
    .split(/,\s+/)
    .flatMap((phrase) => (phrase.startsWith('{') ? phrasesOf(phrase.slice(1, -1)) : [phrase]));
}

function plant(phrase: string, name: string, list: number): void {
  let branch: Branch = { meanings: NOTHING, next: tree };
  let length = 0;
  for (const word of phrase.split(' ').flatMap((written) => known.get(written) ?? [written])) {
    if (!known.has(word)) known.set(word, [word]);
    branch.next ??= new Map();
    let next = branch.next.get(word);
    if (!next) {
      next = { meanings: NOTHING, next: null };
      branch.next.set(word, next);
    }
    branch = next;
    length++;
  }
  if (!branch.meanings.some((known) => known.name === name))
    branch.meanings = [...branch.meanings, { name, list, length }];
}

/** All that the words from this place on mean, the longest first. */
export function meaningsAt(words: readonly { word: string }[], place: number): readonly Meaning[] {
  let found = NOTHING;
  let branch = tree.get(words[place]!.word);
  for (let at = place + 1; branch; at++) {
    if (branch.meanings.length > 0) found = found.length > 0 ? [...branch.meanings, ...found] : branch.meanings;
    const next: string | undefined = words[at]?.word;
    branch = next === undefined ? undefined : branch.next?.get(next);
  }
  return found;
}
