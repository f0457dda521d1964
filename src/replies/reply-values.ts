/** What the program puts into a reply template for one case: name, counsellor, service, dates, crisis contacts. */
import { readKonseli } from '../cases/konseli.ts';
import { answerDueAt } from '../core/promise-clock.ts';
import type { KnownVariable } from '../core/reply-template.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader } from '../db/database.ts';
import type { Language } from '../db/schema.ts';
import { trustedCrisisContacts } from '../service/crisis-contacts.ts';
import { calendarOf, readSettings, type ServiceSettings } from '../service/settings.ts';
import { crisisLines } from './crisis-lines.ts';
import { dayInWords, hoursInWords, promiseInWords } from './promise-in-words.ts';

export type ReplyValues = Record<KnownVariable, string | null>;

/** Null where it is not known: it stays in the text as a variable, for the counsellor to replace. */
export async function readReplyValues(
  db: Reader,
  vault: Vault,
  facts: { konseliId: string; counsellor: string; language: Language },
  now: Date,
): Promise<ReplyValues> {
  const settings = await readSettings(db);
  const konseli = await readKonseli(db, vault, facts.konseliId);
  const trusted = await trustedCrisisContacts(db, settings, now);
  return {
    nama: konseli.name || null,
    kontak_krisis: crisisLines(trusted, facts.language),
    ...serviceValues(settings, facts.counsellor, facts.language, now),
  };
}

/** For the preview of a template, which belongs to no case. */
export const exampleValues = (
  settings: ServiceSettings,
  counsellor: string,
  language: Language,
  now: Date,
): ReplyValues => ({
  nama: 'Sari',
  kontak_krisis: crisisLines([], language),
  ...serviceValues(settings, counsellor, language, now),
});

function serviceValues(settings: ServiceSettings, counsellor: string, language: Language, now: Date) {
  // A letter that came now would be answered by then: that is what the konseli is told.
  const promised = answerDueAt(now, calendarOf(settings), settings.promiseDays);
  return {
    konselor: counsellor,
    layanan: settings.serviceName,
    tanggal_janji: promised && promiseInWords(promised, settings.timeZone, language),
    jam_layanan: hoursInWords(settings, now, language),
    hari_ini: dayInWords(now, settings.timeZone, language),
  };
}
