// Brings a database up to date: the files of migrations/, in the order of their numbers, forward only.

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

const shippedFolder = join(import.meta.dirname, '../../migrations');

interface Migration {
  /** File name without its ending, `0001_first`. */
  name: string;
  text: string;
  sha256: string;
}

type Applied = Pick<Migration, 'name' | 'sha256'>;

/**
 * Applies what is missing, each file in a transaction of its own, recorded in the table `migrations`.
 * Processes that start together take turns.
 * @param url connection string of an account that may create tables
 * @returns the names applied now, in order; empty when the database was up to date
 * @throws Error with a plain sentence when the database and the files do not belong together; nothing is applied then
 */
export async function migrate(url: string, folder = shippedFolder): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await takeTurn(client);
    const waiting = stillToApply(await readMigrations(folder), await readApplied(client));
    for (const migration of waiting) await apply(client, migration);
    return waiting.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** The lock belongs to the session, so it is let go when the connection ends, however it ends. */
async function takeTurn(client: pg.Client): Promise<void> {
  await client.query(`select pg_advisory_lock(hashtext('suluh migrations'))`);
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  const misnamed = files.find((file) => !/^\d{4}_[a-z0-9_]+\.sql$/.test(file));
  if (misnamed) throw new Error(`Migration ${misnamed} is not named like 0001_what_it_does.sql.`);
  return Promise.all(files.map((file) => readMigration(folder, file)));
}

async function readMigration(folder: string, file: string): Promise<Migration> {
  const text = await readFile(join(folder, file), 'utf8');
  return { name: file.slice(0, -'.sql'.length), text, sha256: createHash('sha256').update(text).digest('hex') };
}

async function readApplied(client: pg.Client): Promise<Applied[]> {
  await client.query(`
    create table if not exists migrations (
      name       text        primary key,
      sha256     text        not null,
      applied_at timestamptz not null default now()
    )`);
  return (await client.query<Applied>(`select name, sha256 from migrations order by name collate "C"`)).rows;
}

/** What was applied must be the beginning of what there is. */
function stillToApply(migrations: Migration[], applied: Applied[]): Migration[] {
  for (const [place, { name, sha256 }] of applied.entries()) {
    const migration = migrations[place];
    if (!migrations.some((one) => one.name === name))
      throw new Error(
        `The database has migration ${name}, which this version of Suluh does not know. Use a newer one.`,
      );
    if (migration?.name !== name)
      throw new Error(
        `Migration ${migration?.name} sorts before ${name}, which was applied already. Give it a later number.`,
      );
    if (migration.sha256 !== sha256)
      throw new Error(
        `Migration ${name} was changed after it was applied. Restore it, and write the change as a new one.`,
      );
  }
  return migrations.slice(applied.length);
}

async function apply(client: pg.Client, { name, text, sha256 }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(text);
    await client.query('insert into migrations (name, sha256) values ($1, $2)', [name, sha256]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(
      `Migration ${name} failed: ${error instanceof Error ? error.message : error}. Nothing of it was kept.`,
      {
        cause: error,
      },
    );
  }
}
