/** What a konseli answered to the items of an instrument, read out of a reply as people write them. */
import { mailLines } from '../answers/mail-lines.ts';
import { readLabelled } from '../answers/read-labelled.ts';
import { readScore, SCORE } from '../answers/score.ts';
import type { Instrument, ItemAnswers } from './instrument.ts';
import { ITEM_LABEL } from './instrument-block.ts';

/** characters; answers stand in the letter or in the quote of the last one */
const LONGEST = 60_000;

/**
 * @param text the whole readable text of a mail, quotes included
 * @returns null where no number is an answer
 */
export function readItems(text: string, { items, scale }: Pick<Instrument, 'items' | 'scale'>): ItemAnswers | null {
  const lines = mailLines(text.slice(0, LONGEST));
  const own = lines.filter((line) => line.own).map(({ words }) => words);
  const labelled = readLabelled(lines, ITEM_LABEL, items.length);
  const given = labelled.size ? [...labelled] : inARow(own, items.length);
  const answers = given.filter(([, value]) => Number.isInteger(value) && value >= scale.least && value <= scale.most);
  return answers.length ? Object.fromEntries(answers) : null;
}

/** "2 3 1 0 2": as many numbers as items, and nothing else in the line. Fewer than three may be chance. */
function inARow(own: readonly string[], count: number): [string, number][] {
  if (count < 3) return [];
  const row = new RegExp(`^(?:${SCORE}(?:\\s*[,;/|–-]\\s*|\\s+|$)){${count}}$`, 'iu');
  const found = own.find((words) => words.length < 12 * count && row.test(words.replace(/,(?=\S)/g, ', ')));
  const scores = found?.replace(/,(?=\S)/g, ', ').match(new RegExp(SCORE, 'giu')) ?? [];
  return scores.flatMap((score, n): [string, number][] => {
    const value = readScore(score, true)?.value;
    return value == null ? [] : [[`${n + 1}`, value]];
  });
}
