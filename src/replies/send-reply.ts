/**
 * A counsellor's answer, in one transaction: the letter in the thread, the finished mail in the outgoing door, the konseli's
 * turn. The mail leaves after the undo window. It is refused when something came into the case that the form did not show: an
 * answer must know what it answers. One form sends once, however often it is pressed.
 */
import { record } from '../audit/record.ts';
import { accessCase } from '../cases/case-access.ts';
import { readDelivery } from '../cases/delivery-agreement.ts';
import { standingGoals } from '../cases/goals.ts';
import { answerAddress, readKonseli } from '../cases/konseli.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import { readSuitabilityReview } from '../cases/suitability-review.ts';
import type { Asked } from '../core/answers/questions.ts';
import { instrumentBlock } from '../core/instruments/instrument-block.ts';
import type { Person } from '../core/policy.ts';
import { answerDueAt } from '../core/promise-clock.ts';
import { unresolvedVariables } from '../core/reply-template.ts';
import { leavesAt } from '../core/safe-hours.ts';
import type { Reader, Tx } from '../db/database.ts';
import { readInformationOnly } from '../guardians/information-only.ts';
import { offeredInstrument } from '../instruments/instruments.ts';
import { calendarOf, readSettings, type ServiceSettings } from '../service/settings.ts';
import { blockOf } from './consent-text.ts';
import { LETTER_LIMIT, removeDraft } from './draft-row.ts';
import { isAllTemplate } from './look-over.ts';
import { mayAsk } from './questions-due.ts';
import { rememberAsking } from './remember-asking.ts';
import { readThreadEnd } from './thread-end.ts';
import { type DeliveryRefusal, type WritingFrom, writeToKonseli } from './write-to-konseli.ts';

export interface Reply {
  /** made when the form was shown; the same form never sends twice */
  formId: string;
  text: string;
  /** the newest letter from the konseli that the form showed */
  seenInbound: string | null;
  /** the newest letter of ours that the form showed */
  seenOutbound: string | null;
  /** the writer knows that mail to this address came back, and wants to try */
  addressConfirmed: boolean;
  /** the writer knows that a letter being answered failed the check of its sender, and is sure who wrote it */
  senderConfirmed: boolean;
  /** questions that stand at the end of the letter */
  asks: readonly Asked[];
  /** an instrument that stands below them */
  instrument?: string | null;
  /** outside the konseli's safe hours, where somebody is in danger: to wait for them or not; null: not chosen */
  safeHours: 'wait' | 'now' | null;
  /** the letter only says that the answer takes longer: the case stays the counsellor's turn, with a new promise */
  stillOwed: boolean;
  /** after counselling: the letter ends the work together; yes unless said otherwise */
  ends?: boolean;
}

export interface SendingFrom extends WritingFrom {
  /** milliseconds in which the letter can be called back */
  undoMs: number;
}

export type SentReply =
  | { outboundId: string; dueAt: Date; again: boolean }
  | { refused: SendRefusal }
  | { refused: 'unresolved'; variables: string[] };

export type SendRefusal =
  | 'not_found'
  | 'needs_reason'
  | 'other_case'
  | 'closed'
  | 'empty'
  | 'too_long'
  | 'something_arrived'
  | 'colleague_answered'
  | 'no_address'
  | 'address_undeliverable'
  | 'sender_failed'
  | 'questions_come_later'
  | 'instrument_not_offered'
  | 'all_template'
  | 'needs_suitability_review'
  | 'cannot_be_written'
  | 'information_only'
  | 'enough_information'
  | 'outside_safe_hours'
  | DeliveryRefusal;

