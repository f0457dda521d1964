/**
 * The folders of the rail and the cases in them. A folder is a condition on top of what the person may see; its number counts
 * what waits there. The case that has waited longest stands first, because that is fair.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Person, Relation } from '../core/policy.ts';
import type { RiskLane } from '../core/risk/risk-ladder.ts';
import type { Ending, Risk, Stage } from '../core/stage.ts';
import { openText } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader } from '../db/database.ts';
import type { Turn } from '../db/schema.ts';
import { relationInSql, visibleCases } from './visible-cases.ts';

export type Folder = 'attention' | 'new' | 'mine' | 'waiting' | 'asleep' | 'all' | 'done' | 'drafts';

/** In the order of the rail. A supervisor has no cases of her own, so no folders for them. */
export const foldersOf = (person: Person): readonly Folder[] =>
  person.role === 'counsellor'
    ? ['attention', 'new', 'mine', 'waiting', 'asleep', 'all', 'done', 'drafts']
    : ['attention', 'new', 'all', 'done'];

export const isFolder = (name: string, person: Person): name is Folder =>
  (foldersOf(person) as readonly string[]).includes(name);

/** How many cases each folder of this person holds. */
export async function countFolders(db: Reader, person: Person, now: Date): Promise<Record<Folder, number>> {
  const count = (folder: Folder) => sql<number>`count(*) filter (where ${folderCondition(folder, person, now)})`;
  return db
    .selectFrom('cases')
    .select([
      count('attention').as('attention'),
      count('new').as('new'),
      count('mine').as('mine'),
      count('waiting').as('waiting'),
      count('asleep').as('asleep'),
      count('all').as('all'),
      count('done').as('done'),
      count('drafts').as('drafts'),
    ])
    .where(visibleCases(person, 'see', now))
    .where('erased_at', 'is', null)
    .executeTakeFirstOrThrow();
}

/** What a person wants to see of a folder; `after` is the `next` (or, for what came since, the `end`) of the page before. */
export interface ListWish {
  folder: Folder;
  stage: Stage | null;
  order: 'oldest' | 'newest';
  after: string | null;
}

export interface ListedCase {
  id: string;
  code: string;
  relation: Relation;
  stage: Stage;
  round: number;
  risk: Risk;
  /** of danger, found by the program and not answered yet */
  signs: RiskLane;
  turn: Turn;
  ending: Ending | null;
  counsellor: string | null;
  /** the oldest letter that nobody has answered */
  waitingSince: Date | null;
  answerDueAt: Date | null;
  asleepUntil: Date | null;
  /** the last letter, or when the case was opened */
  lastAt: Date;
  unread: boolean;
  hasDraft: boolean;
  /** a letter of ours failed, came back, or is uncertain */
  deliveryProblem: boolean;
  /** the konseli does not write for long, and a person is asked what to do */
  silence: boolean;
  /** this person reads for a counsellor who is away */
  standsIn: boolean;
  /** null: this person may not read the words of the case now */
  words: CaseWords | null;
}

export interface CaseWords {
  konseli: string;
  title: string;
  preview: string;
}

export interface CaseList {
  cases: ListedCase[];
  /** where the next page begins; null: there is none */
  next: string | null;
  /** where this page ends, for what comes after it later; null: it is empty */
  end: string | null;
}

const PAGE = 40;

/**
 * One page of a folder, at most 40 cases.
 * @param withWords false on a shared screen: nothing is opened, so nothing has to be recorded as read
 */
export async function listCases(
  db: Reader,
  vault: Vault,
  person: Person,
  wish: ListWish,
  withWords: boolean,
  now: Date,
): Promise<CaseList> {
  const key = sortKey(wish);
  const cursor = wish.after ? readCursor(wish.after) : null;
  const direction = wish.order === 'oldest' ? sql`asc` : sql`desc`;
  const beyond = wish.order === 'oldest' ? sql`>` : sql`<`;
  const rows = await caseRows(db, person, now)
    .select(key.as('sort_key'))
    .where(visibleCases(person, 'see', now))
    .where('cases.erased_at', 'is', null)
    .where(folderCondition(wish.folder, person, now))
    .$if(wish.stage !== null, (q) => q.where('cases.stage', '=', wish.stage!))
    .$if(cursor !== null, (q) =>
      q.where(sql<SqlBool>`(${key}, cases.code) ${beyond} (${cursor!.key}, ${cursor!.code})`),
    )
    .orderBy(sql`${key} ${direction}, cases.code ${direction}`)
    .limit(PAGE + 1)
    .execute();
  const shown = rows.slice(0, PAGE);
  const words = withWords ? await readWords(db, vault, shown) : new Map<string, CaseWords>();
  const last = shown.at(-1);
  const end = last ? `${last.sort_key}.${last.code}` : null;
  return {
    cases: shown.map((row) => listedCase(row, words.get(row.id) ?? null)),
    next: rows.length > PAGE ? end : null,
    end,
  };
}

