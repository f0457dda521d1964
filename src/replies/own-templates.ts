/** The counsellors' own templates: private to their writer, or shared with every colleague. Only the writer changes one. */
import { record } from '../audit/record.ts';
import { mayWithService, type Person } from '../core/policy.ts';
import { parseTemplate, type TemplateRefusal } from '../core/reply-template.ts';
import { newId, type Reader, type Tx } from '../db/database.ts';
import type { Language } from '../db/schema.ts';

export interface OwnTemplate {
  id: string;
  authorId: number;
  author: string;
  title: string;
  language: Language;
  body: string;
  shared: boolean;
  savedAt: Date;
}

export interface TemplateToSave {
  /** null: a new one */
  id: string | null;
  title: string;
  language: Language;
  body: string;
  shared: boolean;
}

export type SavedTemplate =
  | { saved: string }
  | { refused: 'not_found' }
  | { refused: 'title_length' }
  | TemplateRefusal;

const TITLE_LIMIT = 120;

/** What this person may use: the own ones and those that colleagues share, by title. */
export function listOwnTemplates(db: Reader, person: Person): Promise<OwnTemplate[]> {
  return db
    .selectFrom('reply_templates as t')
    .innerJoin('staff', 'staff.id', 't.author_id')
    .select([
      't.id',
      't.author_id as authorId',
      'staff.name as author',
      't.title',
      't.language',
      't.body',
      't.shared',
      't.saved_at as savedAt',
    ])
    .where((eb) => eb.or([eb('t.author_id', '=', person.id), eb('t.shared', '=', true)]))
    .orderBy('t.title')
    .orderBy('t.id')
    .execute();
}

/** Judges the text before it is kept: what could reach more than the listed variables is refused with its line. */
export async function saveTemplate(
  tx: Tx,
  person: Person,
  template: TemplateToSave,
  now: Date,
): Promise<SavedTemplate> {
  if (!mayWithService(person, 'write_templates')) return { refused: 'not_found' };
  const title = template.title.trim();
  if (!title || title.length > TITLE_LIMIT) return { refused: 'title_length' };
  const body = template.body.replace(/\r\n?/g, '\n').trim();
  const parsed = parseTemplate(body);
  if ('refused' in parsed) return parsed;
  const values = { title, language: template.language, body, shared: template.shared, saved_at: now };
  const id = template.id ?? newId();
  if (template.id) {
    const changed = await tx
      .updateTable('reply_templates')
      .set(values)
      .where('id', '=', id)
      .where('author_id', '=', person.id)
      .returning('id')
      .executeTakeFirst();
    if (!changed) return { refused: 'not_found' };
  } else {
    await tx
      .insertInto('reply_templates')
      .values({ id, author_id: person.id, ...values })
      .execute();
  }
  await record(tx, { actor: { staff: person.id }, kind: 'template.saved', data: { template: id } });
  return { saved: id };
}

export async function removeTemplate(
  tx: Tx,
  person: Person,
  id: string,
): Promise<{ removed: string } | { refused: 'not_found' }> {
  const removed = await tx
    .deleteFrom('reply_templates')
    .where('id', '=', id)
    .where('author_id', '=', person.id)
    .returning('id')
    .executeTakeFirst();
  if (!removed) return { refused: 'not_found' };
  await record(tx, { actor: { staff: person.id }, kind: 'template.removed', data: { template: id } });
  return { removed: id };
}
