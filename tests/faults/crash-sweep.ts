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
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { claimCase } from '../../src/cases/claim-case.ts';
import type { Person } from '../../src/core/policy.ts';
import { sendReply } from '../../src/replies/send-reply.ts';
import { settleDelivery } from '../../src/replies/settle-delivery.ts';
import { createStaff } from '../../src/staff/create-staff.ts';
import { dropDatabase } from '../support/database.ts';
import { startDovecot } from '../support/dovecot.ts';
import { brokenPromises } from '../support/invariants.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { openService, type Program, type Service } from '../support/service.ts';
import { type SinkMail, startSmtpSink } from '../support/smtp-sink.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { changesDatabase, changesMailbox } from './changes.ts';
import { CASES, letters } from './letters.ts';

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
  /** file of the program to start, when a planted bug is to be caught */
  main?: string;
}

export interface Sweep {
  /** @param lane runs on different lanes, 0 to 3, do not meet and may go side by side */
  run(blow: Blow, lane?: number): Promise<SweepRun>;
  close(): Promise<void>;
}

const LANES = ['jalur-0', 'jalur-1', 'jalur-2', 'jalur-3'] as const;

/** What every run begins with. */
interface Beginning {
  base: Service;
  redis: TestRedis;
  /** what had left before */
  left: readonly SinkMail[];
  delivered: readonly Buffer[];
}

export async function openSweep(scenario: 'ingest' | 'send'): Promise<Sweep> {
  const dovecot = await startDovecot({ users: ['konseling', ...LANES] });
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

/** A run is started twice and its program does little: what Node has compiled once is kept for the next start. */
const QUICK = { POLL_SECONDS: '1', NODE_COMPILE_CACHE: join(tmpdir(), 'suluh-sweep-compiled') };

async function runOnce(beginning: Beginning, blow: Blow, lane: number): Promise<SweepRun> {
  const { base, redis, delivered, left } = beginning;
  const user = LANES[lane]!;
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
    const program = service.run({ roles: ['worker', 'poller'], env: lines.env, main: blow.main });
    const count = killOnWrite(lines.proxies, blow.killAt, program);
    await untilDone(service, program, delivered.length, () => count.killed);
    await program.kill();
    if (redisUrl) await letLeasesRunOut(service, redisUrl);
    await recover(service, delivered.length);
    const everything = { received: [...left, ...sink.received], withheld: sink.withheld };
    const broken = await brokenPromises({ ...service, sink: everything }, { delivered, cases: CASES });
    return { ...count, broken: [...broken, ...copiedTwice(base.dovecot.mails(user, 'Sent'))] };
  } finally {
    for (const { proxy } of lines.proxies) await proxy.stop();
    await service.stop();
    await sink.stop();
    await dropDatabase(databaseUrl);
  }
}

interface Line {
  proxy: TcpProxy;
  /** whether what the client wrote may change what the server knows */
  changes(chunk: Buffer): boolean;
}

