/**
 * What a receiver answers: accepted, declined with a reason, the first appointment, how it goes, what else is needed. It puts the case
 * before its counsellor; the konseli hears of it when the counsellor writes.
 */
import { type Actor, type Happening, record } from '../audit/record.ts';
import { planFollowUp } from '../cases/follow-up.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import { putBeforeCounsellor } from '../cases/put-before-counsellor.ts';
import type { Person } from '../core/policy.ts';
import { afterNews, ended, type NewsKind } from '../core/referral.ts';
import { seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Tx } from '../db/database.ts';
import { voidLinks } from './links.ts';
import { newsDue } from './send-referral.ts';
import { settleOutcome } from './settle-outcome.ts';
import { accessReferral, moveReferral, type Referral, type Refused } from './standing-referral.ts';

export interface News {
  kind: NewsKind;
  /** a reason, feedback, what is needed; '' where there is nothing to say */
  words: string;
  /** of a first appointment */
  happensAt: Date | null;
}

export type NewsRefusal = 'not_now' | 'says_nothing' | 'needs_a_time' | 'too_many_words';

const LONGEST_NEWS = 4000;

/** Which answers say nothing without words. */
const needsWords: readonly NewsKind[] = ['declined', 'feedback', 'more_needed'];

export function refuseNews({ row }: Referral, { kind, words, happensAt }: News): NewsRefusal | null {
  if (afterNews(row.state, kind) === null) return 'not_now';
  if (kind === 'appointment' && !happensAt) return 'needs_a_time';
  if (needsWords.includes(kind) && !words.trim()) return 'says_nothing';
  return words.length > LONGEST_NEWS ? 'too_many_words' : null;
}

/**
 * The case must be locked, and the news not be refused; the caller records what is returned.
 * @param by who wrote it down; null: the receiver, behind the link
 */
export async function keepNews(
  tx: Tx,
  vault: Vault,
  kasus: CaseRow,
  { row }: Referral,
  news: News,
  by: Person | null,
  now: Date,
): Promise<Happening[]> {
  const id = newId();
  const key = await vault.key(tx, 'letters', kasus.id);
  const words = news.words.trim();
  await tx
    .insertInto('referral_news')
    .values({
      id,
      case_id: kasus.id,
      referral_id: row.id,
      kind: news.kind,
      words_sealed: words ? seal(key, 'referral_news.words', id, words) : null,
      happens_at: news.kind === 'appointment' ? news.happensAt : null,
      recorded_by: by?.id ?? null,
      at: now,
    })
    .execute();
  const state = afterNews(row.state, news.kind)!;
  const over = ended(state);
  if (state !== row.state)
    await moveReferral(tx, row, state, {
      ...(state === 'accepted' ? { accepted_at: now } : {}),
      ...(over ? { ended_at: now } : {}),
    });
  if (over) await voidLinks(tx, row.id, now);
  if (over) await tx.updateTable('cases').set({ referral_asked: null }).where('id', '=', kasus.id).execute();
  const sender: Person = { id: kasus.counsellor_id ?? row.prepared_by, role: 'counsellor' };
  const outcome = await settleOutcome(tx, vault, kasus, by ?? sender, now);
  if (kasus.stage !== 'closed') {
    await planFollowUp(tx, newsDue(kasus.id, sender, now), now);
    await putBeforeCounsellor(tx, kasus.id);
  }
  const actor: Actor = by ? { staff: by.id } : 'system';
  const data = { referral: row.id, news: id, told: news.kind, state };
  return [{ actor, kind: 'referral.reported', caseId: kasus.id, data }, ...outcome];
}

export type WrittenNews = { kept: NewsKind } | Refused | { refused: NewsRefusal };

/** A person writes down what the receiver told them: by telephone, by letter. */
export async function writeNews(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  news: News,
  now: Date,
): Promise<WrittenNews> {
  const found = await accessReferral(tx, person, code, 'refer', now);
  if ('refused' in found) return found;
  const { kasus, referral } = found;
  const refused = refuseNews(referral, news);
  if (refused) return { refused };
  await record(tx, ...(await keepNews(tx, vault, kasus, referral, news, person, now)));
  return { kept: news.kind };
}
