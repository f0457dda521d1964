/** Numbers behind labels of ours, read out of a reply: behind "T1. …:" where the letter asked, or as "T1 6, T2 8". */
import type { MailLine } from './mail-lines.ts';
import { readScore, SCORE } from './score.ts';

/** How many lines a mail program may make of one question. */
const MOST_LINES = 6;

/**
 * @param label what stands before the number of each, one letter
 * @param most the highest number
 * @returns the numbers 0 to 10 that were given, by the number of their label
 */
export function readLabelled(lines: readonly MailLine[], label: string, most: number): Map<string, number> {
  const { begins, short } = patternsOf(label);
  const given = new Map<string, number>();
  for (const [at, line] of lines.entries()) {
    if (line.age > 1) continue;
    for (const [position, value] of line.own ? shortIn(line.words, short) : []) given.set(position, value);
    const found = behindQuestion(lines, at, begins);
    if (found && !given.has(found[0])) given.set(...found);
  }
  for (const position of given.keys()) if (Number(position) > most) given.delete(position);
  return given;
}

const patternsOf = (label: string) => ({
  begins: new RegExp(`^[^\\p{L}\\p{N}]*${label}(?<position>[1-9]\\d?)\\s*[.):=-]?\\s*(?<words>.*)$`, 'iu'),
  short: new RegExp(
    `(?<![\\p{L}\\p{N}])${label}(?<position>[1-9]\\d?)(?!\\d)\\s*(?:[.):=-]|nya)?\\s*(?=${SCORE})`,
    'giu',
  ),
});

function shortIn(words: string, short: RegExp): [string, number][] {
  return [...words.matchAll(short)].flatMap((label): [string, number][] => {
    const value = readScore(words.slice(label.index + label[0].length), true)?.value;
    return value == null ? [] : [[label.groups!.position!, value]];
  });
}

/** The words stand between the label and the colon; they may be broken over lines, and hold a colon themselves. */
function behindQuestion(lines: readonly MailLine[], at: number, begins: RegExp): [string, number] | null {
  const { position, words } = begins.exec(lines[at]!.words)?.groups ?? {};
  if (!position || words === undefined) return null;
  let text = words;
  for (let next = at + 1; next < at + MOST_LINES && !/:\s*\S+[^:]*$/.test(text); next++) {
    const line = lines[next];
    if (!line || begins.test(line.words) || (line.depth !== lines[at]!.depth && !line.own)) break;
    text = `${text} ${line.words}`.trim();
  }
  const value = readScore(text.slice(text.lastIndexOf(':') + 1), false)?.value;
  return text.includes(':') && value != null ? [position, value] : null;
}
