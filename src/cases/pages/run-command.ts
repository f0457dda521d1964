/** What the forms of a case page share: reading the fields, running one command in one transaction, saying what became of it. */
import { z } from 'zod';
import type { Tx } from '../../db/database.ts';
import { Refusal } from '../../web/refusal.ts';
import type { Answer } from '../../web/visit.ts';
import { refusalWord } from '../words.ts';
import type { ShowCase } from './case-page.ts';
import type { CaseVisit } from './case-visit.ts';

/** A field that may stay empty. */
export const words = z.string().default('');

/** The fields of a form whose choices are all its own: what does not fit did not come from it. */
export function fieldsOf<S extends z.ZodObject>(visit: CaseVisit, schema: S): z.output<S> {
  const form = visit.form(schema);
  if ('wrong' in form) throw new Refusal('unreadable');
  return form.fields;
}

type Refused = { refused: string };
export type Run = (
  visit: CaseVisit,
  word: string,
  command: (tx: Tx, code: string) => Promise<object | Refused>,
  typed?: Readonly<Record<string, string>>,
  place?: string,
) => Promise<Answer>;

/**
 * Runs one command in one transaction; what is refused comes back on the case's page with all that was typed.
 * @param wordOf the word that says why, for commands of a later feature
 */
export const runner =
  (show: ShowCase, wordOf: (refused: never) => string = refusalWord): Run =>
  async (visit, word, command, typed = {}, place = '') => {
    const { app, params } = visit;
    const result = await app.db.transaction().execute((tx) => command(tx, params.code ?? ''));
    return done(visit, show, result, word, typed, place, wordOf);
  };

export function done(
  visit: CaseVisit,
  show: ShowCase,
  result: object | Refused,
  word: string,
  typed: Readonly<Record<string, string>> = {},
  place = '',
  wordOf: (refused: never) => string = refusalWord,
): Answer | Promise<Answer> {
  const { params, say } = visit;
  if (!('refused' in result)) return { goTo: `/cases/${params.code}${place}`, say: word };
  const { refused } = result as Refused;
  if (refused === 'not_found') return { refused };
  return show(visit, { problem: say(wordOf(refused as never)), typed });
}
