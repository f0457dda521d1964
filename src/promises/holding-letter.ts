/** The letter that asks for patience before a promise is missed, ready to be sent: a counsellor's letter, in their name. */
import { answerDueAt } from '../core/promise-clock.ts';
import type { Language } from '../db/schema.ts';
import { mailText } from '../replies/mail-texts.ts';
import { promiseInWords } from '../replies/promise-in-words.ts';
import { calendarOf, type ServiceSettings } from '../service/settings.ts';

/** Names the day that the case will go by once it is sent; null: no day can be promised. */
export function holdingLetter(
  settings: ServiceSettings,
  language: Language,
  counsellor: string,
  now: Date,
): string | null {
  const next = answerDueAt(now, calendarOf(settings), settings.promiseDays);
  if (!next) return null;
  const day = promiseInWords(next, settings.timeZone, language);
  return mailText(language, 'holding-letter', { tanggal_janji: day, konselor: counsellor }).text;
}