/** Every server behind a proxy but Redis; the queue's traffic on PostgreSQL goes through the same one as the program's. */
async function throughProxies(service: Service): Promise<{ env: Record<string, string>; proxies: Line[] }> {
  const proxies: Line[] = [];
  const behind = async (url: string, changes: Line['changes']): Promise<string> => {
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

function killOnWrite(lines: readonly Line[], killAt: number | string, program: Program) {
  const count = { writes: 0, killed: false };
  for (const { proxy, changes } of lines)
    proxy.onWrite(
      async ({ from, chunk }) => {
        if (from !== 'client' || count.killed || !changes(chunk)) return;
        count.writes++;
        count.killed = typeof killAt === 'number' ? count.writes === killAt : chunk.includes(killAt);
        if (count.killed) await program.kill();
      },
      typeof killAt === 'number' ? 'after' : 'before',
    );
  return count;
}

/** As if time had passed: a lease is a time in a row, a lock in Redis ends by itself and takes nothing with it but its job. */
async function letLeasesRunOut({ db }: Service, redisUrl: string): Promise<void> {
  const past = { lease_until: new Date(Date.now() - 1000) };
  await db.updateTable('inbound_mails').set(past).where('lease_until', 'is not', null).execute();
  await db.updateTable('outbound_mails').set(past).where('lease_until', 'is not', null).execute();
  const client = new Redis(redisUrl);
  await client.flushdb();
  client.disconnect();
}

/** What an operator and a counsellor do after a crash: start it again, and decide on what is shown as uncertain. */
async function recover(service: Service, mails: number): Promise<void> {
  const again = service.run({ roles: ['worker', 'poller'] });
  try {
    await untilDone(service, again, mails, () => false);
    if (await decideUncertain(service)) await untilDone(service, again, mails, () => false);
  } finally {
    await again.kill();
  }
}

function copiedTwice(copies: readonly Buffer[]): string[] {
  const ids = copies.map((copy) => /^message-id:.*$/im.exec(copy.toString('latin1'))?.[0]);
  return ids.length === new Set(ids).size ? [] : ['a letter has two copies in the Sent folder'];
}

/** Waits until every mail is taken in and filed and everything has left, or until the program has looked three times in vain. */
async function untilDone(service: Service, program: Program, mails: number, orWhen: () => boolean): Promise<void> {
  const looks = new Set<number>();
  let before = -1;
  await program.until(
    'everything to be done',
    async () => {
      if (orWhen()) return true;
      const { taken, waiting, checkedAt } = await howFar(service);
      if (taken !== before || waiting > 0) looks.clear();
      else if (checkedAt) looks.add(checkedAt.getTime());
      before = taken;
      return waiting === 0 && (taken >= mails || looks.size > 3);
    },
    120_000,
  );
}

async function howFar({ db }: Service): Promise<{ taken: number; waiting: number; checkedAt: Date | null }> {
  const mails = await db.selectFrom('inbound_mails').select('state').execute();
  const leaving = await db
    .selectFrom('outbound_mails')
    .select('id')
    .where('state', 'in', ['queued', 'retry', 'sending'])
    .execute();
  const folder = await db.selectFrom('mailbox_folders').select('checked_at').limit(1).executeTakeFirst();
  const unfiled = mails.filter((mail) => mail.state === 'received').length;
  return { taken: mails.length, waiting: unfiled + leaving.length, checkedAt: folder?.checked_at ?? null };
}

/** The person looks whether the letter arrived, and says so, or sends it once more. @returns whether there was any */
async function decideUncertain(service: Service): Promise<boolean> {
  const { db, vault, sink } = service;
  const rows = await db
    .selectFrom('outbound_mails as o')
    .innerJoin('cases as c', 'c.id', 'o.case_id')
    .select(['o.id', 'o.message_index', 'c.code', 'c.counsellor_id'])
    .where('o.state', '=', 'uncertain')
    .where('o.kind', '=', 'reply')
    .execute();
  for (const row of rows) {
    const arrived = sink.received.some((mail) => {
      const id = /^message-id:\s*<([^>]+)>/im.exec(mail.raw.toString('latin1'))?.[1] ?? '';
      return vault.blindIndex('message-id', id).equals(row.message_index);
    });
    const person: Person = { id: row.counsellor_id!, role: 'counsellor' };
    const wish = { outboundId: row.id, decision: arrived ? ('arrived' as const) : ('send_again' as const) };
    const done = await db.transaction().execute((tx) => settleDelivery(tx, vault, person, row.code, wish, new Date()));
    if ('refused' in done) throw new Error(`an uncertain mail could not be decided: ${done.refused}`);
  }
  return rows.length > 0;
}

/** Takes the mails in and lets the receipts leave; then five cases are claimed and answered, and the answers wait. */
async function readyToAnswer(service: Service, mails: number): Promise<SinkMail[]> {
  const program = service.run({ roles: ['worker', 'poller'] });
  await untilDone(service, program, mails, () => false);
  await program.end();
  const { db, vault } = service;
  const hired = await db
    .transaction()
    .execute((tx) =>
      createStaff(tx, { email: 'ani@sekolah.example', name: 'Bu Ani', role: 'counsellor', madeBy: null }, new Date()),
    );
  if ('refused' in hired) throw new Error(hired.refused);
  const person: Person = { id: hired.staffId, role: 'counsellor' };
  const cases = await db.selectFrom('cases').select(['code', 'last_inbound_id']).orderBy('id').limit(5).execute();
  for (const kasus of cases)
    await db.transaction().execute(async (tx) => {
      await claimCase(tx, person, kasus.code, new Date());
      const reply = {
        formId: randomUUID(),
        text: 'Terima kasih sudah menulis.\n\nBu Ani',
        seenInbound: kasus.last_inbound_id,
        seenOutbound: null,
        addressConfirmed: false,
        stillOwed: false,
      };
      const sent = await sendReply(
        tx,
        { vault, mailName: 'Konseling', undoMs: 0 },
        person,
        kasus.code,
        reply,
        new Date(),
      );
      if ('refused' in sent) throw new Error(sent.refused);
    });
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
