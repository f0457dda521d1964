// A database of its own for a test file or a test.

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { inject } from 'vitest';
import type { Database } from '../../src/db/database.ts';

/**
 * Clones the migrated template, the queue's tables included. It goes away with the cluster at the end of the run.
 * @returns its connection string
 */
export function freshDatabase(): Promise<string> {
  return cloneOf('suluh_template');
}

/** @returns the connection string of a database with nothing in it */
export function emptyDatabase(): Promise<string> {
  return cloneOf('template0');
}

/** Drops one made by `freshDatabase` early, whoever is still connected to it. */
export async function dropDatabase(url: string): Promise<void> {
  await administer(`drop database ${pg.escapeIdentifier(new URL(url).pathname.slice(1))} with (force)`);
}

/** @returns the number of the server's first process, which must run on this machine */
export async function serverPid(db: Database): Promise<number> {
  const { rows } = await sql<{ dir: string }>`select current_setting('data_directory') as dir`.execute(db);
  return Number(readFileSync(join(rows[0]!.dir, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

async function cloneOf(template: string): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(`create database ${name} template ${template} strategy file_copy`);
  return inject('postgres').replace(/\/postgres$/, `/${name}`);
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
