/**
 * The one way to the database. The first parameter of every function says what it may do with it:
 * a `Reader` reads, a `Tx` must be inside a transaction, a `Database` may open one.
 */
import { randomUUIDv7 } from 'node:crypto';
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from './schema.ts';

export type Database = Kysely<DB>;
export type Tx = Transaction<DB>;
export type Reader = Pick<Kysely<DB>, 'selectFrom' | 'selectNoFrom' | 'fn'>;

// bigint columns hold counts, staff ids, UIDs and UIDVALIDITYs: all far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Whatever the server is set to: one that forgets what it confirmed would have an answer sent twice. */
const CONFIRMED_IS_KEPT = '-c synchronous_commit=on';

/**
 * Opens a pool of at most `max` connections; nothing is connected before the first query.
 * @param url postgres://user:password@host:port/database
 */
export function openDatabase(url: string, max = 10): Database {
  const pool = openPool({ connectionString: url, max, application_name: 'suluh', options: CONFIRMED_IS_KEPT });
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}

/**
 * A pool that replaces connections that break. Without listeners the process would end, with an idle one as with one in use
 * that breaks between two statements: its next statement fails and says so.
 */
export function openPool(config: pg.PoolConfig, onError: (error: Error) => void = () => {}): pg.Pool {
  const pool = new pg.Pool(config);
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** A new row id: a UUID of version 7, so that ids sort by the time they were made. */
export const newId = (): string => randomUUIDv7();
