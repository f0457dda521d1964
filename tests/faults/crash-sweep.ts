/**
 * The crash sweep: the program is killed with kill -9 right after its K-th write to the outside has reached its server (a
 * query, a line of SMTP, a command of IMAP); then it is started again and left alone until nothing is left to do. After each
 * run every promise about mail must hold. The program knows nothing of the sweep: proxies between it and its servers count
 * what it writes, and kill.
 *
 * Two scenarios: twenty mails come in (threads, a duplicate, a machine's answer, an attachment), and five answers go out.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { claimCase } from '../../src/cases/claim-case.ts';
import type { Person } from '../../src/core/policy.ts';
import { sendReply } from '../../src/replies/send-reply.ts';
import { settleDelivery } from '../../src/replies/settle-delivery.ts';
import { createStaff } from '../../src/staff/create-staff.ts';
import { dropDatabase } from '../support/database.ts';
import { brokenPromises } from '../support/invariants.ts';
import { openService, type Program, type Service } from '../support/service.ts';
import { type SinkMail, startSmtpSink } from '../support/smtp-sink.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { CASES, letters } from './letters.ts';

export interface SweepRun {
  /** writes that the program made before it was killed, or in all when it was not */
  writes: number;
  killed: boolean;
  broken: string[];
}

export interface Sweep {
  /**
   * one run that is killed right after write number `killAt`, or right before the first write that says `killAt`; 0: not
   * killed, to count the writes
   */
  run(killAt: number | string): Promise<SweepRun>;
  close(): Promise<void>;
}

/** @param main file of the program to start, when a planted bug is to be caught */
export async function openSweep(scenario: 'ingest' | 'send', main?: string): Promise<Sweep> {
  const base = await openService();
  const delivered = letters();
  for (const raw of delivered) base.dovecot.deliver(raw);
  const before = scenario === 'send' ? await readyToAnswer(base, delivered.length) : [];
  return {
    run: (killAt) => runOnce(base, before, delivered, killAt, main),
    close: () => base.stop(),
  };
}

async function runOnce(
  base: Service,
  before: readonly SinkMail[],
  delivered: readonly Buffer[],
  killAt: number | string,
  main: string | undefined,
): Promise<SweepRun> {
  const sink = await startSmtpSink();
  const databaseUrl = await cloneOf(base.databaseUrl);
  const service = await openService({ databaseUrl, keyFile: base.keyFile, dovecot: base.dovecot, sink });
  const proxies: TcpProxy[] = [];
  try {
    const program = service.run({ roles: ['worker', 'poller'], env: await throughProxies(service, proxies), main });
    const count = { writes: 0, killed: false };
    for (const proxy of proxies)
      proxy.onWrite(
        async ({ from, chunk }) => {
          if (from !== 'client' || count.killed) return;
          count.writes++;
          count.killed = typeof killAt === 'number' ? count.writes === killAt : chunk.includes(killAt);
          if (count.killed) await program.kill();
        },
        typeof killAt === 'number' ? 'after' : 'before',
      );
    await untilDone(service, program, delivered.length, () => count.killed);
    await program.kill();
    await recover(service, delivered.length);
    const everything = { received: [...before, ...sink.received], withheld: sink.withheld };
    const broken = await brokenPromises({ ...service, sink: everything }, { delivered, cases: CASES });
    return { ...count, broken };
  } finally {
    for (const proxy of proxies) await proxy.stop();
    await service.stop();
    await sink.stop();
    await dropDatabase(databaseUrl);
  }
}

/** What an operator and a counsellor do after a crash: start it again, and decide on what is shown as uncertain. */
async function recover(service: Service, mails: number): Promise<void> {
  const again = service.run({ roles: ['worker', 'poller'] });
  try {
    await untilDone(service, again, mails, () => false);
    if (await decideUncertain(service)) await untilDone(service, again, mails, () => false);
  } finally {
    await again.end();
  }
}

/** Every server behind a proxy; the queue's own traffic goes through the same one as the program's. */
async function throughProxies(service: Service, proxies: TcpProxy[]): Promise<Record<string, string>> {
  const behind = async (url: string): Promise<string> => {
    const target = new URL(url);
    const proxy = await startTcpProxy({ port: Number(target.port) });
    proxies.push(proxy);
    target.port = String(proxy.port);
    return target.href;
  };
  return {
    DATABASE_URL: await behind(service.databaseUrl),
    IMAP_URL: await behind(service.dovecot.imapUrl()),
    SMTP_URL: await behind(service.sink.url),
  };
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
        senderConfirmed: false,
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
