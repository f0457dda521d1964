/** The pages of reply templates: those that come with Suluh to read and copy, one's own to write, colleagues' to use. */
import { z } from 'zod';
import type { TemplateRefusal } from '../../core/reply-template.ts';
import { fillTemplate, knownVariables, ownWordVariables, parseTemplate } from '../../core/reply-template.ts';
import type { Language } from '../../db/schema.ts';
import { readSettings } from '../../service/settings.ts';
import { Refusal } from '../../web/refusal.ts';
import type { Answer } from '../../web/visit.ts';
import { listOwnTemplates, type OwnTemplate, removeTemplate, saveTemplate } from '../own-templates.ts';
import { exampleValues } from '../reply-values.ts';
import { shippedTemplates } from '../shipped-templates.ts';
import type { ReplyVisit } from './needs.ts';

const templateForm = z.strictObject({
  title: z.string(),
  language: z.enum(['id', 'en']),
  body: z.string(),
  shared: z.literal('yes').optional(),
  do: z.enum(['save', 'preview']),
});

interface Typed {
  title: string;
  language: Language;
  body: string;
  shared: boolean;
}

/** GET /templates */
export async function listTemplates(visit: ReplyVisit): Promise<Answer> {
  const { app, staff, lang, say } = visit;
  const all = await listOwnTemplates(app.db, staff);
  const line = (t: OwnTemplate) => ({
    href: `/templates/${t.id}`,
    title: t.title,
    author: t.author,
    language: t.language,
    shared: t.shared,
    savedAt: t.savedAt,
  });
  const shipped = Map.groupBy(
    shippedTemplates.filter((t) => t.language === lang),
    (t) => t.stage,
  );
  return {
    page: 'replies/templates',
    title: say('templates.title'),
    model: {
      own: all.filter((t) => t.authorId === staff.id).map(line),
      shared: all.filter((t) => t.authorId !== staff.id).map(line),
      shipped: [...shipped].map(([stage, templates]) => ({
        stage: say(`templates.stage.${stage}`),
        templates: templates.map(({ name, title, step }) => ({
          href: `/templates/shipped/${lang}/${name}`,
          title,
          step: say(`templates.step.${step}`),
        })),
      })),
    },
  };
}

/** GET /templates/shipped/:language/:name */
export function showShippedTemplate({ params, say }: ReplyVisit): Answer {
  const found = shippedTemplates.find((t) => t.language === params.language && t.name === params.name);
  if (!found) return { refused: 'not_found' };
  const copyHref = `/templates/new?from=${found.name}&in=${found.language}`;
  return {
    page: 'replies/template',
    title: say('templates.title'),
    model: {
      title: found.title,
      from: say('templates.from_suluh'),
      body: found.body,
      language: found.language,
      copyHref,
    },
  };
}

/** GET /templates/new, perhaps with `?from=…&in=…`: a copy of a shipped one, or `?copy=…`: of a colleague's */
export async function showNewTemplate(visit: ReplyVisit): Promise<Answer> {
  const { query, lang, app, staff } = visit;
  const shipped = shippedTemplates.find((t) => t.name === query.from && t.language === query.in);
  const own = query.copy ? (await listOwnTemplates(app.db, staff)).find((t) => t.id === query.copy) : undefined;
  const { title = '', language = lang, body = '' } = shipped ?? own ?? {};
  return templatePage(visit, null, { title, language, body, shared: false });
}

/** GET /templates/:id: one's own to change, a colleague's to read */
export async function showTemplate(visit: ReplyVisit): Promise<Answer> {
  const { app, staff, params, say } = visit;
  const found = (await listOwnTemplates(app.db, staff)).find((t) => t.id === params.id);
  if (!found) return { refused: 'not_found' };
  if (found.authorId === staff.id) return templatePage(visit, found.id, found);
  return {
    page: 'replies/template',
    title: say('templates.title'),
    model: {
      title: found.title,
      from: say('templates.by', { name: found.author }),
      body: found.body,
      language: found.language,
      copyHref: `/templates/new?copy=${found.id}`,
    },
  };
}

