/**
 * A letter as plain words, each with its place in the text: lower-case, in the usual spelling, stretched letters shortened
 * ("capeeek"), letters that stand apart joined ("m a t i"), digits and signs read as the letters they stand for ("m4ti", "b*nuh").
 * Two words may have one place ("hidupku"). A sentence's end is a word of its own.
 */
import { usualSpelling } from './lexicon.ts';
import { beginningOfMine, emptyEndings, endingOfMine } from './spellings.ts';

export interface PlainWord {
  word: string;
  /** in the text; the end is the place after the last character */
  start: number;
  end: number;
  /** stands within quotation marks */
  quoted: boolean;
}

export const SENTENCE_END = '.';

/** What is longer, stretched letters and all, is no word: an address, or something encoded. */
const LONGEST = 60;
/** Of words that are cut out of a row of letters. */
const LONGEST_IN_ROW = 14;

/** What hides behind signs: "b*nuh d!r1", "bvndir". */
// biome-ignore format: a list of words
const hiddenWords = [
  'bunuh', 'membunuh', 'bundir', 'diri', 'mati', 'gantung', 'silet', 'nyilet', 'sayat', 'nyawa', 'perkosa',
  'diperkosa', 'dilecehkan', 'dilecehin', 'pelecehan', 'bunuhdiri', 'pisau', 'racun', 'suicide', 'suicidal', 'kill',
  'die', 'dead', 'death', 'rape', 'raped', 'cutting', 'selfharm', 'self', 'harm', 'unalive', 'hidup', 'akhiri',
  'telanjang', 'meninggal', 'kms', 'ctb', 'killing', 'killed', 'dying', 'overdose', 'racun', 'tali', 'lompat', 'loncat',
  'terjun', 'jembatan', 'jump', 'hang', 'hanging', 'rope', 'knife', 'pills', 'lelah', 'molested', 'abused',
];
const hiddenByLength = Map.groupBy(hiddenWords, ({ length }) => length);

