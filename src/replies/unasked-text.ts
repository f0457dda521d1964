/** The texts that the program writes to a konseli without being asked: none holds a word of a letter, all say whom to turn to now. */
import type { Reader } from '../db/database.ts';
import type { Language } from '../db/schema.ts';
import { trustedCrisisContacts } from '../service/crisis-contacts.ts';
import type { ServiceSettings } from '../service/settings.ts';
import { crisisLines } from './crisis-lines.ts';
import { type MailText, mailText } from './mail-texts.ts';

export type UnaskedText = (language: Language, settings: ServiceSettings) => { subject: string; text: string };

/**
 * @param automatic nobody reads it before it leaves, and it says so
 * @param values of the letter's own variables, by language
 */
export async function unaskedText(
  db: Reader,
  settings: ServiceSettings,
  name: MailText,
  automatic: boolean,
  now: Date,
  values: (language: Language) => Record<string, string> = () => ({}),
): Promise<UnaskedText> {
  const contacts = await trustedCrisisContacts(db, settings, now);
  return (language, { serviceName }) =>
    mailText(language, name, {
      ...values(language),
      layanan: serviceName,
      kontak_krisis: crisisLines(contacts, language),
      keterangan: mailText(language, automatic ? 'read-by-nobody' : 'read-by-a-person', {}).text,
    });
}
