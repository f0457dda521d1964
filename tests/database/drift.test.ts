// The tables as TypeScript sees them (src/db/schema.ts) against the tables as they are: columns, types, null, defaults, words.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reader } from '../../src/db/database.ts';
import { openWorld, type World } from '../support/cast.ts';

const SCHEMA = readFileSync(join(import.meta.dirname, '../../src/db/schema.ts'), 'utf8');

/** Kept by the migrations and by the queue, not by us. */
const OTHERS = /^public\.migrations$|^bullmq\./;

/** Set by the trigger `chain_event`: no default, and still left out when inserting. */
const FILLED_BY_TRIGGER = ['events.seq', 'events.at', 'events.prev_hash', 'events.hash'];

/** `cases.stage` → `counselling|closed|…`, with `?` when null is allowed and `=` when it may be left out */
type Columns = Map<string, string>;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());

test('both say the same', async () => {
  const [ours, theirs] = [columnsOfSchema(SCHEMA), await columnsOfDatabase(world.db)];
  expect(ours.size).toBeGreaterThan(200);
  expect(differences(ours, theirs)).toEqual([]);
});

test.each([
  ['a column added to the database', sql`alter table notes add mood text`],
  ['a column dropped', sql`alter table notes drop created_at`],
  ['a column that may now be null', sql`alter table notes alter author_id drop not null`],
  ['a default taken away', sql`alter table notes alter created_at drop default`],
  ['another type', sql`alter table inbound_mails alter size type text using size::text`],
  ['a new word of an enum', sql`alter type turn rename value 'nobody' to 'no_one'`],
  [
    'another word in a check',
    sql`alter table case_people drop constraint part_is_known, add constraint part_is_known check (part in ('co', 'friend'))`,
  ],
  ['a table added to the database', sql`create table gossip (id int)`],
])('it is noticed: %s', async (_, change) => {
  const undo = Symbol('undo');
  let found: string[] = [];
  await world
    .tx(async (tx) => {
      await change.execute(tx);
      found = differences(columnsOfSchema(SCHEMA), await columnsOfDatabase(tx));
      throw undo;
    })
    .catch((error) => {
      if (error !== undo) throw error;
    });
  expect(found).not.toEqual([]);
});

test.each([
  ['a column added to the interface', 'body_sealed: Buffer | null;', 'body_sealed: Buffer | null; mood: string;'],
  ['a column left out', "part: 'co' | 'excluded';", ''],
  ['null forgotten', 'ending: Ending | null;', 'ending: Ending;'],
  ['another type', 'round: Defaulted<number>;', 'round: Defaulted<string>;'],
  ['a word too many', "'counsellor' | 'supervisor' | 'admin'", "'counsellor' | 'supervisor' | 'admin' | 'guest'"],
  ['a table left out', 'drafts: DraftsTable;', ''],
])('it is noticed: %s', async (_, text, instead) => {
  expect(SCHEMA).toContain(text);
  const changed = columnsOfSchema(SCHEMA.replace(text, instead));
  expect(differences(changed, await columnsOfDatabase(world.db))).not.toEqual([]);
});

function differences(ours: Columns, theirs: Columns): string[] {
  const names = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
  return names
    .filter((name) => ours.get(name) !== theirs.get(name))
    .map((name) => `${name}: schema.ts ${ours.get(name) ?? 'has none'}, database ${theirs.get(name) ?? 'has none'}`);
}

// schema.ts is plain enough to be read line by line: aliases, interfaces, `name: type;`.

function columnsOfSchema(source: string): Columns {
  const text = source.replace(/\/\*[\s\S]*?\*\//g, '');
  const aliases = new Map([...text.matchAll(/type (\w+) =\s*([^;]+);/g)].map(([, name, type]) => [name!, type!]));
  const interfaces = new Map(
    [...text.matchAll(/interface (\w+)(?: extends (\w+))? \{([^}]*)\}/g)].map(([, name, parent, body]) => [
      name!,
      {
        parent,
        fields: [...body!.matchAll(/'?([\w.]+)'?: ([^;]+);/g)].map(([, field, type]) => [field!, type!] as const),
      },
    ]),
  );
  const fieldsOf = (name: string): (readonly [string, string])[] => {
    const found = interfaces.get(name)!;
    return [...(found.parent ? fieldsOf(found.parent) : []), ...found.fields];
  };
  return new Map(
    fieldsOf('DB').flatMap(([table, type]) =>
      fieldsOf(type).map(([column, written]) => [`${table}.${column}`, readType(written, aliases)] as const),
    ),
  );
}