/** The codes before and after a case in a list; when it has left the list meanwhile, `after` is whoever waits there first. */
export async function readNeighbours(
  db: Reader,
  person: Person,
  wish: ListWish,
  code: string,
  now: Date,
): Promise<{ before: string | null; after: string | null }> {
  const key = sortKey(wish);
  const forwards = wish.order === 'oldest';
  const listed = () =>
    db
      .selectFrom('cases')
      .select('cases.code')
      .where(visibleCases(person, 'see', now))
      .where('cases.erased_at', 'is', null)
      .where(folderCondition(wish.folder, person, now))
      .$if(wish.stage !== null, (q) => q.where('cases.stage', '=', wish.stage!));
  const here = await listed().select(key.as('key')).where('cases.code', '=', code).executeTakeFirst();
  const nearest = async (ascending: boolean): Promise<string | null> => {
    const direction = ascending ? sql`asc` : sql`desc`;
    const beyond = ascending ? sql`>` : sql`<`;
    const row = await listed()
      .where('cases.code', '<>', code)
      .$if(here !== undefined, (q) =>
        q.where(sql<SqlBool>`(${key}, cases.code) ${beyond} (${here?.key}::bigint, ${code})`),
      )
      .orderBy(sql`${key} ${direction}, cases.code ${direction}`)
      .limit(1)
      .executeTakeFirst();
    return row?.code ?? null;
  };
  return { before: here ? await nearest(!forwards) : null, after: await nearest(forwards) };
}

/** The named cases that this person may see, in no order; for hits of a search and the other cases of a konseli. */
export async function listCasesById(
  db: Reader,
  vault: Vault,
  person: Person,
  ids: readonly string[],
  withWords: boolean,
  now: Date,
): Promise<ListedCase[]> {
  if (!ids.length) return [];
  const rows = await caseRows(db, person, now)
    .where(visibleCases(person, 'see', now))
    .where('cases.erased_at', 'is', null)
    .where('cases.id', 'in', ids)
    .execute();
  const words = withWords ? await readWords(db, vault, rows) : new Map<string, CaseWords>();
  return rows.map((row) => listedCase(row, words.get(row.id) ?? null));
}