/** Ordinary words, for speed; letters spelled out one by one; words with signs inside; ends of sentences; quotation marks. */
const pieces =
  /[a-zA-Z]{2,}(?=[\s,])|((?<![\p{L}\p{N}])[\p{L}\p{N}*](?:[ ._*-]{1,3}[\p{L}\p{N}*](?![\p{L}\p{N}*'])){3,})|[\p{L}\p{M}\p{N}@$*'’`´\u00AD\u200B-\u200D\u2060]+(?:[._#!|%+-][\p{L}\p{N}@$*]+)*|[.!?…;]+|\n\s*|["“”«»]/gu;

/** Digits and signs that stand for letters, inside of words that have letters too. */
const standIns: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's' };
/** What else they may stand for, where the word behind them is one of those that people hide. */
// biome-ignore format: a table
const disguises: Readonly<Record<string, string>> = {
  0: 'o', 1: 'il', 3: 'e', 4: 'a', 5: 's', 6: 'gb', 7: 't', 8: 'b', 9: 'g', '@': 'a', $: 's', '!': 'il', '|': 'il', '+': 't', v: 'u',
};
const ANY_LETTER = '*#%';
/** Letters of other scripts that look like Latin ones, and signs without any width. */
// biome-ignore format: a table
const lookalikes: Readonly<Record<string, string>> = {
  а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', у: 'u', х: 'x', і: 'i', к: 'k', м: 'm', т: 't', н: 'h', ѕ: 's', ԁ: 'd', ı: 'i',
  '\u00AD': '', '\u200B': '', '\u200C': '', '\u200D': '', '\u2060': '',
};

export function plainWords(text: string): PlainWord[] {
  const words: PlainWord[] = [];
  let quoted = false;
  pieces.lastIndex = 0;
  for (let match = pieces.exec(text); match; match = pieces.exec(text)) {
    const start = match.index;
    const piece = match[0];
    const end = start + piece.length;
    const first = piece[0]!;
    const known = usualSpelling(piece);
    if (known) {
      for (const word of known) words.push({ word, start, end, quoted });
      continue;
    }
    const add = (word: string) => words.push({ word, start, end, quoted });
    if ('"“”«»'.includes(first)) quoted = !quoted;
    else if (first === '\n') {
      // A line that goes on small is the same sentence: mail breaks lines at 72 characters.
      if (piece.indexOf('\n', 1) > 0 || !/\p{Ll}/u.test(text[end] ?? '')) {
        quoted = false;
        add(SENTENCE_END);
      }
    } else if ('.!?…;'.includes(first)) add(SENTENCE_END);
    else if (match[1] !== undefined) for (const word of spelledOut(piece)) add(word);
    else if (text[end] === '!' && isDisguised(`${piece}!`)) {
      // "m@t!"
      for (const word of wordsOf(`${piece}!`)) words.push({ word, start, end: end + 1, quoted });
      pieces.lastIndex = end + 1;
    } else if (!/[._#!|%+-]/.test(piece)) for (const word of wordsOf(piece)) add(word);
    else
      for (const { part, at, length } of partsOf(piece))
        for (const word of wordsOf(part)) words.push({ word, start: start + at, end: start + at + length, quoted });
  }
  return words;
}

/** "mati-matian" are two words, "ma-ti" and "m#ti" are one; "mati!Aku" are two sentences. */
function partsOf(piece: string): { part: string; at: number; length: number }[] {
  const joined = piece.replace(/[._-]/g, '').toLowerCase();
  const hidden = hiddenWords.includes(joined) ? joined : behindSigns(joined);
  if (hidden) return [{ part: hidden, at: 0, length: piece.length }];
  return [...piece.matchAll(/[^._#!|%+-]+|!/g)].map(({ 0: part, index }) => ({ part, at: index, length: part.length }));
}

const isDisguised = (piece: string): boolean => piece.length > 2 && behindSigns(piece.toLowerCase()) !== undefined;

/** "b u n u h  d i r i": words are told apart by wider gaps, or by what is known. */
function spelledOut(piece: string): readonly string[] {
  return piece.split(/ {2,}/).flatMap((some) => {
    const joined = some.replace(/[ ._-]/g, '');
    const word = wordsOf(joined);
    return usualSpelling(word[0]!) ? word : cutUp(joined.toLowerCase());
  });
}

function cutUp(letters: string): string[] {
  const words: string[] = [];
  for (let at = 0; at < letters.length; ) {
    let length = Math.min(LONGEST_IN_ROW, letters.length - at);
    while (length > 1 && !usualSpelling(wordsOf(letters.slice(at, at + length))[0]!)) length--;
    words.push(...wordsOf(letters.slice(at, at + length)));
    at += length;
  }
  return words;
}

/** The plain word or words of what is written as one. */
function wordsOf(written: string): readonly string[] {
  if (written.length > LONGEST) return [written];
  if (written === '!') return [SENTENCE_END];
  const small = written.toLowerCase();
  const known = usualSpelling(small);
  if (known) return known;
  if (isOrdinary(small) && !small.includes('v')) return withoutEnding(small) ?? [small];
  const hidden = behindSigns(small);
  if (hidden) return usualSpelling(hidden) ?? [hidden];
  const word = repaired(small);
  // "tangannya" has no letter too many
  return usualSpelling(word) ?? withoutEnding(small) ?? withoutEnding(word) ?? [small];
}

function repaired(word: string): string {
  const letters = latinOf(word).replace(/['’`´]/g, '');
  const doubled = letters.replace(/^(\p{L}{3,})2(?=\p{L}*$)/u, '$1'); // "mukul2"
  const read = /\p{L}/u.test(doubled) ? doubled.replace(/[013457@$]/g, (sign) => standIns[sign] ?? sign) : doubled;
  const short = read.replace(/(\p{L})\1{2,}/gu, '$1');
  return usualSpelling(short) ? short : short.replace(/(\p{L})\1/gu, '$1');
}

/** Small Latin letters, none of them twice in a row: most words, so this must be fast. */
function isOrdinary(word: string): boolean {
  let last = 0;
  for (let at = 0; at < word.length; at++) {
    const letter = word.charCodeAt(at);
    if (letter < 97 || letter > 122 || letter === last) return false;
    last = letter;
  }
  return true;
}

const latinOf = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z]/g, (sign) => lookalikes[sign] ?? sign);

/** The word that a piece with signs, or with a v for a u, stands for. */
function behindSigns(small: string): string | undefined {
  const masked = latinOf(small);
  if (!/[a-z]/.test(masked)) return undefined;
  return hiddenByLength.get(masked.length)?.find((hidden) => couldBe(masked, hidden));
}

function couldBe(masked: string, word: string): boolean {
  for (let at = 0; at < word.length; at++) {
    const sign = masked[at]!;
    if (sign !== word[at] && !ANY_LETTER.includes(sign) && !disguises[sign]?.includes(word[at]!)) return false;
  }
  return true;
}

function withoutEnding(word: string): readonly string[] | undefined {
  if (word.length < 5) return undefined;
  if (word.endsWith(endingOfMine)) {
    const base = usualSpelling(word.slice(0, -endingOfMine.length));
    if (base) return [...base, 'aku'];
  }
  for (const ending of emptyEndings)
    if (word.endsWith(ending)) {
      const base = usualSpelling(word.slice(0, -ending.length));
      if (base) return base;
    }
  const rest = word.startsWith(beginningOfMine) ? usualSpelling(word.slice(beginningOfMine.length)) : undefined;
  return rest && ['aku', ...rest];
}
