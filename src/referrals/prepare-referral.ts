/** Begins a referral: to whom, why, and a first wording of the letter out of what was ticked. Nothing leaves with that. */
import { record } from '../audit/record.ts';
import { accessCase } from '../cases/case-access.ts';
import { colleagueFor } from '../cases/colleagues.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import { type ReasonRefusal, refuseReason } from '../cases/reason.ts';
import type { Person } from '../core/policy.ts';
import { composeReferral, type ExpertField, itemsFor, type ReferralItem } from '../core/referral.ts';
import { seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Tx } from '../db/database.ts';
import type { Language } from '../db/schema.ts';
import { readExpert } from './experts.ts';
import { standingReferral } from './standing-referral.ts';

export type Receiver = { expert: number; field: ExpertField } | { colleague: number };

export interface ReferralWish {
  /** null: nobody was chosen */
  receiver: Receiver | null;
  /** competence, authority, severity, law; sealed, and never in the letter */
  why: string;
  ticked: readonly ReferralItem[];
  words: Readonly<Partial<Record<ReferralItem, string>>>;
}

export type Prepared =
  | { prepared: string }
  | {
      refused:
        | ReasonRefusal
        | TextRefusal
        | 'not_found'
        | 'needs_reason'
        | 'closed'
        | 'referral_not_yet'
        | 'referral_stands'
        | 'no_such_receiver'
        | 'is_excluded'
        | 'has_it_already'
        | 'nothing_ticked'
        | 'ticked_without_words'
        | 'stays_in_counselling';
    };

/** Before post-counselling only where somebody is in danger: then help is looked for at once. */
export const mayRefer = ({ stage, risk }: CaseRow): boolean =>
  stage === 'post_counselling' || (stage !== 'closed' && risk === 'urgent');

/** @returns the id of the referral */
export async function prepareReferral(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  wish: ReferralWish,
  now: Date,
): Promise<Prepared> {
  const found = await accessCase(tx, person, code, 'refer', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  if (!mayRefer(kasus)) return { refused: 'referral_not_yet' };
  if (await standingReferral(tx, kasus.id)) return { refused: 'referral_stands' };
  const receiver = await receiverOf(tx, kasus, wish.receiver);
  if ('refused' in receiver) return receiver;
  const badReason = refuseReason(wish.why);
  if (badReason) return { refused: badReason };
  if (!wish.ticked.length) return { refused: 'nothing_ticked' };
  if (wish.ticked.some((item) => !itemsFor(receiver.field).includes(item))) return { refused: 'stays_in_counselling' };
  if (wish.ticked.some((item) => !wish.words[item]?.trim())) return { refused: 'ticked_without_words' };
  const words = composeReferral(receiver.language, wish.ticked, wish.words);
  const badText = refuseText(words);
  if (badText) return { refused: badText };

  const id = newId();
  const textId = newId();
  const key = await vault.key(tx, 'letters', kasus.id);
  await tx
    .insertInto('referrals')
    .values({
      id,
      case_id: kasus.id,
      round: kasus.round,
      expert_id: receiver.expert,
      colleague_id: receiver.colleague,
      field: receiver.field,
      why_sealed: seal(key, 'referrals.why', id, wish.why.trim()),
      prepared_by: person.id,
      prepared_at: now,
    })
    .execute();
  await tx
    .insertInto('referral_texts')
    .values({
      id: textId,
      case_id: kasus.id,
      referral_id: id,
      version: 1,
      items: [...wish.ticked],
      text_sealed: seal(key, 'referral_texts.text', textId, words),
      written_by: person.id,
      written_at: now,
    })
    .execute();
  const { expert, colleague, field } = receiver;
  const data = { referral: id, field, expert, colleague, items: [...wish.ticked] };
  await record(tx, { actor: { staff: person.id }, kind: 'referral.prepared', caseId: kasus.id, data });
  return { prepared: id };
}

interface KnownReceiver {
  expert: number | null;
  colleague: number | null;
  field: ExpertField;
  language: Language;
}

async function receiverOf(
  tx: Tx,
  kasus: CaseRow,
  wish: Receiver | null,
): Promise<KnownReceiver | { refused: 'no_such_receiver' | 'is_excluded' | 'has_it_already' }> {
  if (!wish) return { refused: 'no_such_receiver' };
  if ('expert' in wish) {
    const expert = await readExpert(tx, wish.expert);
    if (!expert?.fields.includes(wish.field)) return { refused: 'no_such_receiver' };
    return { expert: expert.id, colleague: null, field: wish.field, language: expert.language };
  }
  const colleague = await colleagueFor(tx, kasus, wish.colleague);
  if (!colleague) return { refused: 'no_such_receiver' };
  if (colleague.part === 'excluded') return { refused: 'is_excluded' };
  if (colleague.part) return { refused: 'has_it_already' };
  return { expert: null, colleague: colleague.id, field: 'counsellor', language: 'id' };
}

export type TextRefusal = 'referral_text_empty' | 'referral_text_too_long';

/** characters; it goes to the konseli in one small mail */
const LONGEST_TEXT = 6000;

export function refuseText(text: string): TextRefusal | null {
  if (!text.trim()) return 'referral_text_empty';
  return text.length > LONGEST_TEXT ? 'referral_text_too_long' : null;
}
