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

/** What hides behind stars: "b*nuh d*ri". */
// biome-ignore format: a list of words
const hiddenWords = [
  'bunuh', 'membunuh', 'bundir', 'diri', 'mati', 'gantung', 'silet', 'nyilet', 'sayat', 'nyawa', 'perkosa',
  'diperkosa', 'dilecehkan', 'dilecehin', 'pelecehan', 'bunuhdiri', 'pisau', 'racun', 'suicide', 'suicidal', 'kill',
  'die', 'dead', 'death', 'rape', 'raped', 'cutting', 'selfharm', 'self', 'harm', 'unalive', 'hidup', 'akhiri',
  'telanjang', 'meninggal',
];

/** Ordinary words, for speed; letters spelled out one by one; words with signs inside; ends of sentences; quotation marks. */
const pieces =
  /[a-zA-Z]{2,}(?=[\s,])|((?<![\p{L}\p{N}])[\p{L}\p{N}*](?:[ ._*-]{1,3}[\p{L}\p{N}*](?![\p{L}\p{N}*'])){3,})|[\p{L}\p{M}\p{N}@$*'’`´]+(?:[._-][\p{L}\p{N}]+)*|[.!?…;]+|\n\s*|["“”«»]/gu;

/** Digits and signs that stand for letters, inside of words that have letters too. */
const standIns: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's' };

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
    else if (!/[._-]/.test(piece)) for (const word of wordsOf(piece)) add(word);
    else
      for (const { part, at, length } of partsOf(piece))
        for (const word of wordsOf(part)) words.push({ word, start: start + at, end: start + at + length, quoted });
  }
  return words;
}

/** "mati-matian" are two words, "ma-ti" is one. */
function partsOf(piece: string): { part: string; at: number; length: number }[] {
  const joined = piece.replace(/[._-]/g, '').toLowerCase();
  if (hiddenWords.includes(joined)) return [{ part: joined, at: 0, length: piece.length }];
  return [...piece.matchAll(/[^._-]+/g)].map(({ 0: part, index }) => ({ part, at: index, length: part.length }));
}

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
  const small = written.toLowerCase();
  const known = usualSpelling(small);
  if (known) return known;
  const word = repaired(small);
  return usualSpelling(word) ?? withoutEnding(word) ?? [small];
}

function repaired(word: string): string {
  if (isOrdinary(word)) return word;
  const letters = word.normalize('NFKD').replace(/\p{M}|['’`´]/gu, '');
  const doubled = letters.replace(/^(\p{L}{3,})2(?=\p{L}*$)/u, '$1'); // "mukul2"
  const read = /\p{L}/u.test(doubled) ? doubled.replace(/[013457@$]/g, (sign) => standIns[sign] ?? sign) : doubled;
  if (read.includes('*') && /[a-z]/.test(read)) return hiddenWords.find((hidden) => couldBe(read, hidden)) ?? read;
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

function couldBe(masked: string, word: string): boolean {
  if (masked.length !== word.length) return false;
  for (let at = 0; at < word.length; at++) if (masked[at] !== '*' && masked[at] !== word[at]) return false;
  return true;
}

function withoutEnding(word: string): readonly string[] | undefined {
  if (word.length < 5) return undefined;
  if (word.endsWith(endingOfMine)) {
    const base = usualSpelling(word.slice(0, -endingOfMine.length));
    if (base) return [...base, 'aku'];
  }
  const ending = emptyEndings.find((some) => word.endsWith(some));
  const base = ending && usualSpelling(word.slice(0, -ending.length));
  if (base) return base;
  const rest = word.startsWith(beginningOfMine) ? usualSpelling(word.slice(beginningOfMine.length)) : undefined;
  return rest && ['aku', ...rest];
}
