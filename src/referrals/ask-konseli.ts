/** Asks the konseli: a letter that holds the text of the referral to the letter, says to whom, and asks yes, no or change. */
import { record } from '../audit/record.ts';
import { REFERRAL_LABEL } from '../core/answers/read-referral-answer.ts';
import type { Person } from '../core/policy.ts';
import { hasLeft } from '../core/referral.ts';
import type { Tx } from '../db/database.ts';
import { mailText } from '../replies/mail-texts.ts';
import { queueServiceLetter, type ServiceLetterQueued } from '../replies/service-letter.ts';
import type { WritingFrom } from '../replies/write-to-konseli.ts';
import { readReceiver } from './receiver.ts';
import { accessReferral, moveReferral, type Refused, wordsOf } from './standing-referral.ts';

export type AskedKonseli =
  | { asked: string; outboundId: string }
  | Refused
  | { refused: 'closed' | 'referral_has_left' | 'asked_already' | 'other_consent_first' | 'referral_text_changed' }
  | Extract<ServiceLetterQueued, { refused: string }>;

/** @returns the id of our letter, and of the mail that is due now */
export async function askKonseli(
  tx: Tx,
  from: WritingFrom,
  person: Person,
  code: string,
  seen: number,
  now: Date,
): Promise<AskedKonseli> {
  const found = await accessReferral(tx, person, code, 'refer', now);
  if ('refused' in found) return found;
  const { kasus, referral } = found;
  const { row, text } = referral;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  if (hasLeft(row.state)) return { refused: 'referral_has_left' };
  if (text.version !== seen) return { refused: 'referral_text_changed' };
  if (text.asked_id) return { refused: 'asked_already' };
  // A bare "saya setuju" must answer one question.
  if (kasus.asking.includes('consent')) return { refused: 'other_consent_first' };
  const receiver = await readReceiver(tx, row);
  const words = wordsOf(await from.vault.key(tx, 'letters', kasus.id), text);
  const queued = await queueServiceLetter(
    tx,
    from,
    {
      kasus,
      occasion: 'referral_consent',
      dedupeKey: `referral_consent:${text.id}`,
      authorId: person.id,
      dueAt: now,
      write: (language, settings) => ({
        text: mailText(language, 'referral-consent', {
          layanan: settings.serviceName,
          penerima: receiver.inWords,
          isi: words,
          label: REFERRAL_LABEL,
        }).text,
      }),
    },
    now,
  );
  if ('refused' in queued) return queued;
  await tx.updateTable('referral_texts').set({ asked_id: queued.messageId }).where('id', '=', text.id).execute();
  if (row.state === 'prepared') await moveReferral(tx, row, 'asked');
  await tx.updateTable('cases').set({ referral_asked: text.id }).where('id', '=', kasus.id).execute();
  const data = { referral: row.id, version: text.version, letter: queued.messageId };
  await record(tx, { actor: { staff: person.id }, kind: 'referral.asked', caseId: kasus.id, data });
  return { asked: queued.messageId, outboundId: queued.outboundId };
}
