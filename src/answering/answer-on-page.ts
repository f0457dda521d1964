/**
 * Answers given on the page behind a letter's link: kept exactly like those read from a reply, under the letter that asked. A
 * second answer replaces the first until somebody has looked at the case; after that the link is over.
 */
import { record } from '../audit/record.ts';
import { standingGoals } from '../cases/goals.ts';
import { keepAnswers } from '../cases/keep-answers.ts';
import { type CaseRow, lockCase } from '../cases/lock-case.ts';
import type { AskedInBlock } from '../core/answers/questions.ts';
import type { Answers } from '../core/answers/read-answers.ts';
import { hashOfToken, isToken } from '../crypto/link-token.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader, Tx } from '../db/database.ts';
import { onPage } from '../replies/answer-links.ts';

export interface AskedOnPage {
  asks: AskedInBlock[];
  /** numbers of the goals that stand; their words are the konseli's and stay in the letter */
  goals: number[];
  answeredBefore: boolean;
}

/** @returns null: unknown, too old, answered and looked at, paused or erased: all the same to whoever asks. Changes nothing. */
export async function readAsked(db: Reader, vault: Vault, token: string, now: Date): Promise<AskedOnPage | null> {
  const link = await findLink(db, token, now);
  return link ? askedBy(db, vault, link) : null;
}

/** @param given what was filled in; what was not asked is left out */
export async function answerOnPage(
  tx: Tx,
  vault: Vault,
  token: string,
  given: Answers,
  now: Date,
): Promise<{ kept: true } | { refused: 'gone' | 'nothing_given' }> {
  const found = await findLink(tx, token, now);
  const kasus = found && (await lockCase(tx, found.case_id));
  const link = kasus && (await findLink(tx, token, now)); // as it is now that the case is held
  if (!link || !kasus) return { refused: 'gone' };
  const asked = await askedBy(tx, vault, link);
  if (!asked) return { refused: 'gone' };
  const answers = askedOf(given, asked);
  if (!answers.pulse && !answers.goals && !answers.evaluation) return { refused: 'nothing_given' };
  const key = await vault.key(tx, 'letters', kasus.id);
  const happened = await keepAnswers(tx, kasus, key, {
    messageId: link.message_id,
    given: answers,
    onPage: true,
    by: null,
    at: now,
  });
  await putBeforeCounsellor(tx, kasus);
  await record(tx, ...happened);
  return { kept: true };
}

async function putBeforeCounsellor(tx: Tx, kasus: CaseRow): Promise<void> {
  if (kasus.stage === 'closed') return;
  await tx.updateTable('cases').set({ turn: 'counsellor', asleep_until: null }).where('id', '=', kasus.id).execute();
}

/** Only what the letter asked, and only where something is in it. */
function askedOf({ pulse, goals, evaluation }: Answers, asked: AskedOnPage): Answers {
  const isGiven = (values: object | null) => values !== null && Object.values(values).some((value) => value !== null);
  const standing = Object.entries(goals ?? {}).filter(([position]) => asked.goals.includes(Number(position)));
  return {
    pulse: asked.asks.includes('pulse') && isGiven(pulse) ? pulse : null,
    goals: asked.asks.includes('goals') && standing.length ? Object.fromEntries(standing) : null,
    evaluation: asked.asks.includes('evaluation') && isGiven(evaluation) ? evaluation : null,
  };
}

async function findLink(db: Reader, token: string, now: Date) {
  if (!isToken(token)) return undefined;
  return db
    .selectFrom('answer_links as l')
    .innerJoin('cases as c', 'c.id', 'l.case_id')
    .innerJoin('messages as m', 'm.id', 'l.message_id')
    .leftJoin('answers as a', (join) => join.onRef('a.message_id', '=', 'l.message_id').on('a.replaced_at', 'is', null))
    .select(['l.case_id', 'l.message_id', 'm.asks', 'a.recorded_at as answeredAt'])
    .where('l.token_hash', '=', hashOfToken(token))
    .where('l.expires_at', '>', now)
    .where('c.erased_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('case_seen as s')
            .select('s.case_id')
            .whereRef('s.case_id', '=', 'l.case_id')
            .whereRef('s.seen_at', '>=', 'a.recorded_at'),
        ),
      ),
    )
    .executeTakeFirst();
}

async function askedBy(
  db: Reader,
  vault: Vault,
  link: { case_id: string; asks: string[]; answeredAt: Date | null },
): Promise<AskedOnPage | null> {
  const key = (await vault.keys(db, 'letters', [link.case_id])).get(link.case_id) ?? null;
  const goals = await standingGoals(db, key, link.case_id);
  const asks = onPage(link.asks).filter((asked) => asked !== 'goals' || goals.length > 0);
  return asks.length
    ? { asks, goals: goals.map(({ position }) => position), answeredBefore: link.answeredAt !== null }
    : null;
}
