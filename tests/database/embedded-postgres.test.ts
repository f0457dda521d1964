import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { unprivilegedAccount } from '../../src/db/embedded/account.ts';
import { findBinaries } from '../../src/db/embedded/binaries.ts';
import { prepareHome } from '../../src/db/embedded/home.ts';
import { freePort } from '../../src/db/embedded/server.ts';
import { joinEmbeddedPostgres, startEmbeddedPostgres } from '../../src/db/embedded-postgres.ts';

let model: string;
let parent: string;
let dir: string;
let owners: ChildProcess[];
const launcher = new URL('../../src/db/embedded-postgres.ts', import.meta.url).href;
const isRoot = process.getuid?.() === 0;

/** Making a cluster takes a second, copying one does not: each test but a few begins with a copy. */
beforeAll(async () => {
  model = await mkdtemp(join(tmpdir(), 'suluh-model-'));
  await chmod(model, 0o755);
  const server = await startEmbeddedPostgres({ dir: join(model, 'postgres'), fast: true });
  await server.stop();
});

afterAll(() => rm(model, { recursive: true, force: true }));

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'suluh-embedded-'));
  await chmod(parent, 0o755);
  dir = join(parent, 'postgres');
  execFileSync('cp', ['-a', join(model, 'postgres'), dir]);
  owners = [];
});

afterEach(async () => {
  for (const owner of owners) owner.kill('SIGKILL');
  await rm(parent, { recursive: true, force: true, maxRetries: 20 });
});

test('the data is there again after a stop and a start', async () => {
  await withServer((url) => query(url, `create table kept as select 'a letter' as words`));
  await withServer(async (url) => expect(await query(url, 'select words from kept')).toEqual([{ words: 'a letter' }]));
});

test('it listens on loopback only, writes durably, and keeps its password to itself', async () => {
  await withServer(async (url) => {
    expect(await setting(url, 'listen_addresses')).toBe('127.0.0.1');
    expect(await setting(url, 'unix_socket_directories')).toBe('');
    expect(await setting(url, 'fsync')).toBe('on');
    await expect(query(url.replace(/:[^:@]+@/, ':guess@'), 'select 1')).rejects.toThrow(
      'password authentication failed',
    );
  }, false);
  expect((await stat(join(dir, 'password'))).mode & 0o777).toBe(0o600);
  expect((await stat(dir)).mode & 0o777).toBe(0o700);
});

test('a second start on the same folder is refused and leaves the first alone', async () => {
  const owner = await startOwner();
  await expect(startEmbeddedPostgres({ dir })).rejects.toThrow(`is in use by process ${owner.process.pid}.`);
  expect(await query(owner.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a command beside the owner shares its server and leaves it running', async () => {
  expect(joinEmbeddedPostgres(dir)).toBeNull();
  const owner = await startOwner();
  const joined = joinEmbeddedPostgres(dir);
  expect(joined?.url()).toBe(owner.url);
  await joined?.stop();
  expect(await query(owner.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('an owner killed outright takes the server with it, and the next start has the data', async () => {
  const owner = await startOwner();
  await query(owner.url, `create table kept as select 'a letter' as words`);
  await kill(owner.process, 'SIGKILL');
  await withServer(async (url) => {
    await expect(query(owner.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
    expect(await query(url, 'select words from kept')).toEqual([{ words: 'a letter' }]);
  });
});

test('an owner that exits without a stop leaves nothing running', async () => {
  const owner = await startOwner();
  await kill(owner.process, 'SIGTERM');
  await expect.poll(() => query(owner.url, 'select 1').catch(String), { timeout: 10_000 }).toContain('ECONNREFUSED');
});

test('a server left over without an owner is ended first', async () => {
  await withServer((url) => query(url, `create table kept as select 'a letter' as words`));
  const orphan = await startOrphan();
  await withServer(async (url) => {
    expect(orphan.exitCode).toBe(0);
    expect(await query(url, 'select words from kept')).toEqual([{ words: 'a letter' }]);
  });
});

test('a stranger who got the process number of a server long gone is left alone', async () => {
  await withServer(async () => undefined);
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore', ...unprivilegedAccount() });
  const cluster = join(dir, 'cluster');
  await writeFile(join(cluster, 'postmaster.pid'), `${stranger.pid}\n${cluster}\n1700000000\n5432\n\n127.0.0.1\n`);
  await withServer(async (url) => expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]));
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  await kill(stranger, 'SIGKILL');
});

test('a cluster that was half made is made again', async () => {
  await withServer(async () => undefined);
  await rm(join(dir, 'cluster.made'));
  await rm(join(dir, 'cluster', 'global'), { recursive: true });
  await withServer(async (url) => expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]));
});

test('a port that is taken is named in the error, and the folder is free again', async () => {
  const owner = await startOwner();
  const { port } = new URL(owner.url);
  const other = join(parent, 'other');
  await expect(startEmbeddedPostgres({ dir: other, port: Number(port) })).rejects.toThrow(`Port ${port} on 127.0.0.1`);
  const second = await startEmbeddedPostgres({ dir: other, fast: true });
  await second.stop();
});

test.runIf(isRoot)('for root, a folder that the account cannot reach moves to a lasting place', async () => {
  const closed = join(parent, 'closed');
  await mkdir(closed, { mode: 0o700 });
  dir = join(closed, 'postgres');
  const moved = prepareHome(dir, unprivilegedAccount());
  try {
    expect(moved).toMatch(/^\/var\/tmp\/suluh-0\/data-[0-9a-f]{16}$/);
    await withServer(async (url) => expect(await setting(url, 'data_directory')).toBe(join(moved, 'cluster')));
  } finally {
    await rm(moved, { recursive: true, force: true });
  }
});

async function withServer(work: (url: string) => Promise<unknown>, fast = true): Promise<void> {
  const server = await startEmbeddedPostgres({ dir, fast });
  try {
    await work(server.url());
  } finally {
    await server.stop();
  }
}

/** A process of its own that has the server, as the demo does. */
async function startOwner(): Promise<{ process: ChildProcess; url: string }> {
  const program = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(launcher)});
    const server = await startEmbeddedPostgres({ dir: ${JSON.stringify(dir)}, fast: true });
    console.log(server.url());
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  owners.push(child);
  const [line] = await once(child.stdout, 'data');
  return { process: child, url: String(line).trim() };
}

/** PostgreSQL on the folder with nobody who would end it. */
async function startOrphan(): Promise<ChildProcess> {
  const cluster = join(dir, 'cluster');
  const account = unprivilegedAccount();
  const port = await freePort();
  const child = spawn(
    join(findBinaries(account), 'bin', 'postgres'),
    ['-D', cluster, '-c', `port=${port}`, '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    { ...account, cwd: cluster, env: { LC_ALL: 'C' }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  for await (const words of child.stderr) if (String(words).includes('ready to accept connections')) break;
  return child;
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

async function setting(url: string, name: string): Promise<unknown> {
  return (await query(url, `select current_setting('${name}') as value`))[0]?.value;
}

async function query(url: string, text: string): Promise<{ [column: string]: unknown }[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
