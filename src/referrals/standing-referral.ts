/** The referral of a case: one stands at a time, and of its wordings the newest. */
import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { accessCase } from '../cases/case-access.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import type { CaseAction, Person } from '../core/policy.ts';
import type { Covered, CoverFacts, ReferralState } from '../core/referral.ts';
import { type Key, openText } from '../crypto/seal.ts';
import type { Reader, Tx } from '../db/database.ts';
import type { ReferralsTable, ReferralTextsTable } from '../db/schema.ts';

export type ReferralRow = Selectable<ReferralsTable>;
export type TextRow = Selectable<ReferralTextsTable>;

export interface Referral {
  row: ReferralRow;
  text: TextRow;
}

/** The one that stands. Whoever changes it holds the case. */
export async function standingReferral(db: Reader, caseId: string): Promise<Referral | undefined> {
  const row = await db
    .selectFrom('referrals')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row && withText(db, row);
}

/** The last one, over or not. */
export async function lastReferral(db: Reader, caseId: string): Promise<Referral | undefined> {
  const row = await db
    .selectFrom('referrals')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('prepared_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && withText(db, row);
}

export async function withText(db: Reader, row: ReferralRow): Promise<Referral> {
  const text = await db
    .selectFrom('referral_texts')
    .selectAll()
    .where('referral_id', '=', row.id)
    .where('replaced_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { row, text };
}

export type Refused = { refused: 'not_found' | 'needs_reason' | 'no_referral' };

/** The door to a case's referral for whoever changes something: the case locked, the policy asked. */
export async function accessReferral(
  tx: Tx,
  person: Person,
  code: string,
  action: CaseAction,
  now: Date,
): Promise<{ kasus: CaseRow; referral: Referral } | Refused> {
  const found = await accessCase(tx, person, code, action, now);
  if ('refused' in found) return found;
  const referral = await standingReferral(tx, found.kasus.id);
  return referral ? { kasus: found.kasus, referral } : { refused: 'no_referral' };
}

/** @returns '' where the case was erased */
export const wordsOf = (key: Key | null, text: TextRow): string =>
  key && text.text_sealed ? openText(key, 'referral_texts.text', text.id, text.text_sealed) : '';

/** Of the sealed bytes, so that it says nothing of the words: sealed anew, the same words have another. */
export const hashOf = (text: TextRow): Buffer =>
  createHash('sha256')
    .update(text.text_sealed ?? '')
    .digest();

export const moveReferral = (
  tx: Tx,
  referral: ReferralRow,
  state: ReferralState,
  also: Partial<Pick<ReferralRow, 'sent_at' | 'accepted_at' | 'ended_at'>> = {},
) =>
  tx
    .updateTable('referrals')
    .set({ state, ...also })
    .where('id', '=', referral.id)
    .execute();

/** What is there for the text that stands; core/referral.ts says what is missing. */
export async function readCover(db: Reader, { row, text }: Referral): Promise<CoverFacts> {
  const answer = await db
    .selectFrom('referral_answers')
    .select('answer')
    .where('text_id', '=', text.id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  const overrides = await db
    .selectFrom('referral_overrides')
    .select('covers')
    .where('text_id', '=', text.id)
    .where('agreed_at', 'is not', null)
    .where('void_at', 'is', null)
    .execute();
  return {
    answer: answer?.answer ?? null,
    grownUp: (await newestRecord(db, row.case_id, 'age_band')) === 'adult',
    guardianConsented: (await newestRecord(db, row.case_id, 'guardian')) === 'consented',
    overridden: overrides.flatMap(({ covers }) => covers) as Covered[],
  };
}

/** Of any round: who was grown up in the last one still is. */
async function newestRecord(db: Reader, caseId: string, item: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('case_records')
    .select('value')
    .where('case_id', '=', caseId)
    .where('item', '=', item)
    .where('withdrawn_at', 'is', null)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.value;
}
