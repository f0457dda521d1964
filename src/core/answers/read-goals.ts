/** How close the konseli says to be to each goal, read out of a reply: behind "T1. …:" where the letter asked, or as "T1 6, T2 8". */
import type { MailLine } from './mail-lines.ts';
import { readScore, SCORE } from './score.ts';

/** 0 to 10, by the number of the goal */
export type GoalRatings = Readonly<Record<string, number>>;

const LABEL = /^[^\p{L}\p{N}]*T(?<position>[1-9])\s*[.):=-]?\s*(?<words>.*)$/iu;
const SHORT = new RegExp(`(?<![\\p{L}\\p{N}])T(?<position>[1-9])\\s*(?:[.):=-]|nya)?\\s*(?=${SCORE})`, 'giu');
/** How many lines a mail program may make of one goal. */
const MOST_LINES = 6;

/** @returns null where no number is an answer */
export function readGoals(lines: readonly MailLine[]): GoalRatings | null {
  const ratings = new Map<string, number>();
  for (const [at, line] of lines.entries()) {
    if (line.age > 1) continue;
    for (const [position, value] of line.own ? shortIn(line.words) : []) ratings.set(position, value);
    const found = behindGoal(lines, at);
    if (found && !ratings.has(found[0])) ratings.set(...found);
  }
  return ratings.size ? Object.fromEntries(ratings) : null;
}

function shortIn(words: string): [string, number][] {
  return [...words.matchAll(SHORT)].flatMap((label): [string, number][] => {
    const value = readScore(words.slice(label.index + label[0].length), true)?.value;
    return value == null ? [] : [[label.groups!.position!, value]];
  });
}

/** The words of the goal stand between its number and the colon; they may be broken over lines, and hold a colon themselves. */
function behindGoal(lines: readonly MailLine[], at: number): [string, number] | null {
  const { position, words } = LABEL.exec(lines[at]!.words)?.groups ?? {};
  if (!position || words === undefined) return null;
  let text = words;
  for (let next = at + 1; next < at + MOST_LINES && !/:\s*\S+[^:]*$/.test(text); next++) {
    const line = lines[next];
    if (!line || LABEL.test(line.words) || (line.depth !== lines[at]!.depth && !line.own)) break;
    text = `${text} ${line.words}`.trim();
  }
  const value = readScore(text.slice(text.lastIndexOf(':') + 1), false)?.value;
  return text.includes(':') && value != null ? [position, value] : null;
}