/** POST /templates */
export const addTemplate = (visit: ReplyVisit): Promise<Answer> => keepTemplate(visit, null);

/** POST /templates/:id */
export const changeTemplate = (visit: ReplyVisit): Promise<Answer> => keepTemplate(visit, readId(visit));

/** POST /templates/:id/removals */
export async function dropTemplate(visit: ReplyVisit): Promise<Answer> {
  const { app, staff } = visit;
  const id = readId(visit);
  const removed = await app.db.transaction().execute((tx) => removeTemplate(tx, staff, id));
  return 'refused' in removed ? removed : { goTo: '/templates', say: 'templates.removed' };
}

async function keepTemplate(visit: ReplyVisit, id: string | null): Promise<Answer> {
  const { app, staff, now } = visit;
  const form = visit.form(templateForm);
  if ('wrong' in form) throw new Refusal('unreadable');
  const { title, language, body } = form.fields;
  const typed = { title, language, body, shared: form.fields.shared === 'yes' };
  if (form.fields.do === 'preview') return templatePage(visit, id, typed, { preview: true });
  const saved = await app.db.transaction().execute((tx) => saveTemplate(tx, staff, { id, ...typed }, now));
  if (!('refused' in saved)) return { goTo: '/templates', say: 'templates.saved' };
  if (saved.refused === 'not_found') return { refused: 'not_found' };
  if (saved.refused === 'title_length') return templatePage(visit, id, typed, { titleWrong: true });
  return templatePage(visit, id, typed, { bodyWrong: saved });
}

/** @throws Refusal `not_found` for what is no id */
function readId({ params }: ReplyVisit): string {
  const id = z.uuid().safeParse(params.id);
  if (!id.success) throw new Refusal('not_found');
  return id.data;
}

interface State {
  preview?: boolean;
  titleWrong?: boolean;
  bodyWrong?: TemplateRefusal;
}

async function templatePage(visit: ReplyVisit, id: string | null, typed: Typed, state: State = {}): Promise<Answer> {
  const { app, staff, now, say } = visit;
  const parsed = state.preview ? parseTemplate(typed.body) : null;
  const bodyWrong = state.bodyWrong ?? (parsed && 'refused' in parsed ? parsed : null);
  const settings = await readSettings(app.db);
  const values = exampleValues(settings, staff.name, typed.language, now);
  return {
    page: 'replies/template-edit',
    title: say('templates.title'),
    status: bodyWrong || state.titleWrong ? 422 : 200,
    model: {
      action: id ? `/templates/${id}` : '/templates',
      removal: id ? `/templates/${id}/removals` : null,
      heading: say(id ? 'templates.edit' : 'templates.new'),
      title: typed.title,
      titleError: state.titleWrong ? say('templates.refused.title_length') : null,
      languages: (['id', 'en'] as const).map((value) => ({
        value,
        label: say(`templates.language.${value}`),
        chosen: value === typed.language,
      })),
      body: typed.body,
      bodyError: bodyWrong ? sayWrong(visit, bodyWrong) : null,
      shared: typed.shared,
      preview: parsed && 'template' in parsed ? fillTemplate(parsed.template, values) : null,
      known: knownVariables.map((name) => ({ name: `{{${name}}}`, what: say(`templates.variable.${name}`) })),
      ownWords: ownWordVariables.map((name) => ({ name: `{{${name}}}`, what: say(`templates.variable.${name}`) })),
    },
  };
}

const sayWrong = ({ say }: ReplyVisit, wrong: TemplateRefusal): string =>
  say(`templates.refused.${wrong.refused}`, {
    line: 'line' in wrong ? wrong.line : 0,
    name: 'name' in wrong ? wrong.name : '',
  });
