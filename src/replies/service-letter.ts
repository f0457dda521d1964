/**
 * A letter of the service in a case: a question after a silence, a meeting, a request for consent. It stands in the thread and
 * leaves like any other, but it is no answer: whoever waits for one goes on waiting.
 */
import { answerAddress, readKonseli } from '../cases/konseli.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import { mayWriteByItself } from '../cases/may-write-by-itself.ts';
import type { Occasion } from '../core/occasions.ts';
import type { Tx } from '../db/database.ts';
import type { Language } from '../db/schema.ts';
import type { MailToCompose } from '../mail/compose-mail.ts';
import { readSettings, type ServiceSettings } from '../service/settings.ts';
import { readThreadEnd } from './thread-end.ts';
import {
  type DeliveryRefusal,
  type LetterToKonseli,
  type WritingFrom,
  writeApart,
  writeToKonseli,
} from './write-to-konseli.ts';

export interface ServiceLetter {
  /** locked by the caller */
  kasus: CaseRow;
  /** what it is about, `check_in`; has a word of its own in the thread */
  occasion: Occasion;
  /** the same key is never composed twice: `check_in:<case>:<n>` */
  dedupeKey: string;
  /** null: the program writes by itself, and its header says so */
  authorId: number | null;
  dueAt: Date;
  /** the whole text, in the konseli's language */
  write(language: Language, settings: ServiceSettings): WrittenWords;
  files?: MailToCompose['attachments'];
}

interface WrittenWords {
  text: string;
  subject?: string;
  /** what stands in the thread, where the text holds a secret */
  kept?: string;
}

export type ServiceLetterQueued =
  | { outboundId: string; messageId: string; leavesAt: Date }
  /**
   * `written_before`: a letter with this key exists · `address_undeliverable`: what was sent there came back ·
   * `asked_to_stop`: the konseli does not want to hear from the program, for good or until a day
   */
  | {
      refused:
        | 'written_before'
        | 'asked_to_stop'
        | 'no_address'
        | 'address_undeliverable'
        | 'cannot_be_written'
        | DeliveryRefusal;
    };

/** Answers to what the konseli asked for by mail: they come also to whoever asked for quiet. */
const asked: readonly Occasion[] = ['own_rights', 'access_receipt', 'letter_waits'];

/** The caller records what happened. */
export async function queueServiceLetter(
  tx: Tx,
  from: WritingFrom,
  letter: ServiceLetter,
  now: Date,
): Promise<ServiceLetterQueued> {
  const ready = await prepare(tx, from, letter, now);
  return 'refused' in ready ? ready : writeToKonseli(tx, from, ready, now);
}

/** The last letter of a case that is erased in the same transaction: it leaves without any of the keys that go. */
export async function queueLastLetter(
  tx: Tx,
  from: WritingFrom,
  letter: ServiceLetter,
  now: Date,
): Promise<{ outboundId: string } | Extract<ServiceLetterQueued, { refused: string }>> {
  const ready = await prepare(tx, from, letter, now);
  return 'refused' in ready ? ready : writeApart(tx, from, ready, now);
}

async function prepare(
  tx: Tx,
  from: WritingFrom,
  letter: ServiceLetter,
  now: Date,
): Promise<LetterToKonseli | Extract<ServiceLetterQueued, { refused: string }>> {
  const { kasus, occasion, dedupeKey, authorId, dueAt, files } = letter;
  if (await isWritten(tx, dedupeKey)) return { refused: 'written_before' };
  if (authorId === null && !asked.includes(occasion) && !mayWriteByItself(kasus, now))
    return { refused: 'asked_to_stop' };
  const konseli = await readKonseli(tx, from.vault, kasus.konseli_id);
  const address = answerAddress(konseli);
  if (!address) return { refused: 'no_address' };
  if (konseli.addresses.every((known) => known.undeliverable)) return { refused: 'address_undeliverable' };
  const settings = await readSettings(tx);
  const end = await readThreadEnd(tx, from.vault, kasus.id);
  const words = letter.write(konseli.language, settings);
  const whole = { ...words, kasus, konseli, address, end, settings, kind: 'service' as const };
  return { ...whole, occasion, dedupeKey, authorId, dueAt, ...(files && { files }) };
}

const isWritten = async (tx: Tx, dedupeKey: string): Promise<boolean> =>
  (await tx.selectFrom('outbound_mails').select('id').where('dedupe_key', '=', dedupeKey).executeTakeFirst()) !==
  undefined;
