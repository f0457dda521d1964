/** Reads a letter that is being written, beside the konseli's last one and all templates: notices for the writer, and the gate. */
import type { Person } from '../core/policy.ts';
import { type Notice, noticesOf, templateShare } from '../core/writing.ts';
import type { Reader } from '../db/database.ts';
import type { Language, Stage } from '../db/schema.ts';
import type { ServiceSettings } from '../service/settings.ts';
import { listOwnTemplates } from './own-templates.ts';
import { shippedTemplates } from './shipped-templates.ts';

interface Writing {
  person: Person;
  language: Language;
  /** the konseli's last letter */
  konseliWrote: string;
}

export async function lookOver(
  db: Reader,
  { person, language, konseliWrote }: Writing,
  text: string,
): Promise<Notice[]> {
  return noticesOf(text, { templates: await templatesOf(db, person, language), konseliWrote });
}

async function templatesOf(db: Reader, person: Person, language: Language): Promise<string[]> {
  const own = await listOwnTemplates(db, person);
  return [...shippedTemplates.filter((one) => one.language === language), ...own].map(({ body }) => body);
}

/** In counselling a letter is written for one person: nearly all template, it would be taken for a form. */
export async function isAllTemplate(
  db: Reader,
  { person, language, stage }: { person: Person; language: Language; stage: Stage },
  text: string,
  settings: ServiceSettings,
): Promise<boolean> {
  if (stage !== 'counselling' || settings.templatePercent === 0) return false;
  return templateShare(text, await templatesOf(db, person, language)) * 100 >= settings.templatePercent;
}
