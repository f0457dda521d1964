/**
 * How fast mail comes in (npm run bench:intake): a mailbox of many letters in Dovecot, from IMAP to filed case, beside what the
 * same mailbox costs without Suluh, in the same run. Every thread must be exact, or the run fails.
 *
 *   --mails N         letters in the box (2000)
 *   --text-only       no photographs
 *   --order shuffled  answers before what they answer to
 *   --queue redis     postgres (as embedded) unless named; or `both`
 *   --latency N       times N single letters as well (0)
 *   --no-floors       Suluh alone
 *   --profile DIR     writes what the program's processor did (*.cpuprofile)
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/db/embedded-postgres.ts';
import { migrate } from '../../src/db/migrate.ts';
import { startDovecot } from '../support/dovecot.ts';
import { startRedis } from '../support/redis.ts';
import { openService } from '../support/service.ts';
import { threadsFound } from './floors.ts';
import { measureLatency, percentile } from './latency.ts';
import { type BenchMail, benchMailbox } from './mailbox.ts';
import { ingestWithSuluh, wrongInSuluh, wrongThreads } from './program.ts';

const { values } = parseArgs({
  options: {
    mails: { type: 'string', default: '2000' },
    'text-only': { type: 'boolean', default: false },
    order: { type: 'string', default: 'as-sent' },
    queue: { type: 'string', default: 'postgres' },
    latency: { type: 'string', default: '0' },
    'no-floors': { type: 'boolean', default: false },
    profile: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
  },
});

const wish = {
  mails: Number(values.mails),
  textOnly: values['text-only'],
  shuffled: values.order === 'shuffled',
  seed: Number(values.seed),
};
const box = benchMailbox(wish);
const singles = benchMailbox({
  ...wish,
  mails: wish.mails + Number(values.latency),
  textOnly: true,
  seed: wish.seed + 1,
})
  .filter((mail) => !mail.copy)
  .slice(0, Number(values.latency));
const wrong: string[] = [];

const dir = await mkdtemp(join(tmpdir(), 'suluh-bench-'));
const postgres = await startEmbeddedPostgres({ dir });
const users = ['floor', 'postgres', 'redis'];
const dovecot = await startDovecot({ users });
try {
  const queues = values.queue === 'both' ? (['postgres', 'redis'] as const) : [values.queue as 'postgres' | 'redis'];
  say(`${box.length} mails, ${megabytes(box)} MB, order ${values.order}, ${availableParallelism()} processors`);
  const floor = values['no-floors'] ? null : await measureFloors();
  for (const queue of queues) await measureSuluh(queue, floor);
  for (const line of wrong.slice(0, 20)) say(`WRONG  ${line}`);
  process.exitCode = wrong.length ? 1 : 0;
} finally {
  await dovecot.stop();
  await postgres.stop();
  await rm(dir, { recursive: true, force: true });
}

/** @returns mails a second of the minimal ingester, one transaction a mail */
async function measureFloors(): Promise<number> {
  dovecot.fill(bytesOf(box), 'floor');
  row('download', await floorRate('download'), null);
  row('download + mailparser', await floorRate('download + mailparser'), null);
  const floor = row('minimal ingester', await ingesterRate(1), null);
  row('… 100 a transaction', await ingesterRate(100), floor);
  return floor;
}

async function ingesterRate(perTransaction: number): Promise<number> {
  const database = await freshDatabase(`floor_${perTransaction}`);
  const rate = await floorRate('minimal ingester', database, `${perTransaction}`);
  const lines = wrongThreads(await threadsFound(database), box);
  wrong.push(...lines.map((line) => `minimal ingester, ${perTransaction} a transaction: ${line}`));
  return rate;
}

async function floorRate(name: string, ...more: string[]): Promise<number> {
  const command = [join(import.meta.dirname, 'run-floor.ts'), name, dovecot.imapUrl('floor'), ...more];
  const { stdout } = await promisify(execFile)(process.execPath, command);
  const { mails, seconds } = JSON.parse(stdout) as { mails: number; seconds: number };
  return mails / seconds;
}

async function measureSuluh(queue: 'postgres' | 'redis', floor: number | null): Promise<void> {
  const databaseUrl = await freshDatabase(`suluh_${queue}`);
  await migrate(databaseUrl);
  const redis = queue === 'redis' ? await startRedis() : null;
  const env = { IMAP_URL: dovecot.imapUrl(queue), POLL_SECONDS: '60', LEASE_SECONDS: '60', ...profiled() };
  const service = await openService({ databaseUrl, dovecot, env, ...(redis ? { redisUrl: redis.url } : {}) });
  try {
    const done = await ingestWithSuluh(service, () => dovecot.fill(bytesOf(box), queue), box.length);
    row(`Suluh, queue on ${queue}`, box.length / done.seconds, floor);
    say(
      `  its processor ${perMail(done.cpuSeconds)} ms a mail, the database's ${perMail(done.databaseCpuSeconds)}; resident ${done.mostMb.toFixed(0)} MB at most, ${done.lateMb.toFixed(0)} MB late`,
    );
    wrong.push(...(await wrongInSuluh(service.db, box)).map((line) => `Suluh on ${queue}: ${line}`));
    if (singles.length) await sayLatency(queue, service);
  } finally {
    await service.stop();
    await redis?.stop();
  }
}

function profiled(): Record<string, string> {
  return values.profile ? { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${values.profile}` } : {};
}

async function sayLatency(queue: string, service: Awaited<ReturnType<typeof openService>>): Promise<void> {
  const letters = box.filter((mail) => !mail.copy).length;
  const { fromDelivery, fromNotice } = await measureLatency(service, queue, singles, letters);
  const say2 = (name: string, sorted: number[]) =>
    say(`  ${name}: p50 ${percentile(sorted, 0.5).toFixed(0)} ms, p99 ${percentile(sorted, 0.99).toFixed(0)} ms`);
  say2('from the notice to the list', fromNotice);
  say2('from the delivery to the list', fromDelivery);
}

async function freshDatabase(name: string): Promise<string> {
  const client = new pg.Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return postgres.url(name);
}

function* bytesOf(mails: readonly BenchMail[]): Iterable<Buffer> {
  for (const mail of mails) yield mail.raw();
}

function megabytes(mails: readonly BenchMail[]): string {
  let bytes = 0;
  for (const raw of bytesOf(mails)) bytes += raw.length;
  return (bytes / 1_000_000).toFixed(0);
}

function perMail(seconds: number): string {
  return ((seconds * 1000) / box.length).toFixed(1);
}

function row(name: string, rate: number, floor: number | null): number {
  const ratio = floor ? `${(rate / floor).toFixed(2)} of the minimal ingester` : '';
  say(`${name.padEnd(26)} ${rate.toFixed(0).padStart(5)} mails a second   ${ratio}`);
  return rate;
}

function say(line: string): void {
  console.log(line);
}