export async function sendReply(
  tx: Tx,
  from: SendingFrom,
  person: Person,
  code: string,
  reply: Reply,
  now: Date,
): Promise<SentReply> {
  const found = await accessCase(tx, person, code, 'send_reply', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  const before = await replyOf(tx, reply.formId);
  if (before && before.caseId !== kasus.id) return { refused: 'other_case' };
  if (before) return { outboundId: before.id, dueAt: before.dueAt, again: true };

  const text = reply.text.replace(/\r\n?/g, '\n').trim();
  const refusedText = refuseText(text);
  if (refusedText) return refusedText;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  const end = await readThreadEnd(tx, from.vault, kasus.id);
  if (kasus.last_inbound_id !== reply.seenInbound) return { refused: 'something_arrived' };
  if (end.lastOutboundId !== reply.seenOutbound) return { refused: 'colleague_answered' };
  if (end.senderFailed && !reply.senderConfirmed) return { refused: 'sender_failed' };
  const konseli = await readKonseli(tx, from.vault, kasus.konseli_id);
  const address = answerAddress(konseli);
  if (!address) return { refused: 'no_address' };
  const comesBack = konseli.addresses.every((known) => known.undeliverable);
  if (comesBack && !reply.addressConfirmed) return { refused: 'address_undeliverable' };

  const goals = await standingGoals(tx, await from.vault.key(tx, 'letters', kasus.id), kasus.id);
  const asks = reply.asks.filter((asked) => asked !== 'goals' || goals.length > 0);
  if (!(await mayAsk(tx, kasus, reply.instrument ? [...asks, 'evaluation'] : asks)))
    return { refused: 'questions_come_later' };
  const instrument = reply.instrument ? await offeredInstrument(tx, reply.instrument, now) : null;
  if (reply.instrument && !instrument) return { refused: 'instrument_not_offered' };
  const review = await readSuitabilityReview(tx, kasus);
  if (review?.overdue && !reply.stillOwed && kasus.risk !== 'urgent') return { refused: 'needs_suitability_review' };
  const settings = await readSettings(tx);
  const informing = await readInformationOnly(tx, kasus, settings);
  if (informing && (instrument || asks.some((asked) => asked !== 'consent'))) return { refused: 'information_only' };
  if (informing && !reply.stillOwed && informing.sent >= informing.most) return { refused: 'enough_information' };
  const writer = { person, language: konseli.language, stage: kasus.stage };
  if (!reply.stillOwed && (await isAllTemplate(tx, writer, text, settings))) return { refused: 'all_template' };
  const blocks = asks.map((asked) => blockOf(asked, konseli.language, goals, settings));
  if (instrument) blocks.push(instrumentBlock(instrument.instrument, konseli.language));
  const questions = { asks, text: blocks.join('\n\n') };
  const dueAt = new Date(now.getTime() + from.undoMs);
  if (reply.safeHours === null && (await mustChooseHour(tx, kasus, settings, dueAt)))
    return { refused: 'outside_safe_hours' };
  const kept = {
    kind: 'reply' as const,
    dedupeKey: dedupeKey(reply.formId),
    authorId: person.id,
    dueAt,
    anyHour: reply.safeHours === 'now',
  };
  const sent = await writeToKonseli(
    tx,
    from,
    { kasus, konseli, address, end, settings, text, questions, ...kept },
    now,
  );
  if ('refused' in sent) return sent;
  if (kasus.stage === 'post_counselling' && !reply.stillOwed && reply.ends !== false)
    await tx.updateTable('messages').set({ ends_round: kasus.round }).where('id', '=', sent.messageId).execute();
  if (asks.length) await rememberAsking(tx, kasus, sent.messageId, asks);
  if (instrument) await rememberInstrument(tx, kasus, sent.messageId, instrument.id);
  if (reply.stillOwed) await keepTurn(tx, kasus, settings, now);
  await removeDraft(tx, kasus.id, person.id);
  await record(tx, {
    actor: { staff: person.id },
    kind: 'reply.sent',
    caseId: kasus.id,
    data: { outbound: sent.outboundId, message: sent.messageId, still_owed: reply.stillOwed, asks },
  });
  return { outboundId: sent.outboundId, dueAt: sent.leavesAt, again: false };
}

/** A letter to somebody in danger does not silently wait for the morning, and does not silently leave at night either. */
export async function mustChooseHour(
  db: Reader,
  kasus: CaseRow,
  settings: ServiceSettings,
  dueAt: Date,
): Promise<boolean> {
  if (kasus.risk !== 'urgent' && kasus.signs !== 'red') return false;
  const agreed = await readDelivery(db, kasus);
  return leavesAt(dueAt, agreed?.hours ?? null, settings.timeZone) > dueAt;
}

const dedupeKey = (formId: string) => `reply:${formId}`;

/** What a compose form has already sent, if anything. */
export async function replyOf(
  db: Reader,
  formId: string,
): Promise<{ id: string; caseId: string; dueAt: Date } | undefined> {
  return db
    .selectFrom('outbound_mails')
    .select(['id', 'case_id as caseId', 'due_at as dueAt'])
    .where('dedupe_key', '=', dedupeKey(formId))
    .executeTakeFirst();
}

function refuseText(text: string): Extract<SentReply, { refused: unknown }> | null {
  if (!text) return { refused: 'empty' };
  if (text.length > LETTER_LIMIT) return { refused: 'too_long' };
  const variables = unresolvedVariables(text);
  return variables.length ? { refused: 'unresolved', variables } : null;
}

async function rememberInstrument(tx: Tx, kasus: CaseRow, messageId: string, id: string): Promise<void> {
  await tx.updateTable('messages').set({ instrument_id: id }).where('id', '=', messageId).execute();
  await tx.updateTable('cases').set({ asking_instrument: id }).where('id', '=', kasus.id).execute();
}

/** A letter that asks for patience is no answer yet: the konseli goes on waiting, until the day it names. */
async function keepTurn(tx: Tx, kasus: CaseRow, settings: ServiceSettings, now: Date): Promise<void> {
  await tx
    .updateTable('cases')
    .set({
      turn: 'counsellor',
      waiting_since: kasus.waiting_since ?? now,
      answer_due_at: answerDueAt(now, calendarOf(settings), settings.promiseDays),
    })
    .where('id', '=', kasus.id)
    .execute();
}