function readType(written: string, aliases: Map<string, string>): string {
  const [selected, optional] = unwrap(written.replace(/\s+/g, ' ').trim());
  const parts = selected.split('|').map((p) => p.trim());
  const nullable = parts.includes('null');
  const named = parts.filter((p) => p && p !== 'null').flatMap((p) => (aliases.get(p) ?? p).split('|'));
  const type = named
    .map((p) => plain(p.trim()))
    .filter(Boolean)
    .sort()
    .join('|');
  return `${type}${nullable ? '?' : ''}${optional && !nullable ? '=' : ''}`;
}

/** What is read from the column, and whether it may be left out when writing. */
function unwrap(type: string): [selected: string, optional: boolean] {
  const [, wrapper, inner] = /^(Defaulted|Generated|Json|ColumnType)<(.*)>$/.exec(type) ?? [];
  if (!wrapper || !inner) return [type, false];
  if (wrapper !== 'ColumnType') return [inner, true];
  const [selected, inserted] = splitArguments(inner);
  return [selected!, inserted!.includes('undefined')];
}

function splitArguments(list: string): string[] {
  let depth = 0;
  const parts = [''];
  for (const letter of list) {
    if (letter === '<') depth++;
    if (letter === '>') depth--;
    if (letter === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts.map((p) => p.trim());
}

const plain = (type: string): string => (type.startsWith('Record<') ? 'json' : type.replace(/^'|'$/g, ''));

// The database is asked for its columns, the values of its enums, and the words its checks allow.

const SQL_TYPES: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  int4: 'number',
  int8: 'number',
  bool: 'boolean',
  timestamptz: 'Date',
  bytea: 'Buffer',
  jsonb: 'json',
  _text: 'string[]',
  _int4: 'number[]',
};

async function columnsOfDatabase(db: Reader): Promise<Columns> {
  const { rows } = await sql<{ table: string; column: string; type: string; nullable: boolean; optional: boolean }>`
    select table_schema || '.' || table_name as table, column_name as column, udt_name as type,
           is_nullable = 'YES' as nullable, column_default is not null or is_identity = 'YES' as optional
      from information_schema.columns where table_schema not in ('pg_catalog', 'information_schema')`.execute(
    db as World['db'],
  );
  const words = await allowedWords(db);
  return new Map(
    rows
      .filter((r) => !OTHERS.test(r.table))
      .map((r) => {
        const name = `${r.table.replace(/^public\./, '')}.${r.column}`;
        const type = words.get(name) ?? words.get(r.type) ?? SQL_TYPES[r.type] ?? r.type;
        const optional = (r.optional || FILLED_BY_TRIGGER.includes(name)) && !r.nullable;
        return [name, `${type}${r.nullable ? '?' : ''}${optional ? '=' : ''}`];
      }),
  );
}

/** Of each enum, and of each text column that a check holds to a list. */
async function allowedWords(db: Reader): Promise<Map<string, string>> {
  const enums = await sql<{ name: string; words: string[] }>`
    select t.typname as name, array_agg(e.enumlabel::text) as words
      from pg_enum e join pg_type t on t.oid = e.enumtypid group by t.typname`.execute(db as World['db']);
  const checks = await sql<{ table: string; rule: string }>`
    select n.nspname || '.' || c.relname as table, pg_get_constraintdef(k.oid) as rule
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'c' and k.conname like '%_is_known'`.execute(db as World['db']);
  const fromChecks = checks.rows.map(({ table, rule }) => {
    const [, column, list] = /\((\w+) = ANY \(ARRAY\[(.*)\]\)/.exec(rule)!;
    const listed = [...list!.matchAll(/'(\w+)'::text/g)].map(([, word]) => word!);
    return [`${table.replace(/^public\./, '')}.${column}`, listed.sort().join('|')] as const;
  });
  return new Map([...enums.rows.map((e) => [e.name, e.words.sort().join('|')] as const), ...fromChecks]);
}