/** What of a case stands in every list, for each row of `cases`. */
const caseRows = (db: Reader, person: Person, now: Date) =>
  db
    .selectFrom('cases')
    .innerJoin('konseli', 'konseli.id', 'cases.konseli_id')
    .leftJoin('staff', 'staff.id', 'cases.counsellor_id')
    .leftJoin('case_seen as seen', (join) =>
      join.onRef('seen.case_id', '=', 'cases.id').on('seen.staff_id', '=', person.id),
    )
    .selectAll('cases')
    .select([
      'konseli.name_sealed',
      'staff.name as counsellor',
      relationInSql(person).as('relation'),
      visibleCases(person, 'read', now).as('may_read'),
      sql<boolean>`cases.last_inbound_id is distinct from seen.message_id`.as('unread'),
      hasDraft(person).as('has_draft'),
      hasDeliveryProblem.as('delivery_problem'),
      silenceAsks.as('silence'),
      standsIn(person).as('stands_in'),
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof caseRows>['execute']>>[number];

const hasDraft = (person: Person): RawBuilder<SqlBool> =>
  sql<SqlBool>`cases.id in (select d.case_id from drafts d where d.author_id = ${person.id})`;

/** An uncertain letter waits for a person however often it was looked at; the others until somebody took note. */
const hasDeliveryProblem: RawBuilder<SqlBool> = sql<SqlBool>`cases.id in (
  select o.case_id from outbound_mails o
    where o.state = 'uncertain' or ((o.state = 'failed' or o.bounced_at is not null) and o.seen_problem_at is null))`;

/** A letter after a silence waits to be sent by hand, or all were sent. */
const silenceAsks: RawBuilder<SqlBool> = sql<SqlBool>`(cases.stage <> 'closed' and cases.waiting_since is null and cases.id in (
  select s.case_id from silences s where s.ended_at is null and (s.told_at is not null or s.step = 5)))`;

const standsIn = (person: Person): RawBuilder<SqlBool> => sql<SqlBool>`cases.id in (
  select p.case_id from absence_parts p join absences a on a.id = p.absence_id
    where p.ended_at is null and a.ended_at is null and a.stand_in_id = ${person.id})`;

function folderCondition(folder: Folder, person: Person, now: Date): RawBuilder<SqlBool> {
  const open = sql<SqlBool>`cases.stage <> 'closed'`;
  const working = sql<SqlBool>`(${relationInSql(person)}) in ('own', 'co')`;
  const awake = sql<SqlBool>`(cases.asleep_until is null or cases.asleep_until <= ${now})`;
  switch (folder) {
    case 'attention':
      return sql<SqlBool>`(${hasDeliveryProblem} or (${open} and (cases.risk = 'urgent' or cases.signs = 'red')))`;
    case 'new':
      return sql<SqlBool>`(${open} and cases.counsellor_id is null)`;
    case 'mine':
      return sql<SqlBool>`(${open} and ${working} and ${awake} and cases.turn = 'counsellor')`;
    case 'waiting':
      return sql<SqlBool>`(${open} and ${working} and ${awake} and cases.turn = 'konseli')`;
    case 'asleep':
      return sql<SqlBool>`(${open} and ${working} and not ${awake})`;
    case 'all':
      return open;
    case 'done':
      return sql<SqlBool>`cases.stage = 'closed'`;
    case 'drafts':
      return sql<SqlBool>`(${hasDraft(person)} and ${visibleCases(person, 'read', now)})`;
  }
}

/** Microseconds, as PostgreSQL keeps them, so that no row falls between two pages. */
function sortKey(wish: ListWish): RawBuilder<number> {
  const at = wish.order === 'oldest' ? waitingKey(wish.folder) : sql`coalesce(cases.last_letter_at, cases.opened_at)`;
  return sql<number>`(extract(epoch from ${at}) * 1000000)::bigint`;
}

function waitingKey(folder: Folder): RawBuilder<unknown> {
  if (folder === 'asleep') return sql`cases.asleep_until`;
  if (folder === 'done') return sql`cases.closed_at`;
  return sql`coalesce(cases.waiting_since, cases.last_letter_at, cases.opened_at)`;
}

function readCursor(text: string): { key: number; code: string } | null {
  const found = /^(\d{1,16})\.([0-9A-Z]{6})$/.exec(text);
  return found ? { key: Number(found[1]), code: found[2]! } : null;
}

/** Opens name, title and preview of those rows whose words may be read; two look-ups of keys for the whole page. */
async function readWords(db: Reader, vault: Vault, rows: readonly Row[]): Promise<Map<string, CaseWords>> {
  const readable = rows.filter((row) => row.may_read);
  const letters = await vault.keys(
    db,
    'letters',
    readable.map((row) => row.id),
  );
  const people = await vault.keys(db, 'person', [...new Set(readable.map((row) => row.konseli_id))]);
  const opened = readable.map((row): [string, CaseWords] => {
    const key = letters.get(row.id);
    const person = people.get(row.konseli_id);
    return [
      row.id,
      {
        konseli: person && row.name_sealed ? openText(person, 'konseli.name', row.konseli_id, row.name_sealed) : '',
        title: key && row.title_sealed ? openText(key, 'cases.title', row.id, row.title_sealed) : '',
        preview: key && row.preview_sealed ? openText(key, 'cases.preview', row.id, row.preview_sealed) : '',
      },
    ];
  });
  return new Map(opened);
}

const listedCase = (row: Row, words: CaseWords | null): ListedCase => ({
  id: row.id,
  code: row.code,
  relation: row.relation,
  stage: row.stage,
  round: row.round,
  risk: row.risk,
  signs: row.signs,
  turn: row.turn,
  ending: row.ending,
  counsellor: row.counsellor,
  waitingSince: row.waiting_since,
  answerDueAt: row.answer_due_at,
  asleepUntil: row.asleep_until,
  lastAt: row.last_letter_at ?? row.opened_at,
  unread: row.unread,
  hasDraft: Boolean(row.has_draft),
  deliveryProblem: Boolean(row.delivery_problem),
  silence: Boolean(row.silence),
  standsIn: Boolean(row.stands_in),
  words,
});
