/**
 * The reply templates that come with Suluh: `templates/replies/<language>/<name>.hbs`, read and checked once at start. The
 * first line is the title; then `stage:` and `step:` say where in counselling it belongs; after `---` comes the text.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { parseTemplate } from '../core/reply-template.ts';
import type { Language, Stage } from '../db/schema.ts';

const FOLDER = new URL('../../templates/replies/', import.meta.url);

/** In the order in which a case meets them. */
const stages = ['any', 'preparation', 'counselling', 'post_counselling'] as const;
const steps = [
  'contact',
  'frame',
  'information',
  'exploring',
  'understanding',
  'acting',
  'evaluating',
  'outcome',
] as const;

export type TemplateStage = 'any' | Exclude<Stage, 'closed'>;
export type TemplateStep = (typeof steps)[number];

export interface ShippedTemplate {
  /** the same in both languages */
  name: string;
  language: Language;
  title: string;
  stage: TemplateStage;
  step: TemplateStep;
  body: string;
}

const FORM = /^(.+)\nstage: (\w+)\nstep: (\w+)\n---\n([\s\S]+)$/;

/** By stage and step, then by title. */
export const shippedTemplates: readonly ShippedTemplate[] = (['id', 'en'] as const)
  .flatMap(readFolder)
  .sort((a, b) => place(a) - place(b) || a.title.localeCompare(b.title, a.language));

function place({ stage, step }: ShippedTemplate): number {
  return stages.indexOf(stage) * steps.length + steps.indexOf(step);
}

function readFolder(language: Language): ShippedTemplate[] {
  const folder = new URL(`${language}/`, FOLDER);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => readTemplate(new URL(file, folder), file.slice(0, -'.hbs'.length), language));
}

function readTemplate(file: URL, name: string, language: Language): ShippedTemplate {
  const [, title, stage, step, body] = FORM.exec(readFileSync(file, 'utf8')) ?? [];
  if (!title || !body || !isOneOf(stages, stage) || !isOneOf(steps, step))
    throw new Error(`${file.pathname}: title, stage, step and text were expected`);
  const parsed = parseTemplate(body);
  if ('refused' in parsed) throw new Error(`${file.pathname}: ${parsed.refused}`);
  return { name, language, title, stage, step, body: body.trim() };
}

function isOneOf<T extends string>(known: readonly T[], word: string | undefined): word is T {
  return (known as readonly (string | undefined)[]).includes(word);
}
