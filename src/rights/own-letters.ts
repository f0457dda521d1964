/**
 * The short letters that answer what a konseli asks for. Each is written once for what it answers, and not more than a few a
 * day for one case, whatever comes in: two programs that answer each other must fall silent (RFC 3834 §2).
 */
import type { CaseRow } from '../cases/lock-case.ts';
import type { Tx } from '../db/database.ts';
import { type MailText, mailText } from '../replies/mail-texts.ts';
import { dayInWords, promiseInWords } from '../replies/promise-in-words.ts';
import { queueServiceLetter } from '../replies/service-letter.ts';
import type { WritingFrom } from '../replies/write-to-konseli.ts';

const MOST_A_DAY = 6;
const DAY = 86_400_000;

export interface OwnLetter {
  kasus: CaseRow;
  /** what it answers: with its text, the same is never written twice */
  requestId: string;
  text: MailText;
  code?: string;
  /** a day, or the end of the lawful time */
  day?: Date;
  until?: Date;
}

/** @returns the outgoing mail; null: not written, for its address does not work or too many were */
export async function queueOwnLetter(tx: Tx, from: WritingFrom, letter: OwnLetter, now: Date): Promise<string | null> {
  const { kasus, requestId, text, code = '', day, until } = letter;
  const written = await lettersOf(tx, kasus.id, now);
  if (written.today >= MOST_A_DAY) return null;
  const queued = await queueServiceLetter(
    tx,
    from,
    {
      kasus,
      occasion: 'own_rights',
      dedupeKey: `own_rights:${requestId}:${text}:${written.all}`,
      authorId: null,
      dueAt: now,
      write: (language, { serviceName, timeZone }) => ({
        text: mailText(language, text, {
          layanan: serviceName,
          kode: code && `${code.slice(0, 3)} ${code.slice(3)}`,
          hari: day ? dayInWords(day, timeZone, language) : '',
          batas: until ? promiseInWords(until, timeZone, language) : '',
        }).text,
      }),
    },
    now,
  );
  return 'refused' in queued ? null : queued.outboundId;
}

async function lettersOf(tx: Tx, caseId: string, now: Date): Promise<{ all: number; today: number }> {
  const row = await tx
    .selectFrom('outbound_mails')
    .select((eb) => eb.fn.countAll<number>().as('all'))
    .select((eb) =>
      eb.fn
        .countAll<number>()
        .filterWhere('created_at', '>', new Date(now.getTime() - DAY))
        .filterWhere('automatic', '=', true)
        .as('today'),
    )
    .where('case_id', '=', caseId)
    .where('occasion', '=', 'own_rights')
    .executeTakeFirstOrThrow();
  return { all: Number(row.all), today: Number(row.today) };
}
