/** What a counsellor decides about the letters after a silence: send the one that waits, leave one out, hold them, let them go on. */
import { record } from '../audit/record.ts';
import { accessCase } from '../cases/case-access.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import type { CaseAction, Person } from '../core/policy.ts';
import { letterOfStep } from '../core/silence.ts';
import type { Tx } from '../db/database.ts';
import type { DeliveryRefusal, WritingFrom } from '../replies/write-to-konseli.ts';
import { queueSilenceLetter } from './silence-letter.ts';
import { goOn, rests, type Silence, standingSilence } from './silence-row.ts';

export type SilenceRefusal =
  | 'not_found'
  | 'needs_reason'
  | 'closed'
  | 'no_silence'
  | 'other_letter_now'
  | 'asleep'
  | 'asked_to_stop'
  | 'no_address'
  | 'address_undeliverable'
  | 'cannot_be_written'
  | DeliveryRefusal;

type Settled<T extends object> = T | { refused: SilenceRefusal };

/**
 * Sends the letter that did not go out by itself.
 * @param step that the page showed
 */
export async function sendSilenceLetter(
  tx: Tx,
  from: WritingFrom,
  person: Person,
  code: string,
  step: number,
  now: Date,
): Promise<Settled<{ outboundId: string | null }>> {
  const found = await findSilence(tx, person, code, 'send_reply', now);
  if ('refused' in found) return found;
  const { kasus, silence } = found;
  const letter = letterOfStep(silence.step);
  if (silence.step !== step || !letter || !silence.told_at) return { refused: 'other_letter_now' };
  if (rests(kasus, now)) return { refused: 'asleep' };
  const queued = await queueSilenceLetter(tx, from, { kasus, silence, letter, authorId: person.id }, now);
  if ('refused' in queued && queued.refused !== 'written_before') return { refused: queued.refused };
  await goOn(tx, silence, now);
  await giveTurnToKonseli(tx, kasus);
  const outboundId = 'outboundId' in queued ? queued.outboundId : null;
  await record(tx, {
    actor: { staff: person.id },
    kind: 'silence.letter_sent',
    caseId: kasus.id,
    data: { step, outbound: outboundId },
  });
  return { outboundId };
}

/** @param step that the page showed */
export async function skipSilenceLetter(
  tx: Tx,
  person: Person,
  code: string,
  step: number,
  now: Date,
): Promise<Settled<{ skipped: number }>> {
  const found = await findSilence(tx, person, code, 'record', now);
  if ('refused' in found) return found;
  const { kasus, silence } = found;
  if (silence.step !== step || !letterOfStep(step)) return { refused: 'other_letter_now' };
  await goOn(tx, silence, now);
  if (silence.told_at) await giveTurnToKonseli(tx, kasus);
  await record(tx, { actor: { staff: person.id }, kind: 'silence.skipped', caseId: kasus.id, data: { step } });
  return { skipped: step };
}

/** Nothing is written in this case until it is released, or somebody writes. */
export async function holdSilence(tx: Tx, person: Person, code: string, now: Date): Promise<Settled<{ held: true }>> {
  const found = await findSilence(tx, person, code, 'record', now);
  if ('refused' in found) return found;
  const { kasus, silence } = found;
  if (silence.held_at) return { held: true };
  const held = { held_at: now, held_by: person.id, told_at: null, told_why: null };
  await tx.updateTable('silences').set(held).where('id', '=', silence.id).execute();
  if (silence.told_at) await giveTurnToKonseli(tx, kasus);
  await record(tx, { actor: { staff: person.id }, kind: 'silence.held', caseId: kasus.id });
  return { held: true };
}

export async function releaseSilence(
  tx: Tx,
  person: Person,
  code: string,
  now: Date,
): Promise<Settled<{ released: true }>> {
  const found = await findSilence(tx, person, code, 'record', now);
  if ('refused' in found) return found;
  const { kasus, silence } = found;
  if (!silence.held_at) return { released: true };
  await tx.updateTable('silences').set({ held_at: null, held_by: null }).where('id', '=', silence.id).execute();
  await record(tx, { actor: { staff: person.id }, kind: 'silence.released', caseId: kasus.id });
  return { released: true };
}

async function findSilence(
  tx: Tx,
  person: Person,
  code: string,
  action: CaseAction,
  now: Date,
): Promise<Settled<{ kasus: CaseRow; silence: Silence }>> {
  const found = await accessCase(tx, person, code, action, now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  const silence = await standingSilence(tx, kasus);
  return silence ? { kasus, silence } : { refused: 'no_silence' };
}

/** They were put before the counsellor only to be asked. */
async function giveTurnToKonseli(tx: Tx, kasus: CaseRow): Promise<void> {
  await tx
    .updateTable('cases')
    .set({ turn: 'konseli', answer_due_at: null })
    .where('id', '=', kasus.id)
    .where('waiting_since', 'is', null)
    .execute();
}
