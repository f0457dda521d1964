/**
 * A whole service on real servers: the program as its own process, a Dovecot mailbox, an SMTP server that can fail, a database
 * of its own. Stories and crash sweeps talk to it as the world does: by mail and by the web.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import manifest from '../../package.json' with { type: 'json' };
import { createKeyFile, readKeyFile } from '../../src/crypto/key-file.ts';
import { openVault, type Vault } from '../../src/crypto/vault.ts';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { freePort } from '../../src/db/embedded/server.ts';
import { dropDatabase, freshDatabase } from './database.ts';
import { type Dovecot, startDovecot } from './dovecot.ts';
import { type SmtpSink, startSmtpSink } from './smtp-sink.ts';

export const SERVICE_ADDRESS = 'konseling@sekolah.example';

export interface ServiceOptions {
  /** BullMQ on this Redis; absent: on the service's own PostgreSQL */
  redisUrl?: string;
  databaseUrl?: string;
  keyFile?: string;
  dovecot?: Dovecot;
  sink?: SmtpSink;
  env?: Record<string, string>;
}

export interface Service {
  databaseUrl: string;
  db: Database;
  vault: Vault;
  keyFile: string;
  /** the folder for whatever the program writes down outside the database */
  dataDir: string;
  dovecot: Dovecot;
  sink: SmtpSink;
  env: Record<string, string>;
  /** starts the program; all roles unless some are named */
  run(options?: { roles?: string[]; env?: Record<string, string>; main?: string | undefined }): Program;
  stop(): Promise<void>;
}

export interface Program {
  child: ChildProcess;
  /** everything it printed so far */
  output(): string;
  /** `until`, with what the program printed in the complaint */
  until<T>(what: string, ask: () => Promise<T | null | undefined | false>, patienceMs?: number): Promise<T>;
  /** the address of the web view, once it is ready */
  url(): Promise<string>;
  /** kill -9 */
  kill(): Promise<void>;
  /** as Ctrl+C does */
  end(): Promise<number | null>;
}

export async function openService(options: ServiceOptions = {}): Promise<Service> {
  const dataDir = mkdtempSync(join(tmpdir(), 'suluh-service-'));
  const databaseUrl = options.databaseUrl ?? (await freshDatabase());
  const keyFile = options.keyFile ?? join(dataDir, 'suluh.key');
  if (!options.keyFile) createKeyFile(keyFile);
  const dovecot = options.dovecot ?? (await startDovecot());
  const sink = options.sink ?? (await startSmtpSink());
  const db = openDatabase(databaseUrl, 4);
  const env = {
    DATABASE_URL: databaseUrl,
    ...(options.redisUrl ? { REDIS_URL: options.redisUrl } : {}),
    IMAP_URL: dovecot.imapUrl(),
    SMTP_URL: sink.url,
    MAIL_ADDRESS: SERVICE_ADDRESS,
    MAIL_NAME: 'Konseling SMA Harapan',
    KEY_FILE: keyFile,
    DATA_DIR: dataDir,
    PORT: `${await freePort()}`,
    POLL_SECONDS: '2',
    UNDO_SECONDS: '0',
    LEASE_SECONDS: '2',
    ...options.env,
  };
  return {
    databaseUrl,
    db,
    vault: await openVault(db, readKeyFile(keyFile)),
    keyFile,
    dataDir,
    dovecot,
    sink,
    env,
    run: (how = {}) => runProgram(how.main ?? main, how.roles ?? [], { ...env, ...how.env }),
    async stop() {
      await db.destroy();
      if (!options.dovecot) await dovecot.stop();
      if (!options.sink) await sink.stop();
      if (!options.databaseUrl) await dropDatabase(databaseUrl);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const main = join(import.meta.dirname, '../../src/main.ts');

/** As `npm start` starts it, but for the file of settings and what Node keeps compiled. */
const started = readStart(manifest.scripts.start);

function readStart(script: string): { allocator: Record<string, string>; flags: string[] } {
  const [, before = '', after = ''] = /^(.*)node (.*) src\/main\.ts$/.exec(script)!;
  const variables = before.matchAll(/(MALLOC_\w+)=(\S+)/g).map(([, name, value]) => [name, value]);
  return {
    allocator: Object.fromEntries(variables),
    flags: after.split(' ').filter((flag) => !flag.startsWith('--env-file')),
  };
}

function runProgram(file: string, roles: string[], env: Record<string, string>): Program {
  const child = spawn(process.execPath, [...started.flags, file, ...roles], {
    env: { ...bareEnvironment(), ...started.allocator, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const exited = once(child, 'exit');
  const hasExited = () => child.exitCode !== null || child.signalCode !== null;
  return {
    child,
    output: () => printed,
    until: (what, ask, patienceMs) =>
      until(what, ask, patienceMs).catch((error: Error) => {
        throw new Error(`${error.message}\n${printed.slice(-4000)}`);
      }),
    url: () =>
      until(
        'the web view',
        async () => {
          if (hasExited()) throw new Error(`the program ended instead of starting:\n${printed}`);
          return /Suluh is ready: (\S+)/.exec(printed)?.[1];
        },
        120_000,
      ),
    async kill() {
      child.kill('SIGKILL');
      if (!hasExited()) await exited;
    },
    async end() {
      if (!hasExited()) {
        child.kill('SIGTERM');
        await exited;
      }
      return child.exitCode;
    },
  };
}

/** What a program needs to run at all; no setting of the person who runs the tests gets into it. */
export function bareEnvironment(): Record<string, string> {
  const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env;
  return { PATH, ...(NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE }) };
}

/** Asks until there is an answer. @throws after `patienceMs`, saying what was waited for */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  patienceMs = 60_000,
): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${patienceMs} ms in vain for ${what}`);
    await sleep(40);
  }
}
