// Runs PostgreSQL from the binaries npm ships, as a child process on loopback: for the demo, development and the tests.
// A service takes a real server through DATABASE_URL: these binaries lag behind PostgreSQL's own security releases.

import { join, resolve } from 'node:path';
import pg from 'pg';
import { unprivilegedAccount } from './embedded/account.ts';
import { findBinaries } from './embedded/binaries.ts';
import { createCluster, endOrphan, readPassword, runningPort } from './embedded/cluster.ts';
import { claimHome, isClaimed, prepareHome } from './embedded/home.ts';
import { EmbeddedPostgresProblem } from './embedded/problem.ts';
import { freePort, launchServer, serverUrl } from './embedded/server.ts';

export interface EmbeddedPostgres {
  /** Connection string with the password in it; `database` is `suluh` unless named. */
  url(database?: string): string;
  /** Ends open connections, shuts the server down cleanly and lets go of the folder. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Folder for the data; kept between runs. For root it may move below /var/tmp, see `prepareHome`. */
  dir: string;
  /** Loopback port; a free one unless given. */
  port?: number;
  /** Gives up durability for speed: for tests only. */
  fast?: boolean;
}

/**
 * Starts a server on `dir`, making the cluster and an empty database `suluh` on first use.
 * The server ends with this process, however this process ends.
 * @throws Error with a plain sentence when another process uses `dir` or the server does not come up
 */
export async function startEmbeddedPostgres({
  dir,
  port,
  fast = false,
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const account = unprivilegedAccount();
  const native = findBinaries(account);
  const home = prepareHome(resolve(dir), account);
  const release = claimHome(home);
  try {
    const cluster = join(home, 'cluster');
    const password = createCluster({ native, home, cluster, account, fast });
    await endOrphan(cluster);
    const server = await launchServer({ native, cluster, account, fast, password, port: await freePort(port) });
    await createDatabase(server.url('postgres'), 'suluh');
    return {
      url: (database = 'suluh') => server.url(database),
      async stop() {
        await server.stop();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * The server of the process that uses `dir` now, for a command beside a running program; it is left running.
 * @returns null when no process uses the folder
 * @throws Error with a plain sentence when that process is still starting its server
 */
export function joinEmbeddedPostgres(dir: string): EmbeddedPostgres | null {
  const home = prepareHome(resolve(dir), unprivilegedAccount());
  if (!isClaimed(home)) return null;
  const port = runningPort(join(home, 'cluster'));
  if (!port) throw new EmbeddedPostgresProblem(`The database in ${home} is just starting. Try again in a few seconds.`);
  const url = (database = 'suluh') => serverUrl(readPassword(home), port, database);
  return { url, stop: async () => undefined };
}

/** Where the server of `dir` keeps its data: `dir` itself, or for root a place below /var/tmp, see `prepareHome`. */
export const placeOfData = (dir: string): string => prepareHome(resolve(dir), unprivilegedAccount());

async function createDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
