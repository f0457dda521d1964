/**
 * The letters the program writes by itself, and pieces of them: `templates/mail/<language>/<name>.hbs`, read and checked once
 * at start. A file is a subject, a line `---` and the text; one without that line is a text alone.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fillTemplate, parseTemplate, type Template, type TemplateValues } from '../core/reply-template.ts';
import type { Language } from '../db/schema.ts';

const FOLDER = new URL('../../templates/mail/', import.meta.url);
const VARIABLES = [
  'layanan',
  'janji',
  'tanggal_janji',
  'kontak',
  'kontak_krisis',
  'rencana',
  'keterangan',
  'waktu',
  'waktu_semula',
  'menit',
  'tempat',
  'rincian',
  'tambahan',
  'isi',
  'penulis',
  'kode',
  'hari',
  'batas',
  'daftar',
  'penerima',
  'label',
  'tautan',
  'sampai',
  'pembaca',
  'konselor',
];

const texts = new Map<string, { subject: string; template: Template }>();
for (const language of ['id', 'en'] as const) {
  const folder = new URL(`${language}/`, FOLDER);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.hbs')))
    texts.set(`${language}/${file.slice(0, -'.hbs'.length)}`, read(new URL(file, folder)));
}

export type MailText =
  | 'acknowledgement'
  | 'promise'
  | 'no-promise'
  | 'crisis-contacts'
  | 'safety-plan'
  | 'read-by-nobody'
  | 'read-by-a-person'
  | 'check-in'
  | 'second-check-in'
  | 'door-stays-open'
  | 'meeting'
  | 'meeting-changed'
  | 'meeting-cancelled'
  | 'meeting-reminder'
  | 'session-agreed'
  | 'session-reminder'
  | 'part-when'
  | 'part-minutes'
  | 'part-place'
  | 'part-aim'
  | 'part-homework'
  | 'part-may-use'
  | 'part-calendar'
  | 'own-copy-code'
  | 'own-erase-code'
  | 'own-copy-confirmed'
  | 'own-erase-confirmed'
  | 'own-code-wrong'
  | 'own-code-late'
  | 'own-copy'
  | 'own-erased'
  | 'own-stopped'
  | 'own-paused'
  | 'own-resumed'
  | 'access-receipt'
  | 'answer-takes-longer'
  | 'answer-takes-longest'
  | 'holding-letter'
  | 'absence'
  | 'absence-named'
  | 'referral-consent'
  | 'referral-link'
  | 'referral-accepted'
  | 'referral-declined'
  | 'referral-appointment'
  | 'referral-feedback'
  | 'referral-more-needed'
  | 'letter-waits'
  | 'reading-pin'
  | 'answer-page'
  | 'aftercare-short'
  | 'aftercare-long';

/** @returns the letter with its values put in, without blank lines around it */
export function mailText(
  language: Language,
  name: MailText,
  values: TemplateValues,
): { subject: string; text: string } {
  const found = texts.get(`${language}/${name}`);
  if (!found) throw new Error(`templates/mail has no ${language}/${name}.hbs`);
  return { subject: found.subject, text: fillTemplate(found.template, values).trim() };
}

function read(file: URL): { subject: string; template: Template } {
  const source = readFileSync(file, 'utf8');
  const parted = /^(.*)\n---\n([\s\S]*)$/.exec(source);
  const parsed = parseTemplate(parted?.[2] ?? source, VARIABLES);
  if ('refused' in parsed) throw new Error(`${file.pathname}: ${parsed.refused}`);
  return { subject: parted?.[1] ?? '', template: parsed.template };
}
