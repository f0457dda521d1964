import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { dropDatabase, emptyDatabase } from '../support/database.ts';

let url: string;
let folder: string;

beforeEach(async () => {
  url = await emptyDatabase();
  folder = await mkdtemp(join(tmpdir(), 'suluh-migrations-'));
  await write('0001_letters', 'create table letters (id int primary key)');
  await write('0002_notes', 'create table notes (id int primary key)');
});

afterEach(async () => {
  await dropDatabase(url);
  await rm(folder, { recursive: true });
});

test('the shipped migrations make an empty database whole, once', async () => {
  expect((await migrate(url))[0]).toMatch(/^0001_/);
  expect(await migrate(url)).toEqual([]);
});

test('files are applied in order, and only the new ones the next time', async () => {
  expect(await migrate(url, folder)).toEqual(['0001_letters', '0002_notes']);
  await write('0003_more', 'alter table notes add column letter_id int references letters');
  expect(await migrate(url, folder)).toEqual(['0003_more']);
  expect(await query('select name, length(sha256) as length from migrations order by name')).toEqual([
    { name: '0001_letters', length: 64 },
    { name: '0002_notes', length: 64 },
    { name: '0003_more', length: 64 },
  ]);
});

test('two processes that start together apply each file once', async () => {
  const results = await Promise.all([1, 2, 3, 4].map(() => migrate(url, folder)));
  expect(results.flat().sort()).toEqual(['0001_letters', '0002_notes']);
});

test('a file that fails leaves nothing of itself and keeps those before it', async () => {
  await write('0003_broken', 'create table half (id int); select 1 / 0');
  await expect(migrate(url, folder)).rejects.toThrow('Migration 0003_broken failed: division by zero');
  expect(await query(`select to_regclass('half') as half, to_regclass('notes')::text as notes`)).toEqual([
    { half: null, notes: 'notes' },
  ]);
});

test('an applied file that was edited is refused', async () => {
  await migrate(url, folder);
  await write('0001_letters', 'create table letters (id bigint primary key)');
  await expect(migrate(url, folder)).rejects.toThrow('Migration 0001_letters was changed after it was applied');
});

test('a file that sorts before an applied one is refused', async () => {
  await migrate(url, folder);
  await write('0001_a_late_thought', 'select 1');
  await expect(migrate(url, folder)).rejects.toThrow('Migration 0001_a_late_thought sorts before 0001_letters');
});

test('a database that is newer than the program is refused', async () => {
  await migrate(url, folder);
  await rm(join(folder, '0002_notes.sql'));
  await expect(migrate(url, folder)).rejects.toThrow(
    'has migration 0002_notes, which this version of Suluh does not know',
  );
});

test('a file with a name that does not sort is refused', async () => {
  await write('3_more', 'select 1');
  await expect(migrate(url, folder)).rejects.toThrow('Migration 3_more.sql is not named like');
});

async function write(name: string, text: string): Promise<void> {
  await writeFile(join(folder, `${name}.sql`), text);
}

async function query(text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
