/** Two persons and a reason stand in where a consent cannot be had, as in danger: for exactly the wording that stands. */
import { record } from '../audit/record.ts';
import { type ReasonRefusal, refuseReason } from '../cases/reason.ts';
import type { Person } from '../core/policy.ts';
import { type Covered, hasLeft, missingCover } from '../core/referral.ts';
import { seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Reader, type Tx } from '../db/database.ts';
import { accessReferral, hashOf, moveReferral, type Refused, readCover, type TextRow } from './standing-referral.ts';

export type AskedReferralOverride =
  | { asked: string }
  | Refused
  | { refused: ReasonRefusal | 'closed' | 'already_asked' | 'nothing_is_missing' | 'referral_text_changed' };

/** @returns the id of the override that now waits for a second person */
export async function askReferralOverride(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  wish: { covers: readonly Covered[]; reason: string; seen: number },
  now: Date,
): Promise<AskedReferralOverride> {
  const found = await accessReferral(tx, person, code, 'refer', now);
  if ('refused' in found) return found;
  const { kasus, referral } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  if (referral.text.version !== wish.seen) return { refused: 'referral_text_changed' };
  const bad = refuseReason(wish.reason);
  if (bad) return { refused: bad };
  const missing = missingCover(await readCover(tx, referral));
  if (!wish.covers.length || wish.covers.some((one) => !missing.includes(one)))
    return { refused: 'nothing_is_missing' };
  if (await waitingOverride(tx, referral.text)) return { refused: 'already_asked' };
  const id = newId();
  const key = await vault.key(tx, 'letters', kasus.id);
  await tx
    .insertInto('referral_overrides')
    .values({
      id,
      case_id: kasus.id,
      referral_id: referral.row.id,
      text_id: referral.text.id,
      text_hash: hashOf(referral.text),
      covers: [...wish.covers],
      reason_sealed: seal(key, 'referral_overrides.reason', id, wish.reason.trim()),
      asked_by: person.id,
      asked_at: now,
    })
    .execute();
  const data = { referral: referral.row.id, override: id, covers: [...wish.covers] };
  await record(tx, { actor: { staff: person.id }, kind: 'referral.override_asked', caseId: kasus.id, data });
  return { asked: id };
}

export type AnsweredReferralOverride =
  | { answered: boolean }
  | Refused
  | { refused: 'nothing_asked' | 'asked_it_yourself' };

/** The second person, never the one who asked, agrees or does not. */
export async function answerReferralOverride(
  tx: Tx,
  person: Person,
  code: string,
  agrees: boolean,
  now: Date,
): Promise<AnsweredReferralOverride> {
  const found = await accessReferral(tx, person, code, 'agree_override', now);
  if ('refused' in found) return found;
  const { kasus, referral } = found;
  const waiting = await waitingOverride(tx, referral.text);
  if (!waiting) return { refused: 'nothing_asked' };
  if (waiting.asked_by === person.id) return { refused: 'asked_it_yourself' };
  await tx
    .updateTable('referral_overrides')
    .set({ agreed_by: person.id, ...(agrees ? { agreed_at: now } : { refused_at: now }) })
    .where('id', '=', waiting.id)
    .execute();
  const { row } = referral;
  const settled = agrees && waiting.covers.includes('consent') && !hasLeft(row.state) && row.state !== 'consented';
  if (settled) await moveReferral(tx, row, 'consented');
  const data = { referral: row.id, override: waiting.id };
  const kind = agrees ? ('referral.override_agreed' as const) : ('referral.override_refused' as const);
  await record(tx, { actor: { staff: person.id }, kind, caseId: kasus.id, data });
  return { answered: agrees };
}

/** Asked for this wording, and not answered yet. */
export const waitingOverride = (db: Reader, text: TextRow) =>
  db
    .selectFrom('referral_overrides')
    .selectAll()
    .where('text_id', '=', text.id)
    .where('agreed_at', 'is', null)
    .where('refused_at', 'is', null)
    .where('void_at', 'is', null)
    .executeTakeFirst();
