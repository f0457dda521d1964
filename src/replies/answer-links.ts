/** The link above the questions of a letter, to a page on which they are answered with a tap. Not where others read the mail. */
import { type Asked, type AskedInBlock, askable } from '../core/answers/questions.ts';
import { hashOfToken, newToken } from '../crypto/link-token.ts';
import type { Tx } from '../db/database.ts';
import type { Language } from '../db/schema.ts';
import type { ServiceSettings } from '../service/settings.ts';
import { mailText } from './mail-texts.ts';
import { dayInWords } from './promise-in-words.ts';

const LIVES_MS = 30 * 86_400_000;

/** What is answered with numbers or a few words; consent is answered in a letter, which is its evidence. */
export const onPage = (asks: readonly string[]): AskedInBlock[] =>
  askable.filter((asked): asked is AskedInBlock => asked !== 'consent' && asks.includes(asked));

interface AskingLetter {
  konseli: { language: Language };
  settings: ServiceSettings;
  questions?: { asks: readonly Asked[] };
}

export interface AnswerPage {
  /** the lines in the mail */
  text: string;
  token: string;
  expiresAt: Date;
}

/** @returns null where nothing is asked that a page can take, or there is no page */
export function answerPage(linksTo: string | null, letter: AskingLetter, leaves: Date): AnswerPage | null {
  const { settings, konseli, questions } = letter;
  if (!linksTo || !settings.answerPage || !onPage(questions?.asks ?? []).length) return null;
  const token = newToken();
  const expiresAt = new Date(leaves.getTime() + LIVES_MS);
  const tautan = new URL(`/answers/${token}${konseli.language === 'en' ? '?lang=en' : ''}`, linksTo).href;
  const sampai = dayInWords(expiresAt, settings.timeZone, konseli.language);
  return { text: mailText(konseli.language, 'answer-page', { tautan, sampai }).text, token, expiresAt };
}

export async function addAnswerLink(
  tx: Tx,
  link: Pick<AnswerPage, 'token' | 'expiresAt'> & { caseId: string; messageId: string },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('answer_links')
    .values({
      token_hash: hashOfToken(link.token),
      case_id: link.caseId,
      message_id: link.messageId,
      made_at: now,
      expires_at: link.expiresAt,
    })
    .execute();
}
