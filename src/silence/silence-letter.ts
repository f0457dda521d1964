/** The letters after a silence, as they are read beforehand and as they leave: the same words. */
import type { CaseRow } from '../cases/lock-case.ts';
import type { SilenceLetter } from '../core/silence.ts';
import type { Reader, Tx } from '../db/database.ts';
import type { MailText } from '../replies/mail-texts.ts';
import { queueServiceLetter, type ServiceLetterQueued } from '../replies/service-letter.ts';
import { unaskedText } from '../replies/unasked-text.ts';
import type { WritingFrom } from '../replies/write-to-konseli.ts';
import { readSettings } from '../service/settings.ts';
import type { Silence } from './silence-row.ts';

const texts: Readonly<Record<SilenceLetter, MailText>> = {
  check_in: 'check-in',
  second_check_in: 'second-check-in',
  door_stays_open: 'door-stays-open',
};

/** @param authorId who sends it by hand; null: the program by itself */
export async function queueSilenceLetter(
  tx: Tx,
  from: WritingFrom,
  {
    kasus,
    silence,
    letter,
    authorId,
  }: { kasus: CaseRow; silence: Silence; letter: SilenceLetter; authorId: number | null },
  now: Date,
): Promise<ServiceLetterQueued> {
  const write = await silenceText(tx, letter, authorId === null, now);
  const dedupeKey = `${letter}:${silence.id}`;
  return queueServiceLetter(tx, from, { kasus, occasion: letter, dedupeKey, authorId, dueAt: now, write }, now);
}

export const silenceText = async (db: Reader, letter: SilenceLetter, automatic: boolean, now: Date) =>
  unaskedText(db, await readSettings(db), texts[letter], automatic, now);
