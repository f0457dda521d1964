/**
 * A letter as plain words, each with its place in the text: lower-case, stretched letters shortened ("capeeek"), letters that stand
 * apart joined ("m a t i"), digits and signs read as the letters they stand for ("m4ti", "b*nuh"). A sentence's end is a word of its own.
 */
import { hiddenWords } from './risk-words.ts';

export interface PlainWord {
  word: string;
  /** in the text; the end is the place after the last character */
  start: number;
  end: number;
  /** stands within quotation marks */
  quoted: boolean;
}

export const SENTENCE_END = '.';

/** What is looked at as one word: letters, and what people write between letters so that a filter does not see it. */
const pieces =
  /[\p{L}\p{M}\p{N}@$*'’`´]+(?:[._-](?=\p{L}(?:[^\p{L}]|$))\p{L})*|[.!?\n…]+|["“”«»]|\p{Extended_Pictographic}/gu;

/** Digits and signs that stand for letters, inside of words that have letters too. */
const standIns: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's' };

export function plainWords(text: string): PlainWord[] {
  const words: PlainWord[] = [];
  let quoted = false;
  for (const { 0: piece, index: start } of text.matchAll(pieces)) {
    const end = start + piece.length;
    if (/^["“”«»]$/.test(piece)) quoted = !quoted;
    else if (/^[.!?\n…]/.test(piece)) {
      if (piece.includes('\n\n')) quoted = false;
      words.push({ word: SENTENCE_END, start, end, quoted });
    } else words.push({ word: plainWord(piece), start, end, quoted });
  }
  return joinSpelledOut(words);
}

function plainWord(piece: string): string {
  const small = piece.toLowerCase();
  if (/^[a-z]+$/.test(small) && !/(.)\1$|(.)\2\2/.test(small)) return small; // most are
  const letters = piece
    .normalize('NFKD')
    .replace(/\p{M}|['’`´]/gu, '')
    .toLowerCase();
  const read = /\p{L}/u.test(letters) ? letters.replace(/[013457@$]/g, (sign) => standIns[sign] ?? sign) : letters;
  const short = read
    .replace(/[._-]/g, '')
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .replace(/([aiueo])\1+$/, '$1');
  return short.includes('*') ? (hiddenWords.find((word) => couldBe(short, word)) ?? short) : short;
}

const couldBe = (masked: string, word: string) =>
  masked.length === word.length && [...masked].every((sign, n) => sign === '*' || sign === word[n]);

/** "m a t i" → "mati": at least four letters that stand alone, one after the other. */
function joinSpelledOut(words: readonly PlainWord[]): PlainWord[] {
  const joined: PlainWord[] = [];
  for (let at = 0; at < words.length; ) {
    let to = at;
    while (to < words.length && words[to]!.word.length === 1 && /\p{L}/u.test(words[to]!.word)) to++;
    if (to - at < 4) joined.push(words[at++]!);
    else {
      const some = words.slice(at, to);
      joined.push({ ...some[0]!, word: some.map(({ word }) => word).join(''), end: some.at(-1)!.end });
      at = to;
    }
  }
  return joined;
}
