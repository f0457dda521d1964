// The server process: its settings, its start, and its end together with ours.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Account } from './account.ts';
import { EmbeddedPostgresProblem } from './problem.ts';

/** Nothing of our own environment, which may hold secrets. */
export const serverEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

interface ServerPlace {
  native: string;
  cluster: string;
  account: Account | undefined;
  port: number;
  password: string;
  fast: boolean;
}

interface Server {
  url(database: string): string;
  stop(): Promise<void>;
}

/**
 * The shell becomes the server and leaves a child that waits for the end of a pipe (descriptor 3) whose other end only
 * we hold. We close it to stop the server, and the kernel closes it when we are killed: one way for both.
 */
const endWithPipe = '(read -r _ <&3; kill -INT $$) 2>/dev/null & exec "$@" 3<&-';

/** @returns once the server answers; throws with its last words when it does not */
export async function launchServer(place: ServerPlace): Promise<Server> {
  const { native, cluster, account } = place;
  const command = [join(native, 'bin', 'postgres'), '-D', cluster, ...settings(place)];
  const child = spawn('/bin/sh', ['-c', endWithPipe, 'postgres', ...command], {
    ...account,
    cwd: cluster,
    env: serverEnvironment,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    detached: true, // Ctrl-C at a terminal goes to every process of its group; the server must outlive our own last work
  });
  const pipe = child.stdio[3];
  child.once('exit', () => pipe?.destroy());
  const lastWords = listen(child);
  const url = (database: string) => serverUrl(place.password, place.port, database);
  const stop = async () => {
    const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
    pipe?.destroy();
    await ended;
  };
  try {
    await untilItAnswers(url('postgres'), child, lastWords);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

/**
 * @param wanted a port of 127.0.0.1, 0 for any
 * @returns a port that was free just now
 */
export async function freePort(wanted = 0): Promise<number> {
  const probe = createServer().listen(wanted, '127.0.0.1');
  await once(probe, 'listening').catch(() => {
    throw new EmbeddedPostgresProblem(`Port ${wanted} on 127.0.0.1 is in use by another program.`);
  });
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string')
    throw new EmbeddedPostgresProblem('No free port was found on 127.0.0.1.');
  return address.port;
}

export function serverUrl(password: string, port: number, database: string): string {
  return `postgres://suluh:${password}@127.0.0.1:${port}/${database}`;
}

function settings({ port, fast }: ServerPlace): string[] {
  const chosen: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '300',
    // The server's log must not repeat what people wrote: no statements, no values of rows.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(fast ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function listen(child: ChildProcess): () => string {
  let words = '';
  child.stderr?.on('data', (said: Buffer) => {
    words = (words + said.toString()).slice(-2_000);
  });
  return () => words.trim();
}

async function untilItAnswers(url: string, child: ChildProcess, lastWords: () => string): Promise<void> {
  for (const deadline = Date.now() + 60_000; ; await sleep(50)) {
    if (child.exitCode !== null)
      throw new EmbeddedPostgresProblem(`PostgreSQL did not start. It said:\n${lastWords()}`);
    const failure = await connectOnce(url);
    if (failure === undefined) return;
    if (Date.now() > deadline || !isStarting(failure))
      throw new EmbeddedPostgresProblem(`PostgreSQL did not come up (${failure.message}). It said:\n${lastWords()}`);
  }
}

async function connectOnce(url: string): Promise<Error | undefined> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Not listening yet, or recovering after a crash (57P03, cannot_connect_now). */
function isStarting(failure: Error): boolean {
  return 'code' in failure && (failure.code === 'ECONNREFUSED' || failure.code === '57P03');
}
