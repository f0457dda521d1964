/**
 * The konseli's answer to a letter of referral: read out of a letter of theirs, or written down by a person who read it. It is
 * about one wording. A no, or a wish for change, counts at once: what has not left comes back, what has is not read any more.
 */
import { type Happening, record } from '../audit/record.ts';
import { letterOfCase } from '../cases/letter-of-case.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import { readReferralAnswer } from '../core/answers/read-referral-answer.ts';
import type { Person } from '../core/policy.ts';
import { afterAnswer, ended, type KonseliAnswer } from '../core/referral.ts';
import { newId, type Reader, type Tx } from '../db/database.ts';
import { voidLinks } from './links.ts';
import {
  accessReferral,
  hashOf,
  moveReferral,
  type Referral,
  type Refused,
  standingReferral,
} from './standing-referral.ts';

export interface GivenAnswer {
  messageId: string;
  answer: KonseliAnswer;
  /** null: the program read it */
  by: number | null;
  at: Date;
}

/**
 * What a letter says of the referral the konseli was asked about; null where nothing was asked.
 * @param failed the sender did not pass the check of our mail server: a yes from there is for a person to believe
 */
export async function referralAnswerIn(
  db: Reader,
  kasus: CaseRow,
  letter: { text: string; failed: boolean },
): Promise<KonseliAnswer | null> {
  if (!kasus.referral_asked) return null;
  const standing = await standingAnswer(db, kasus.referral_asked);
  const said = readReferralAnswer(letter.text, standing?.answer === 'yes');
  return said === 'yes' && letter.failed ? null : said;
}

/** The case must be locked by the caller, who records what is returned. */
export async function keepKonseliAnswer(tx: Tx, kasus: CaseRow, given: GivenAnswer): Promise<Happening[]> {
  const referral = await standingReferral(tx, kasus.id);
  if (!referral || ended(referral.row.state)) return [];
  const { row, text } = referral;
  // A letter that crossed another wording answers the one before.
  if (given.answer === 'yes' && !answersOurs(referral, given.messageId)) return [];
  await tx
    .updateTable('referral_answers')
    .set({ withdrawn_at: given.at })
    .where('text_id', '=', text.id)
    .where('withdrawn_at', 'is', null)
    .execute();
  await tx
    .insertInto('referral_answers')
    .values({
      id: newId(),
      case_id: kasus.id,
      referral_id: row.id,
      text_id: text.id,
      text_hash: hashOf(text),
      answer: given.answer,
      message_id: given.messageId,
      recorded_by: given.by,
      recorded_at: given.at,
    })
    .execute();
  const state = afterAnswer(row.state, given.answer);
  const over = ended(state);
  if (state !== row.state) await moveReferral(tx, row, state, over ? { ended_at: given.at } : {});
  if (over) await voidLinks(tx, row.id, given.at);
  if (over) await tx.updateTable('cases').set({ referral_asked: null }).where('id', '=', kasus.id).execute();
  const actor = given.by === null ? ('system' as const) : { staff: given.by };
  const data = { referral: row.id, version: text.version, said: given.answer, letter: given.messageId, state };
  return [{ actor, kind: 'referral.answered', caseId: kasus.id, data }];
}

/** Ids are UUIDs of version 7: what came later has the greater one. */
const answersOurs = ({ text }: Referral, messageId: string): boolean =>
  text.asked_id !== null && messageId > text.asked_id;

const standingAnswer = (db: Reader, textId: string) =>
  db
    .selectFrom('referral_answers')
    .select('answer')
    .where('text_id', '=', textId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();

export type WrittenAnswer = { kept: KonseliAnswer } | Refused | { refused: 'no_such_letter' | 'not_asked_yet' };

/** A person writes down what a letter of the konseli says. */
export async function writeKonseliAnswer(
  tx: Tx,
  person: Person,
  code: string,
  wish: { answer: KonseliAnswer; messageId: string },
  now: Date,
): Promise<WrittenAnswer> {
  const found = await accessReferral(tx, person, code, 'refer', now);
  if ('refused' in found) return found;
  const { kasus, referral } = found;
  const letter = await letterOfCase(tx, kasus.id, wish.messageId);
  if (letter?.direction !== 'in') return { refused: 'no_such_letter' };
  if (wish.answer === 'yes' && !answersOurs(referral, letter.id)) return { refused: 'not_asked_yet' };
  const given = { messageId: letter.id, answer: wish.answer, by: person.id, at: now };
  await record(tx, ...(await keepKonseliAnswer(tx, kasus, given)));
  return { kept: wish.answer };
}
