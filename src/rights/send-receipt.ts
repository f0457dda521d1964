/** Tells the konseli who has read. Asked for by mail, the program answers by itself; a counsellor may also send it unasked. */
import { record } from '../audit/record.ts';
import { accessCase } from '../cases/case-access.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import type { Person } from '../core/policy.ts';
import { newId, type Reader, type Tx } from '../db/database.ts';
import type { Language } from '../db/schema.ts';
import { mailText } from '../replies/mail-texts.ts';
import { promiseInWords } from '../replies/promise-in-words.ts';
import { queueServiceLetter } from '../replies/service-letter.ts';
import type { WritingFrom } from '../replies/write-to-konseli.ts';
import { readSettings, type ServiceSettings } from '../service/settings.ts';
import { type Look, readLooks } from './read-looks.ts';
import { receiptText } from './receipt-text.ts';

/** Who asks every hour is told once a day. */
const AT_MOST_EVERY = 86_400_000;

/** @returns the outgoing mail; null: one was sent within a day, or the address does not work */
export async function sendReceipt(
  tx: Tx,
  from: WritingFrom,
  kasus: CaseRow,
  by: { requestId: string; authorId: number | null },
  now: Date,
): Promise<string | null> {
  if (by.authorId === null && (await sentLately(tx, kasus.id, now))) return null;
  const looks = await readLooks(tx, kasus);
  const queued = await queueServiceLetter(
    tx,
    from,
    {
      kasus,
      occasion: 'access_receipt',
      dedupeKey: `access_receipt:${by.requestId}`,
      authorId: by.authorId,
      dueAt: now,
      write: (language, settings) => ({ text: textOf(looks, language, settings, now) }),
    },
    now,
  );
  return 'refused' in queued ? null : queued.outboundId;
}

/** As it would be written now, for a person who wants to see it first. */
export async function readReceipt(db: Reader, kasus: CaseRow, language: Language, now: Date): Promise<string> {
  return textOf(await readLooks(db, kasus), language, await readSettings(db), now);
}

export async function sendReceiptByHand(
  tx: Tx,
  from: WritingFrom,
  person: Person,
  code: string,
  now: Date,
): Promise<{ sent: string } | { refused: 'not_found' | 'needs_reason' | 'erased' | 'cannot_be_sent' }> {
  const found = await accessCase(tx, person, code, 'send_receipt', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.erased_at) return { refused: 'erased' };
  const sent = await sendReceipt(tx, from, kasus, { requestId: newId(), authorId: person.id }, now);
  if (!sent) return { refused: 'cannot_be_sent' };
  await record(tx, { actor: { staff: person.id }, kind: 'receipt.sent', caseId: kasus.id, data: { outbound: sent } });
  return { sent };
}

const textOf = (looks: readonly Look[], language: Language, settings: ServiceSettings, now: Date): string => {
  const { serviceName, timeZone, receiptNames: names } = settings;
  return mailText(language, 'access-receipt', {
    layanan: serviceName,
    hari: promiseInWords(now, timeZone, language),
    daftar: receiptText(looks, { language, timeZone, names }),
  }).text;
};

async function sentLately(tx: Tx, caseId: string, now: Date): Promise<boolean> {
  const row = await tx
    .selectFrom('outbound_mails')
    .select('id')
    .where('case_id', '=', caseId)
    .where('occasion', '=', 'access_receipt')
    .where('automatic', '=', true)
    .where('created_at', '>', new Date(now.getTime() - AT_MOST_EVERY))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
