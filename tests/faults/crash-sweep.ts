/**
 * The crash sweep: the program is killed with kill -9 right after its K-th write to the outside has reached its server; then
 * it is started again and left alone until nothing is left to do. After each run every promise about mail must hold. The
 * program knows nothing of the sweep: proxies between it and its servers count what it writes, and kill.
 *
 * A write is what may change what a server knows (`changes.ts`): every statement that is not a plain question, every COMMIT,
 * every line of SMTP, every IMAP command that is not a look. Killed anywhere between two of them, the servers know the same.
 *
 * Two scenarios: twenty mails come in (threads, a duplicate, a machine's answer, an attachment), and five answers go out.
 * With the queue on Redis its writes are not counted (it is a bell, the rows are the truth), and the program is started again
 * so late that all leases and locks of the dead have run out. On PostgreSQL its writes count too, and the program is started
 * again at once, among what the dead have left.
 */
import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import pg from 'pg';
import { dropDatabase } from '../support/database.ts';
import { startDovecot } from '../support/dovecot.ts';
import { brokenCopies, brokenPromises } from '../support/invariants.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { openService, type Service } from '../support/service.ts';
import { type SinkMail, startSmtpSink } from '../support/smtp-sink.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { changesDatabase, changesMailbox } from './changes.ts';
import { answerCase, decideUncertain, hireCounsellor } from './counsellor.ts';
import { killOnWrite, type WatchedLine } from './kill-on-write.ts';
import { CASES, letters } from './letters.ts';
import { untilDone } from './until-done.ts';

export interface SweepRun {
  /** writes that the program made before it was killed, or in all when it was not */
  writes: number;
  killed: boolean;
  broken: string[];
}

/** Where a run is killed, and what runs. */
export interface Blow {
  /** right after the write of this number, or right before the first write that says this; 0: never, to count the writes */
  killAt: number | string;
  queue: 'redis' | 'postgres';
  /** main file and environment of the program to start, when a planted bug is to be caught */
  planted?: { main: string; env: Record<string, string> };
}

export interface Sweep {
  /** @param lane runs on different lanes, 0 to 15, do not meet and may go side by side */
  run(blow: Blow, lane?: number): Promise<SweepRun>;
  close(): Promise<void>;
}

/** What every run begins with. */
interface Beginning {
  base: Service;
  redis: TestRedis;
  /** what had left before */
  left: readonly SinkMail[];
  delivered: readonly Buffer[];
}

export async function openSweep(scenario: 'ingest' | 'send'): Promise<Sweep> {
  const dovecot = await startDovecot({ users: ['konseling'] });
  const base = await openService({ dovecot, env: QUICK });
  const redis = await startRedis();
  const delivered = letters();
  for (const raw of delivered) dovecot.deliver(raw);
  const left = scenario === 'send' ? await readyToAnswer(base, delivered.length) : [];
  return {
    run: (blow, lane = 0) => runOnce({ base, redis, left, delivered }, blow, lane),
    async close() {
      await base.stop();
      await redis.stop();
      await dovecot.stop();
    },
  };
}

const QUICK = { POLL_SECONDS: '1' };

async function runOnce(beginning: Beginning, blow: Blow, lane: number): Promise<SweepRun> {
  const { base, redis, delivered, left } = beginning;
  const user = `salinan-${randomUUID()}`; // each run its own, since sessions of the killed may still be ending
  base.dovecot.copyMailbox('konseling', user);
  const sink = await startSmtpSink();
  const databaseUrl = await cloneOf(base.databaseUrl);
  const redisUrl = blow.queue === 'redis' ? `${redis.url}/${lane}` : undefined;
  const service = await openService({
    databaseUrl,
    keyFile: base.keyFile,
    dovecot: base.dovecot,
    sink,
    ...(redisUrl ? { redisUrl } : {}),
    env: { ...QUICK, IMAP_URL: base.dovecot.imapUrl(user) },
  });
  const lines = await throughProxies(service);
  try {
    const program = service.run({
      roles: ['worker', 'poller'],
      main: blow.planted?.main,
      env: { ...lines.env, ...blow.planted?.env },
    });
    const count = killOnWrite(lines.proxies, blow.killAt, [program]);
    await untilDone(service, program, { mails: delivered.length, duplicates: true, orWhen: () => count.killed });
    await program.kill();
    if (redisUrl) await letLeasesRunOut(service, redisUrl);
    await recover(service, delivered.length);
    const everything = { received: [...left, ...sink.received], withheld: sink.withheld };
    const broken = await brokenPromises({ ...service, sink: everything }, { delivered, cases: CASES });
    return { ...count, broken: [...broken, ...brokenCopies(base.dovecot.mails(user, 'Sent'))] };
  } finally {
    for (const { proxy } of lines.proxies) await proxy.stop();
    await service.stop();
    await sink.stop();
    await dropDatabase(databaseUrl);
  }
}

