/** The line of the live strip: how many letters came since the page was made, in the cases this person may see. */

import { type SqlBool, sql } from 'kysely';
import { readCaseCode } from '../../core/case-code.ts';
import type { Answer } from '../../web/visit.ts';
import { visibleCases } from '../visible-cases.ts';
import { type CaseVisit, personOf } from './case-visit.ts';

/** Where the page at this path asks for its news; null: it is none that letters come to. */
export function newsUrlOf(path: string, now: Date): string | null {
  if (!placeOf(path)) return null;
  return `/news?${new URLSearchParams({ on: path, since: String(now.getTime()) })}`;
}

/** GET /news: a fragment, empty while there is nothing new */
export async function showNews(visit: CaseVisit): Promise<Answer> {
  const { app, query, now, say } = visit;
  const place = placeOf(query.on ?? '');
  const since = Number(query.since);
  if (!place || !Number.isSafeInteger(since)) return { refused: 'not_found' };
  const row = await app.db
    .selectFrom('messages as m')
    .innerJoin('cases', 'cases.id', 'm.case_id')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('m.direction', '=', 'in')
    .where('m.created_at', '>', new Date(since))
    .where(visibleCases(personOf(visit), 'see', now))
    .$if(place.code !== null, (q) => q.where(sql<SqlBool>`cases.code = ${place.code}`))
    .executeTakeFirstOrThrow();
  return {
    fragment: 'cases/news',
    model: row.n > 0 ? { text: say('news.letters', { n: row.n }), href: place.path } : { text: null, href: null },
  };
}

function placeOf(path: string): { path: string; code: string | null } | null {
  if (/^\/folders\/[a-z]+$/.test(path)) return { path, code: null };
  const code = /^\/cases\/(\w+)$/.exec(path)?.[1];
  const known = code && readCaseCode(code);
  return known ? { path, code: known } : null;
}
