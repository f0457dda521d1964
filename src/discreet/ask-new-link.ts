/**
 * Whoever holds a link that is used or too old asks for a new one. It goes to the konseli's own address and opens with the
 * same code, so that asking shows nothing to a stranger; of each letter one a day, and a few in all.
 */
import { record } from '../audit/record.ts';
import { readDelivery } from '../cases/delivery-agreement.ts';
import { type CaseRow, lockCase } from '../cases/lock-case.ts';
import { leavesAt } from '../core/safe-hours.ts';
import type { Tx } from '../db/database.ts';
import { mailText } from '../replies/mail-texts.ts';
import { addReadingLink, type WaitingNote, waitingNote } from '../replies/reading-links.ts';
import { queueServiceLetter } from '../replies/service-letter.ts';
import type { WritingFrom } from '../replies/write-to-konseli.ts';
import { readSettings } from '../service/settings.ts';
import { findLink } from './waiting-letter.ts';

const A_DAY = 86_400_000;
const MOST_LINKS = 5;

/** Says nothing about what became of it: whoever asks must not learn whether the link was one. @returns a mail to send */
export async function askNewLink(tx: Tx, from: WritingFrom, token: string, now: Date): Promise<string | null> {
  const link = await findLink(tx, token);
  const kasus = link && (await lockCase(tx, link.case_id));
  if (!link || !kasus || !from.linksTo) return null;
  const count = await linksThatMayFollow(tx, link.message_id, now);
  if (count === null) return null;
  const written = await write(tx, from, kasus, `letter_waits:${link.message_id}:${count}`, now);
  if (!written) return null;
  await addReadingLink(tx, { ...written.note, caseId: kasus.id, messageId: link.message_id }, now);
  await record(tx, {
    actor: 'konseli',
    kind: 'waiting_letter.asked_again',
    caseId: kasus.id,
    data: { letter: link.message_id },
  });
  return written.outboundId;
}

/** @returns how many there were; null: the last still works, was refused, or is too young; or there were enough */
async function linksThatMayFollow(tx: Tx, messageId: string, now: Date): Promise<number | null> {
  const links = await tx
    .selectFrom('reading_links')
    .selectAll()
    .where('message_id', '=', messageId)
    .orderBy('made_at', 'desc')
    .execute();
  const last = links[0];
  if (!last || links.length > MOST_LINKS || links.some(({ closed }) => closed === 'wrong_reader')) return null;
  const isOver = last.expires_at <= now || last.closed_at !== null || (last.ends_at !== null && last.ends_at <= now);
  return isOver && last.made_at.getTime() + A_DAY <= now.getTime() ? links.length : null;
}

async function write(tx: Tx, from: WritingFrom, kasus: CaseRow, dedupeKey: string, now: Date) {
  const settings = await readSettings(tx);
  const agreed = await readDelivery(tx, kasus);
  const leaves = leavesAt(now, agreed?.hours ?? null, settings.timeZone);
  let note: WaitingNote | undefined;
  const queued = await queueServiceLetter(
    tx,
    from,
    {
      kasus,
      occasion: 'letter_waits',
      dedupeKey,
      authorId: null,
      dueAt: now,
      write(language) {
        note = waitingNote(from.linksTo!, language, settings, leaves);
        return { text: note.text, kept: mailText(language, 'letter-waits', { tautan: '…', sampai: '…' }).text };
      },
    },
    now,
  );
  return 'refused' in queued || !note ? null : { note, outboundId: queued.outboundId };
}
