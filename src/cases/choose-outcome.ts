/** Writes down in which of the four outcomes a round ends, with what each asks for. The newest choice stands. */
import { type Happening, record } from '../audit/record.ts';
import { type OutcomeRefusal, outcomeForms, refuseOutcome, writtenFields } from '../core/outcomes.ts';
import type { Person } from '../core/policy.ts';
import { seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Tx } from '../db/database.ts';
import type { Outcome } from '../db/schema.ts';
import { accessCase } from './case-access.ts';
import { cancelFollowUps, planFollowUp } from './follow-up.ts';
import { letterOfCase } from './letter-of-case.ts';
import type { CaseRow } from './lock-case.ts';
import { agreeMeeting, endMeetings, readMinutes } from './meeting-row.ts';
import { readOpenRupture } from './settle-rupture.ts';

export interface OutcomeWish {
  outcome: Outcome;
  /** the fields of core/outcomes.ts; sealed */
  details: Readonly<Record<string, string>>;
  /** when the meeting or the next session is */
  happensAt: Date | null;
  /** how long, as typed; left out or empty: as long as usual */
  minutes?: string;
  /** the konseli's letter that agrees to it */
  messageId: string | null;
}

export type Chosen =
  | { chosen: string }
  | { refused: OutcomeRefusal; missing: readonly string[] }
  | {
      refused:
        | 'not_found'
        | 'needs_reason'
        | 'comes_after_counselling'
        | 'no_such_letter'
        | 'details_too_long'
        | 'minutes_out_of_range';
    };

const LONGEST_DETAILS = 20_000;

/** A receiver who has not answered by then is asked how it stands (domain notes: 14 days). */
export const REFERRAL_NEWS_AFTER = 14 * 86_400_000;

/** @returns the id of the outcome */
export async function chooseOutcome(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  wish: OutcomeWish,
  now: Date,
): Promise<Chosen> {
  const found = await accessCase(tx, person, code, 'choose_outcome', now);
  if ('refused' in found) return found;
  const kept = await keepOutcome(tx, vault, found.kasus, person, wish, now);
  if ('refused' in kept) return kept;
  await record(tx, ...kept.happenings);
  return { chosen: kept.chosen };
}

/** The case must be locked by the caller, who records what is returned. */
export async function keepOutcome(
  tx: Tx,
  vault: Vault,
  kasus: CaseRow,
  person: Person,
  wish: OutcomeWish,
  now: Date,
): Promise<{ chosen: string; happenings: Happening[] } | Extract<Chosen, { refused: unknown }>> {
  if (kasus.stage !== 'post_counselling') return { refused: 'comes_after_counselling' };
  const letter = wish.messageId ? await letterOfCase(tx, kasus.id, wish.messageId) : null;
  // Consent is the konseli's own word: a letter of ours cannot give it.
  if (wish.messageId && letter?.direction !== 'in') return { refused: 'no_such_letter' };
  const details = JSON.stringify(wish.details);
  if (details.length > LONGEST_DETAILS) return { refused: 'details_too_long' };
  const happensAt = outcomeForms[wish.outcome].hasTime ? wish.happensAt : null;
  const openRupture = (await readOpenRupture(tx, kasus.id)) !== undefined;
  const facts = { details: wish.details, happensAt, hasLetter: letter != null, openRupture };
  const refusal = refuseOutcome(wish.outcome, facts, now);
  if (refusal) return refusal;
  const minutes = readMinutes(wish.minutes ?? '');
  if (minutes === 'out_of_range') return { refused: 'minutes_out_of_range' };

  const id = newId();
  const fields = writtenFields(wish.details);
  const key = await vault.key(tx, 'letters', kasus.id);
  await tx
    .updateTable('outcomes')
    .set({ replaced_at: now })
    .where('case_id', '=', kasus.id)
    .where('round', '=', kasus.round)
    .where('replaced_at', 'is', null)
    .execute();
  await tx
    .insertInto('outcomes')
    .values({
      id,
      case_id: kasus.id,
      round: kasus.round,
      outcome: wish.outcome,
      fields,
      details_sealed: seal(key, 'outcomes.details', id, details),
      message_id: letter?.id ?? null,
      happens_at: happensAt,
      chosen_by: person.id,
      chosen_at: now,
    })
    .execute();
  await cancelFollowUps(tx, kasus.id, ['session', 'meeting', 'referral'], now);
  const cancelled = await endMeetings(tx, kasus.id, { ended: 'cancelled', by: person.id }, now);
  const agreed = happensAt && { outcomeId: id, outcome: wish.outcome, startsAt: happensAt, minutes, by: person.id };
  const arranged = agreed ? [await agreeMeeting(tx, kasus, agreed, now)] : [];
  if (wish.outcome === 'referred') {
    const dueAt = new Date(now.getTime() + REFERRAL_NEWS_AFTER);
    await planFollowUp(tx, { caseId: kasus.id, kind: 'referral', dueAt, by: person.id }, now);
  }
  const data = { chosen: id, outcome: wish.outcome, round: kasus.round, fields, letter: letter?.id ?? null };
  const chosen = { actor: { staff: person.id }, kind: 'outcome.chosen' as const, caseId: kasus.id, data };
  return { chosen: id, happenings: [chosen, ...cancelled, ...arranged] };
}
