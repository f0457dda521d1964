/** What a konseli's answers say of the work together, as the case shows it: the numbers in time, the last words, an open question. */
import type { Goal } from '../core/answers/questions.ts';
import type { RuptureSign } from '../core/answers/rupture.ts';
import type { Key } from '../crypto/seal.ts';
import type { Reader } from '../db/database.ts';
import { standingGoals } from './goals.ts';
import { type StandingAnswers, standingAnswers } from './keep-answers.ts';
import type { CaseRow } from './lock-case.ts';
import { readOpenRupture } from './settle-rupture.ts';

export interface Relationship {
  /** those that stand */
  goals: Goal[];
  /** in the order of their letters */
  answers: StandingAnswers[];
  /** null: nothing asks for a look */
  rupture: { sign: RuptureSign; at: Date; letterId: string | null } | null;
  /** asked in a letter of ours, and not answered yet; consent stands elsewhere */
  asking: readonly string[];
}

/** @param key of the letters; null where the case was erased */
export async function readRelationship(db: Reader, key: Key | null, kasus: CaseRow): Promise<Relationship> {
  const answers = key ? await standingAnswers(db, key, kasus.id) : [];
  const open = await readOpenRupture(db, kasus.id);
  return {
    goals: await standingGoals(db, key, kasus.id),
    answers,
    rupture: open
      ? {
          sign: open.sign,
          at: open.raised_at,
          letterId: answers.find(({ id }) => id === open.answers_id)?.messageId ?? null,
        }
      : null,
    asking: kasus.asking.filter((asked) => asked !== 'consent'),
  };
}
