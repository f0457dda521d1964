/** A person sets right what the program read in a konseli's letter, or writes down what it did not find there. */
import { record } from '../audit/record.ts';
import { evaluationQuestions, pulseQuestions } from '../core/answers/questions.ts';
import type { Answers } from '../core/answers/read-answers.ts';
import type { Person } from '../core/policy.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Tx } from '../db/database.ts';
import { accessCase } from './case-access.ts';
import { keepAnswers } from './keep-answers.ts';
import { letterOfCase } from './letter-of-case.ts';

export type Corrected =
  | { corrected: true }
  | { refused: 'not_found' | 'needs_reason' | 'closed' | 'no_such_letter' | 'answer_out_of_range' | 'remark_too_long' };

const LONGEST_WORDS = 2000;

/** @param wish.given numbers from 0 to 10 and words; what is null was not given */
export async function correctAnswers(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  wish: { messageId: string; given: Answers },
  now: Date,
): Promise<Corrected> {
  const found = await accessCase(tx, person, code, 'record', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  const letter = await letterOfCase(tx, kasus.id, wish.messageId);
  if (letter?.direction !== 'in') return { refused: 'no_such_letter' };
  const { pulse, goals, evaluation } = wish.given;
  const numbers = [...pulseQuestions.map(({ item }) => pulse?.[item] ?? null), ...Object.values(goals ?? {})];
  if (!numbers.every(isScoreOrNothing)) return { refused: 'answer_out_of_range' };
  if (evaluationQuestions.some(({ item }) => (evaluation?.[item]?.length ?? 0) > LONGEST_WORDS))
    return { refused: 'remark_too_long' };
  const key = await vault.key(tx, 'letters', kasus.id);
  const kept = { messageId: letter.id, given: wish.given, by: person.id, at: now };
  await record(tx, ...(await keepAnswers(tx, kasus, key, kept)));
  return { corrected: true };
}

const isScoreOrNothing = (value: number | null): boolean => value === null || (value >= 0 && value <= 10);
