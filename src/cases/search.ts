/**
 * Search: opens the letters a person may read, newest first, and looks. There is no index of words, for it would tell what is
 * in sealed letters; so a search works through batches and stops in time, and goes on from there when asked.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Letter } from '../core/letter.ts';
import type { Person } from '../core/policy.ts';
import type { Stage } from '../core/stage.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader } from '../db/database.ts';
import { openLetter } from './case-thread.ts';
import { visibleCases } from './visible-cases.ts';

export interface SearchQuery {
  /** each must occur, in any of the places */
  anywhere: string[];
  sender: string[];
  subject: string[];
  body: string[];
  stage: Stage | null;
  open: boolean | null;
  mine: boolean;
  /** YYYY-MM-DD, in the service's time zone */
  before: string | null;
  after: string | null;
  withAttachment: boolean;
}

export interface SearchHit {
  messageId: string;
  code: string;
  at: Date;
  direction: 'in' | 'out';
  /** the sentence around the first match, in three pieces; null: only a filter matched */
  excerpt: { before: string; match: string; after: string };
}

export interface SearchResult {
  hits: SearchHit[];
  scanned: number;
  /** where to go on; null: everything was looked at */
  next: string | null;
}

const BATCH = 500;
const MOST_LETTERS = 5000;
const MOST_MS = 2000;
const MOST_HITS = 50;

/**
 * @param from the `next` of an earlier result
 * @param elapsed milliseconds since the search began
 */
export async function searchLetters(
  db: Reader,
  vault: Vault,
  person: Person,
  query: SearchQuery,
  from: string | null,
  timeZone: string,
  elapsed: () => number,
  now: Date,
): Promise<SearchResult> {
  const result: SearchResult = { hits: [], scanned: 0, next: null };
  let cursor = from ? readCursor(from) : null;
  for (;;) {
    const batch = await readBatch(db, person, query, cursor, timeZone, now);
    const keys = await vault.keys(db, 'letters', [...new Set(batch.map((row) => row.case_id))]);
    for (const row of batch) {
      cursor = { at: row.sort_key, id: row.id };
      result.scanned++;
      const key = keys.get(row.case_id);
      const letter = key && row.content_sealed ? openLetter(key, row.id, row.content_sealed) : null;
      const excerpt = letter && match(letter, query);
      if (excerpt)
        result.hits.push({ messageId: row.id, code: row.code, at: row.arrived_at, direction: row.direction, excerpt });
      if (result.hits.length === MOST_HITS) break;
    }
    if (result.hits.length < MOST_HITS && batch.length < BATCH) return result;
    if (result.hits.length === MOST_HITS || result.scanned >= MOST_LETTERS || elapsed() >= MOST_MS)
      return { ...result, next: cursor && `${cursor.at}.${cursor.id}` };
  }
}

interface Cursor {
  /** microseconds */
  at: number;
  id: string;
}

function readCursor(text: string): Cursor | null {
  const found = /^(\d{1,16})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text);
  return found ? { at: Number(found[1]), id: found[2]! } : null;
}

function readBatch(db: Reader, person: Person, query: SearchQuery, cursor: Cursor | null, timeZone: string, now: Date) {
  const key = sql<number>`(extract(epoch from m.arrived_at) * 1000000)::bigint`;
  const day = (date: string): RawBuilder<Date> => sql<Date>`(${date}::date::timestamp at time zone ${timeZone})`;
  return db
    .selectFrom('messages as m')
    .innerJoin('cases', 'cases.id', 'm.case_id')
    .select(['m.id', 'm.case_id', 'm.content_sealed', 'm.arrived_at', 'm.direction', 'cases.code', key.as('sort_key')])
    .where(visibleCases(person, 'read', now))
    .where('m.content_sealed', 'is not', null)
    .$if(cursor !== null, (q) => q.where(sql<SqlBool>`(${key}, m.id) < (${cursor!.at}, ${cursor!.id}::uuid)`))
    .$if(query.stage !== null, (q) => q.where('cases.stage', '=', query.stage!))
    .$if(query.open !== null, (q) => q.where('cases.stage', query.open ? '<>' : '=', 'closed'))
    .$if(query.mine, (q) => q.where('cases.counsellor_id', '=', person.id))
    .$if(query.before !== null, (q) => q.where('m.arrived_at', '<', day(query.before!)))
    .$if(query.after !== null, (q) => q.where('m.arrived_at', '>=', day(query.after!)))
    .$if(query.withAttachment, (q) => q.where('m.attachments', '>', 0))
    .orderBy(sql`${key} desc, m.id desc`)
    .limit(BATCH)
    .execute();
}

/** The sentence in which the letter matches; null when it does not. */
function match(letter: Letter, query: SearchQuery): SearchHit['excerpt'] | null {
  const sender = letter.from ? `${letter.from.name} ${letter.from.address}` : '';
  const holds = (text: string, terms: readonly string[]) => {
    const folded = fold(text);
    return terms.every((term) => folded.includes(fold(term)));
  };
  if (!holds(sender, query.sender) || !holds(letter.subject, query.subject) || !holds(letter.text, query.body))
    return null;
  if (!holds(`${sender}\n${letter.subject}\n${letter.text}`, query.anywhere)) return null;
  const wanted = [...query.body, ...query.anywhere, ...query.subject];
  return excerptOf(letter.text, wanted) ?? excerptOf(letter.subject, wanted) ?? beginning(letter);
}

/** Small letters, one form of each character (Unicode §3.11 NFC). Its length may differ from the text's, so offsets are never mixed. */
const fold = (text: string): string => text.normalize('NFC').toLocaleLowerCase('id');

const AROUND = 80;

function excerptOf(text: string, terms: readonly string[]): SearchHit['excerpt'] | null {
  const plain = text.normalize('NFC').replace(/\s+/gu, ' ');
  for (const term of terms) {
    const found = new RegExp(RegExp.escape(term.normalize('NFC').replace(/\s+/gu, ' ')), 'iu').exec(plain);
    if (!found) continue;
    const end = found.index + found[0].length;
    return {
      before: tailOf(plain.slice(0, found.index)),
      match: found[0],
      after: headOf(plain.slice(end)),
    };
  }
  return null;
}

/** The last words before the match, and the first ones after it; no word is cut. */
const tailOf = (text: string): string =>
  text.length <= AROUND ? text : `…${text.slice(-AROUND).replace(/^\S+ ?/u, '')}`;
const headOf = (text: string): string =>
  text.length <= AROUND ? text : `${text.slice(0, AROUND).replace(/ ?\S+$/u, '')}…`;

const beginning = (letter: Letter): SearchHit['excerpt'] => ({
  before: '',
  match: '',
  after: letter.text.replace(/\s+/gu, ' ').slice(0, 2 * AROUND),
});
