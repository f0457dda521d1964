/**
 * Reads what a konseli answered to the questions of our letters, out of replies as people write them: behind or below the quoted
 * question, above it by number, as a row of numbers, in words, in part, changed halfway. What is left unclear counts as not given:
 * a number that nobody gave is worse than one that a person reads in the letter.
 */
import { findQuestions } from './find-questions.ts';
import { mailLines } from './mail-lines.ts';
import type { Asked } from './questions.ts';
import { type Evaluation, readEvaluation } from './read-evaluation.ts';
import { type GoalRatings, readGoals } from './read-goals.ts';
import { type Pulse, readPulse } from './read-pulse.ts';
import { readSatisfaction, type Satisfaction } from './read-satisfaction.ts';

export interface Answers {
  pulse: Pulse | null;
  evaluation: Evaluation | null;
  /** only where the letter asked for them */
  goals: GoalRatings | null;
  /** only where the letter asked for it, and something was answered */
  satisfaction?: Satisfaction;
}

/**
 * @param text the whole readable text of a mail, quotes included
 * @param asked what the letter that it answers had asked, where that is known; a mail that repeats our questions shows it by itself
 */
export function readAnswers(text: string, asked: readonly Asked[] = []): Answers {
  const lines = mailLines(text.slice(0, LONGEST));
  const questions = findQuestions(lines);
  const satisfaction = asked.includes('satisfaction') ? readSatisfaction(lines) : null;
  return {
    // "1. 4, 2. 3 …" below a sheet of satisfaction answers that sheet alone
    pulse: satisfaction && !asked.includes('pulse') ? null : readPulse(lines, questions, asked.includes('pulse')),
    evaluation: readEvaluation(lines, questions, asked.includes('evaluation')),
    goals: asked.includes('goals') ? readGoals(lines) : null,
    ...(satisfaction && { satisfaction }),
  };
}

/** characters; answers stand in the letter or in the quote of the last one */
const LONGEST = 60_000;
