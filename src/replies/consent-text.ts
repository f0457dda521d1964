/**
 * The texts of consent: `templates/consent/<version>/`, in Indonesian for those we call kamu and those we call Anda, and in English.
 * A text that was ever sent is never changed: a new wording is a new version, and a case knows which one was agreed to.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { type Asked, type Goal, questionBlock } from '../core/answers/questions.ts';
import { fillTemplate, parseTemplate, type Template } from '../core/reply-template.ts';
import type { Language } from '../db/schema.ts';
import type { ServiceSettings } from '../service/settings.ts';

const FOLDER = new URL('../../templates/consent/', import.meta.url);
const VARIABLES = ['layanan', 'hari'];

/** The one that is sent now. */
export const consentVersion = Math.max(...readdirSync(FOLDER).map(Number));

const texts = new Map(['id-kamu', 'id-anda', 'en'].map((name) => [name, read(`${consentVersion}/${name}.hbs`)]));

/** What a letter that asks this ends with. */
export const blockOf = (asked: Asked, language: Language, goals: readonly Goal[], settings: ServiceSettings): string =>
  asked === 'consent' ? consentBlock(settings, language) : questionBlock(asked, language, goals);

function consentBlock(settings: ServiceSettings, language: Language): string {
  const name = language === 'en' ? 'en' : `id-${settings.addressing}`;
  const values = { layanan: settings.serviceName, hari: `${settings.promiseDays}` };
  return fillTemplate(texts.get(name)!, values).trimEnd();
}

function read(path: string): Template {
  const parsed = parseTemplate(readFileSync(new URL(path, FOLDER), 'utf8'), VARIABLES);
  if ('refused' in parsed) throw new Error(`templates/consent/${path}: ${parsed.refused}`);
  return parsed.template;
}
