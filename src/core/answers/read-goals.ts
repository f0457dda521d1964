/** How close the konseli says to be to each goal, read out of a reply. */
import type { MailLine } from './mail-lines.ts';
import { readLabelled } from './read-labelled.ts';

/** 0 to 10, by the number of the goal */
export type GoalRatings = Readonly<Record<string, number>>;

/** @returns null where no number is an answer */
export function readGoals(lines: readonly MailLine[]): GoalRatings | null {
  const ratings = readLabelled(lines, 'T', 9);
  return ratings.size ? Object.fromEntries(ratings) : null;
}
