/** The goals of a case: one to three, in the konseli's words, each rated in letters as the work goes on. */
import { record } from '../audit/record.ts';
import type { Goal } from '../core/answers/questions.ts';
import type { Person } from '../core/policy.ts';
import { type Key, openText, seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Reader, type Tx } from '../db/database.ts';
import { accessCase } from './case-access.ts';
import { keepAnswers, standingAnswers } from './keep-answers.ts';
import { letterOfCase } from './letter-of-case.ts';

/** More than three are none. */
export const MOST_GOALS = 3;
const MOST_NUMBERS = 9;
const LONGEST_WORDS = 200;

/** Those that stand, in the order in which they were made; none where the case was erased. */
export async function standingGoals(db: Reader, letters: Key | null, caseId: string): Promise<Goal[]> {
  const rows = await db
    .selectFrom('goals')
    .select(['id', 'position', 'words_sealed'])
    .where('case_id', '=', caseId)
    .where('dropped_at', 'is', null)
    .orderBy('position')
    .execute();
  return rows.flatMap(({ id, position, words_sealed }) =>
    letters && words_sealed ? [{ position, words: openText(letters, 'goals.words', id, words_sealed) }] : [],
  );
}

export interface GoalWish {
  words: string;
  /** how close the konseli says to be, and the letter that says it; null: not told yet */
  rating: { value: number; messageId: string } | null;
}

type Refusal = 'not_found' | 'needs_reason' | 'closed';

export async function addGoal(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  wish: GoalWish,
  now: Date,
): Promise<
  | { position: number }
  | {
      refused:
        | Refusal
        | 'no_such_letter'
        | 'goal_without_words'
        | 'goal_too_long'
        | 'enough_goals'
        | 'answer_out_of_range';
    }
> {
  const found = await accessCase(tx, person, code, 'record', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  const words = wish.words.replace(/\s+/g, ' ').trim();
  if (!words) return { refused: 'goal_without_words' };
  if (words.length > LONGEST_WORDS) return { refused: 'goal_too_long' };
  const { rating } = wish;
  if (rating && !(rating.value >= 0 && rating.value <= 10)) return { refused: 'answer_out_of_range' };
  if (rating && (await letterOfCase(tx, kasus.id, rating.messageId))?.direction !== 'in')
    return { refused: 'no_such_letter' };
  const made = await tx
    .selectFrom('goals')
    .select(['position', 'dropped_at'])
    .where('case_id', '=', kasus.id)
    .orderBy('position')
    .execute();
  const position = (made.at(-1)?.position ?? 0) + 1;
  if (made.filter((goal) => !goal.dropped_at).length >= MOST_GOALS || position > MOST_NUMBERS)
    return { refused: 'enough_goals' };
  const id = newId();
  const key = await vault.key(tx, 'letters', kasus.id);
  const sealed = seal(key, 'goals.words', id, words);
  await tx
    .insertInto('goals')
    .values({ id, case_id: kasus.id, position, words_sealed: sealed, made_by: person.id, made_at: now })
    .execute();
  const rated = rating ? await rate(tx, key, kasus, person, position, rating, now) : [];
  const data = { goal: id, number: position };
  await record(tx, { actor: { staff: person.id }, kind: 'goal.made', caseId: kasus.id, data }, ...rated);
  return { position };
}

/** The letter may hold other answers; they stay. */
async function rate(
  tx: Tx,
  key: Key,
  kasus: Parameters<typeof keepAnswers>[1],
  person: Person,
  position: number,
  { value, messageId }: { value: number; messageId: string },
  now: Date,
) {
  const standing = (await standingAnswers(tx, key, kasus.id)).find((one) => one.messageId === messageId.toLowerCase());
  const given = {
    pulse: standing?.given.pulse ?? null,
    evaluation: standing?.given.evaluation ?? null,
    goals: { ...standing?.given.goals, [position]: value },
  };
  return keepAnswers(tx, kasus, key, { messageId: messageId.toLowerCase(), given, by: person.id, at: now });
}

/** It is asked no more; what was said of it stays readable. */
export async function dropGoal(
  tx: Tx,
  person: Person,
  code: string,
  position: number,
  now: Date,
): Promise<{ dropped: number } | { refused: Refusal | 'no_such_goal' }> {
  const found = await accessCase(tx, person, code, 'record', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  const dropped = await tx
    .updateTable('goals')
    .set({ dropped_at: now })
    .where('case_id', '=', kasus.id)
    .where('position', '=', position)
    .where('dropped_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!dropped) return { refused: 'no_such_goal' };
  const data = { goal: dropped.id, number: position };
  await record(tx, { actor: { staff: person.id }, kind: 'goal.dropped', caseId: kasus.id, data });
  return { dropped: position };
}