/** Every server behind a proxy but Redis; the queue's traffic on PostgreSQL goes through the same one as the program's. */
async function throughProxies(service: Service): Promise<{ env: Record<string, string>; proxies: WatchedLine[] }> {
  const proxies: WatchedLine[] = [];
  const behind = async (url: string, changes: WatchedLine['changes']): Promise<string> => {
    const target = new URL(url);
    const proxy = await startTcpProxy({ port: Number(target.port) });
    proxies.push({ proxy, changes });
    target.port = String(proxy.port);
    return target.href;
  };
  const env = {
    DATABASE_URL: await behind(service.databaseUrl, changesDatabase),
    IMAP_URL: await behind(service.env.IMAP_URL!, changesMailbox),
    SMTP_URL: await behind(service.sink.url, () => true),
  };
  return { env, proxies };
}

/** As if time had passed: a lease is a time in a row, a lock in Redis ends by itself and takes nothing with it but its job. */
async function letLeasesRunOut({ db }: Service, redisUrl: string): Promise<void> {
  const past = { lease_until: new Date(Date.now() - 1000) };
  // What the killed program asked for last may still be under way, with some of the rows in hand: none is waited for in a ring.
  for (const table of ['inbound_mails', 'outbound_mails'] as const)
    for (const { id } of await db.selectFrom(table).select('id').where('lease_until', 'is not', null).execute())
      await db.updateTable(table).set(past).where('id', '=', id).where('lease_until', 'is not', null).execute();
  const client = new Redis(redisUrl);
  await client.flushdb();
  client.disconnect();
}

/** What an operator and a counsellor do after a crash: start it again, and decide on what is shown as uncertain. */
async function recover(service: Service, mails: number): Promise<void> {
  const again = service.run({ roles: ['worker', 'poller'] });
  try {
    await untilDone(service, again, { mails, duplicates: true });
    if ((await decideUncertain(service)).decided) await untilDone(service, again, { mails, duplicates: true });
  } finally {
    await again.kill();
  }
}

/** Takes the mails in and lets the receipts leave; then five cases are claimed and answered, and the answers wait. */
async function readyToAnswer(service: Service, mails: number): Promise<SinkMail[]> {
  const program = service.run({ roles: ['worker', 'poller'] });
  await untilDone(service, program, { mails, duplicates: true });
  await program.end();
  const person = await hireCounsellor(service);
  const cases = await service.db.selectFrom('cases').select('code').orderBy('id').limit(5).execute();
  for (const { code } of cases) {
    const refused = await answerCase(service, person, code);
    if (refused) throw new Error(refused);
  }
  return service.sink.received;
}

/** The database as it is now, once more; nobody may be connected to it meanwhile. */
async function cloneOf(url: string): Promise<string> {
  const source = new URL(url).pathname.slice(1);
  const name = `sweep_${randomUUID().slice(0, 8)}`;
  const admin = new URL(url);
  admin.pathname = '/postgres';
  const client = new pg.Client({ connectionString: admin.href });
  await client.connect();
  try {
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [source]);
    await client.query(
      `create database ${pg.escapeIdentifier(name)} template ${pg.escapeIdentifier(source)} strategy file_copy`,
    );
  } finally {
    await client.end();
  }
  const clone = new URL(url);
  clone.pathname = `/${name}`;
  return clone.href;
}
