/**
 * Links to the page on which a letter is read once, where the konseli's mail is not theirs alone. The mail that carries one says
 * nothing else; the page asks for a code that was told another way.
 */
import { hashOfToken, newToken } from '../crypto/link-token.ts';
import type { Reader, Tx } from '../db/database.ts';
import type { Language } from '../db/schema.ts';
import type { ServiceSettings } from '../service/settings.ts';
import { mailText } from './mail-texts.ts';
import { dayInWords } from './promise-in-words.ts';

const DAY = 86_400_000;

export interface WaitingNote {
  /** what the mail says */
  text: string;
  token: string;
  expiresAt: Date;
}

/** @param leaves when the mail leaves: the days of the link are counted from then */
export function waitingNote(linksTo: string, language: Language, settings: ServiceSettings, leaves: Date): WaitingNote {
  const token = newToken();
  const expiresAt = new Date(leaves.getTime() + settings.readingLinkDays * DAY);
  const tautan = new URL(`/waiting/${token}${language === 'en' ? '?lang=en' : ''}`, linksTo).href;
  const sampai = dayInWords(expiresAt, settings.timeZone, language);
  return { text: mailText(language, 'letter-waits', { tautan, sampai }).text, token, expiresAt };
}

/** Earlier links to the same letter stop working. */
export async function addReadingLink(
  tx: Tx,
  link: Pick<WaitingNote, 'token' | 'expiresAt'> & { caseId: string; messageId: string },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('reading_links')
    .set({ closed_at: now, closed: 'replaced' })
    .where('message_id', '=', link.messageId)
    .where('closed_at', 'is', null)
    .execute();
  await tx
    .insertInto('reading_links')
    .values({
      token_hash: hashOfToken(link.token),
      case_id: link.caseId,
      message_id: link.messageId,
      made_at: now,
      expires_at: link.expiresAt,
    })
    .execute();
}

export async function hasReadingPin(db: Reader, konseliId: string): Promise<boolean> {
  const row = await db
    .selectFrom('reading_pins')
    .select('konseli_id')
    .where('konseli_id', '=', konseliId)
    .executeTakeFirst();
  return row !== undefined;
}
