/**
 * The search page. What is looked for is personal text, so it never stands in a URL: the form is posted, the answer is the
 * page itself and is kept nowhere.
 */
import { z } from 'zod';
import { record } from '../../audit/record.ts';
import { readSettings } from '../../service/settings.ts';
import { Refusal } from '../../web/refusal.ts';
import type { Answer, Limit } from '../../web/visit.ts';
import { showHidden } from '../link-text.ts';
import { readQuery } from '../read-query.ts';
import { type SearchResult, searchLetters } from '../search.ts';
import { type CaseNeeds, type CaseVisit, personOf } from './case-visit.ts';

const searchForm = z.strictObject({ q: z.string().max(500), from: z.string().default('') });

/** A search opens thousands of letters; nobody reads that fast. */
export const searchLimits: readonly Limit<CaseNeeds>[] = [
  { max: 60, minutes: 5, key: ({ request }) => request.sessionKey },
];

/** GET /search */
export const showSearch = (visit: CaseVisit): Answer => searchPage(visit, '', null, null);

/** POST /search */
export async function search(visit: CaseVisit): Promise<Answer> {
  const { say } = visit;
  const form = visit.form(searchForm);
  if ('wrong' in form) throw new Refusal('unreadable');
  const { q, from } = form.fields;
  const read = readQuery(q);
  if ('wrong' in read)
    return searchPage(visit, q, null, say(`search.${read.wrong}`, 'name' in read ? { name: read.name } : {}));
  return searchPage(visit, q, await look(visit, read.query, from || null), null);
}

async function look(
  visit: CaseVisit,
  query: Parameters<typeof searchLetters>[3],
  from: string | null,
): Promise<SearchResult> {
  const { app, now } = visit;
  const person = personOf(visit);
  const { timeZone } = await readSettings(app.db);
  const began = performance.now();
  const elapsed = () => performance.now() - began;
  const result = await searchLetters(app.db, app.vault, person, query, from, timeZone, elapsed, now);
  await app.db.transaction().execute((tx) =>
    record(tx, {
      actor: { staff: person.id },
      kind: 'case.searched',
      data: {
        scanned: result.scanned,
        found: result.hits.length,
        cases: [...new Set(result.hits.map((hit) => hit.code))],
      },
    }),
  );
  return result;
}

const sides = { in: 'case.konseli', out: 'search.ours', note: 'web.letter.note' } as const;

function searchPage(visit: CaseVisit, q: string, result: SearchResult | null, problem: string | null): Answer {
  const { say } = visit;
  return {
    page: 'cases/search',
    title: say('search.title'),
    status: problem ? 422 : 200,
    model: {
      q,
      problem,
      found: result && say('search.found', { n: result.hits.length, scanned: result.scanned }),
      empty: result !== null && result.hits.length === 0,
      next: result?.next ?? null,
      hits: (result?.hits ?? []).map((hit) => ({
        href: `/cases/${hit.code}#${hit.place === 'note' ? 'note' : 'letter'}-${hit.id}`,
        label: say('search.hit', { code: hit.code }),
        side: say(sides[hit.place]),
        at: hit.at,
        before: showHidden(hit.excerpt.before),
        match: showHidden(hit.excerpt.match),
        after: showHidden(hit.excerpt.after),
      })),
    },
  };
}
