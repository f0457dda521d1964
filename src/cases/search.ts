/**
 * Search: opens the letters and notes a person may read, newest first, and looks. There is no index of words, for it would
 * tell what is in sealed letters; so a search works through batches and stops in time, and goes on from there when asked.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Letter } from '../core/letter.ts';
import type { Person } from '../core/policy.ts';
import type { Stage } from '../core/stage.ts';
import { openText } from '../crypto/seal.ts';
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
  /** of the letter or the note */
  id: string;
  code: string;
  at: Date;
  /** whose words they are: the konseli's, ours, or a note of ours that no konseli reads */
  place: Place;
  /** the sentence around the first match, in three pieces; null: only a filter matched */
  excerpt: { before: string; match: string; after: string };
}

type Place = 'in' | 'out' | 'note';

export interface SearchResult {
  hits: SearchHit[];
  /** letters and notes */
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
    const excerptOf = await openBatch(db, vault, batch, query);
    for (const row of batch) {
      cursor = { at: row.sort_key, id: row.id };
      result.scanned++;
      const excerpt = excerptOf(row);
      if (excerpt) result.hits.push({ id: row.id, code: row.code, at: row.at, place: row.place, excerpt });
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

interface Row {
  place: Place;
  id: string;
  case_id: string;
  sealed: Buffer | null;
  at: Date;
  code: string;
  sort_key: number;
}

async function readBatch(
  db: Reader,
  person: Person,
  query: SearchQuery,
  cursor: Cursor | null,
  timeZone: string,
  now: Date,
): Promise<Row[]> {
  const filters = (at: RawBuilder<Date>, id: RawBuilder<string>): RawBuilder<SqlBool> => {
    const day = (date: string): RawBuilder<Date> => sql<Date>`(${date}::date::timestamp at time zone ${timeZone})`;
    return sql<SqlBool>`(${sql.join(
      [
        sql`true`,
        ...(cursor ? [sql`(${sortKey(at)}, ${id}) < (${cursor.at}, ${cursor.id}::uuid)`] : []),
        ...(query.stage ? [sql`cases.stage = ${query.stage}`] : []),
        ...(query.open === null ? [] : [query.open ? sql`cases.stage <> 'closed'` : sql`cases.stage = 'closed'`]),
        ...(query.mine ? [sql`cases.counsellor_id = ${person.id}`] : []),
        ...(query.before ? [sql`${at} < ${day(query.before)}`] : []),
        ...(query.after ? [sql`${at} >= ${day(query.after)}`] : []),
      ],
      sql` and `,
    )})`;
  };
  const letterAt = sql<Date>`m.arrived_at`;
  const letters = await db
    .selectFrom('messages as m')
    .innerJoin('cases', 'cases.id', 'm.case_id')
    .select([
      'm.direction as place',
      'm.id',
      'm.case_id',
      'm.content_sealed as sealed',
      'm.arrived_at as at',
      'cases.code',
    ])
    .select(sortKey(letterAt).as('sort_key'))
    .where(visibleCases(person, 'read', now))
    .where('m.content_sealed', 'is not', null)
    .where(filters(letterAt, sql`m.id`))
    .$if(query.withAttachment, (q) => q.where('m.attachments', '>', 0))
    .orderBy(sql`sort_key desc, m.id desc`)
    .limit(BATCH)
    .execute();
  // A note has no sender, no subject and no file.
  if (query.sender.length || query.subject.length || query.withAttachment) return letters;
  const noteAt = sql<Date>`n.created_at`;
  const notes = await db
    .selectFrom('notes as n')
    .innerJoin('cases', 'cases.id', 'n.case_id')
    .select(['n.id', 'n.case_id', 'n.body_sealed as sealed', 'n.created_at as at', 'cases.code'])
    .select([sql<'note'>`'note'`.as('place'), sortKey(noteAt).as('sort_key')])
    .where(visibleCases(person, 'read_notes', now))
    .where('n.body_sealed', 'is not', null)
    .where(filters(noteAt, sql`n.id`))
    .orderBy(sql`sort_key desc, n.id desc`)
    .limit(BATCH)
    .execute();
  return [...letters, ...notes].sort((a, b) => b.sort_key - a.sort_key || (a.id < b.id ? 1 : -1)).slice(0, BATCH);
}

/** Microseconds, as PostgreSQL keeps them. */
const sortKey = (at: RawBuilder<Date>) => sql<number>`(extract(epoch from ${at}) * 1000000)::bigint`;

/** Looks up the keys of a whole batch. @returns what a row holds of what is looked for; null: it does not match, or is erased */
async function openBatch(db: Reader, vault: Vault, batch: readonly Row[], query: SearchQuery) {
  const cases = (isNote: boolean) => [
    ...new Set(batch.filter((row) => (row.place === 'note') === isNote).map((row) => row.case_id)),
  ];
  const letters = await vault.keys(db, 'letters', cases(false));
  const notes = await vault.keys(db, 'notes', cases(true));
  return (row: Row): SearchHit['excerpt'] | null => {
    const key = (row.place === 'note' ? notes : letters).get(row.case_id);
    if (!key || !row.sealed) return null;
    if (row.place !== 'note') return match(openLetter(key, row.id, row.sealed), query);
    return match({ from: null, subject: '', text: openText(key, 'notes.body', row.id, row.sealed) }, query);
  };
}

type Searched = Pick<Letter, 'from' | 'subject' | 'text'>;

/** The sentence in which a letter or note matches; null when it does not. */
function match(letter: Searched, query: SearchQuery): SearchHit['excerpt'] | null {
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

const beginning = (letter: Searched): SearchHit['excerpt'] => ({
  before: '',
  match: '',
  after: letter.text.replace(/\s+/gu, ' ').slice(0, 2 * AROUND),
});
