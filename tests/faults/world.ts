/**
 * A service under fire: two programs (one polls and works, one works) whose every line to database, mailbox, mail server and
 * Redis can be cut, frozen or falsified, servers that can be restarted, people who write and a counsellor who answers. It knows
 * what it did, and therefore what must be true afterwards.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Person } from '../../src/core/policy.ts';
import { freePort } from '../../src/db/embedded/server.ts';
import { startEmbeddedPostgres } from '../../src/db/embedded-postgres.ts';
import { migrate } from '../../src/db/migrate.ts';
import { COPY_LEASE_MS } from '../../src/replies/append-copy.ts';
import { serverPid } from '../support/database.ts';
import { brokenCopies, brokenPromises } from '../support/invariants.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { openService, type Program, type Service, until } from '../support/service.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import type { Chance } from './chance.ts';
import { changesDatabase, changesMailbox } from './changes.ts';
import { answerCase, decideUncertain, hireCounsellor } from './counsellor.ts';
import type { WatchedLine } from './kill-on-write.ts';
import { mail } from './letters.ts';
import { untilDone } from './until-done.ts';

export type Link = 'database' | 'mailbox' | 'mailserver' | 'redis';

export interface World {
  service: Service;
  redis: TestRedis | undefined;
  lines: Readonly<Partial<Record<Link, WatchedLine>>>;
  programs(): readonly Program[];
  /** people write, the counsellor answers */
  load(): Promise<void>;
  /** mails of the mailbox are read anew from now on, or are taken away: how often one is read says nothing any more */
  expectReadAgain(): void;
  /** fast: open transactions are undone, then it stops; immediate: as if the power went */
  restartDatabase(how: 'fast' | 'immediate'): Promise<void>;
  /** everything works again, dead programs are started, pauses are over */
  heal(): Promise<void>;
  /** Waits until nothing is left to do. @returns what is broken */
  settle(): Promise<string[]>;
  count(): { letters: number; answers: number };
  close(): Promise<void>;
}

export interface WorldOptions {
  chance: Chance;
  queue: 'redis' | 'postgres';
  /** environment and main file of the programs, when a bug is planted */
  planted?: { main: string; env: Record<string, string> } | undefined;
  patienceMs: number;
}

export async function openWorld({ chance, queue, planted, patienceMs }: WorldOptions): Promise<World> {
  const dir = mkdtempSync(join(tmpdir(), 'suluh-faults-'));
  const port = await freePort();
  // As in service: a cluster that is fast for tests may forget what it has confirmed when it is killed.
  const startDatabase = () => startEmbeddedPostgres({ dir, port });
  let cluster = await startDatabase();
  await migrate(cluster.url());
  const redis = queue === 'redis' ? await startRedis() : undefined;
  const service = await openService({ databaseUrl: cluster.url(), ...(redis ? { redisUrl: redis.url } : {}) });
  const counsellor = await hireCounsellor(service);
  const { lines, env } = await throughLines(service);
  const run = (roles: string[]) =>
    service.run({ roles, main: planted?.main, env: { ...env, POLL_SECONDS: '1', ...planted?.env } });
  let programs = ROLES.map(run);
  await started(programs);
  const writers = openWriters(chance);
  const past = { answers: 0, sentAgain: [] as string[], readAgain: false, died: [] as string[] };

  /** Of those that nobody killed: a program that ends by itself breaks a promise too. */
  const died = (program: Program) => program.child.exitCode !== null && program.child.exitCode !== 0;
  const dead = (program: Program) => program.child.exitCode !== null || program.child.signalCode !== null;

  return {
    service,
    redis,
    lines,
    programs: () => programs,
    async load() {
      for (let n = chance.int(1, 3); n > 0; n--) service.dovecot.deliver(writers.next());
      for (let n = chance.int(0, 2); n > 0; n--) if (await answerOne(service, counsellor, chance)) past.answers++;
    },
    expectReadAgain() {
      past.readAgain = true;
    },
    async restartDatabase(how) {
      if (how === 'immediate') await crash(service);
      await cluster.stop();
      cluster = await startDatabase();
    },
    async heal() {
      for (const line of Object.values(lines)) line.proxy.heal();
      service.sink.behave(() => 'accept');
      for (const { child } of programs) child.kill('SIGCONT');
      past.died.push(
        ...programs.filter(died).map((program) => `a program ended by itself: ${program.output().slice(-800)}`),
      );
      programs = programs.map((program, n) => (dead(program) ? run(ROLES[n]!) : program));
      await started(programs);
      await endPauses(service);
    },
    async settle() {
      // Both: the last to come may be the same bytes once more, and what was read again makes more rows.
      const wish = { mails: writers.different(), duplicates: false, rows: writers.delivered.length, patienceMs };
      const late = await inTime(async () => {
        await untilDone(service, null, wish);
        // What is sent once more may meet the end of a fault once more.
        for (;;) {
          const { decided, sentAgain } = await decideUncertain(service);
          if (!decided) return;
          past.sentAgain.push(...sentAgain);
          await untilDone(service, null, wish);
        }
      });
      const expected = {
        ...past,
        delivered: writers.delivered,
        cases: writers.people(),
        machines: writers.machines,
        replies: past.answers,
      };
      return [
        ...past.died,
        ...late,
        ...(await brokenPromises(service, expected)),
        ...brokenCopies(service.dovecot.mails(undefined, 'Sent')),
      ];
    },
    count: () => ({ letters: writers.delivered.length, answers: past.answers }),
    async close() {
      for (const program of programs) await program.kill();
      for (const line of Object.values(lines)) await line.proxy.stop();
      await service.stop();
      await redis?.stop();
      await cluster.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

const ROLES = [['worker', 'poller'], ['worker']];

async function throughLines(service: Service) {
  const env: Record<string, string> = {};
  const behind = async (setting: string, changes: WatchedLine['changes']): Promise<WatchedLine> => {
    const target = new URL(service.env[setting]!);
    const proxy: TcpProxy = await startTcpProxy({ port: Number(target.port) });
    target.port = String(proxy.port);
    env[setting] = target.href;
    return { proxy, changes };
  };
  const always = () => true;
  const lines: Partial<Record<Link, WatchedLine>> = {
    database: await behind('DATABASE_URL', changesDatabase),
    mailbox: await behind('IMAP_URL', changesMailbox),
    mailserver: await behind('SMTP_URL', always),
  };
  if (service.env.REDIS_URL) lines.redis = await behind('REDIS_URL', always);
  return { lines, env };
}

/** Before that a program may refuse to start, and must say why: not what is asked here. */
const started = (programs: readonly Program[]) =>
  Promise.all(
    programs.map((program) =>
      program.until('the program to start', async () => program.output().includes('"msg":"started"'), 120_000),
    ),
  );

/** As the power going away: the server's processes end at once, and it must mend itself when it starts again. */
async function crash({ db }: Service): Promise<void> {
  const pid = await serverPid(db);
  process.kill(pid, 'SIGQUIT');
  await until('the database to be gone', async () => {
    try {
      process.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  });
}

/** A pause after a failure is a time in a row; this is as if it had passed. Leases of the living are shorter and stay. */
async function endPauses({ db }: Service): Promise<void> {
  const now = new Date();
  const longerThanALease = new Date(now.getTime() + 2_500);
  await db.updateTable('inbound_mails').set({ lease_until: now }).where('lease_until', '>', longerThanALease).execute();
  await db.updateTable('outbound_mails').set({ due_at: now }).where('state', '=', 'retry').execute();
  // A copy in somebody's hands has the same time in its row as one that waits for its next try: only what was begun long
  // enough ago, or waits for longer than a lease, is certainly in nobody's.
  const lease = now.getTime() + COPY_LEASE_MS;
  await db
    .updateTable('outbound_mails')
    .set({ copy_due_at: now })
    .where('copy_state', '=', 'waiting')
    .where((eb) =>
      eb.or([
        eb('copy_due_at', '>', new Date(lease)),
        eb.between('copy_due_at', now, new Date(lease - LONGEST_APPEND_MS)),
      ]),
    )
    .execute();
}

/** on a busy machine, with a program that was frozen in the middle of it */
const LONGEST_APPEND_MS = 30_000;

async function inTime(work: () => Promise<void>): Promise<string[]> {
  try {
    await work();
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

async function answerOne(service: Service, person: Person, chance: Chance): Promise<boolean> {
  const cases = await service.db.selectFrom('cases').select('code').orderBy('id').execute();
  if (!cases.length) return false;
  return (await answerCase(service, person, chance.pick(cases).code)) === null;
}

interface Writers {
  delivered: Buffer[];
  machines: string[];
  people(): number;
  /** how many mails differ in their bytes */
  different(): number;
  next(): Buffer;
}

/** New people and known ones, with and without a reference, machines, and the same bytes twice. */
function openWriters(chance: Chance): Writers {
  const delivered: Buffer[] = [];
  const machines: string[] = [];
  const letters: number[] = [];
  const write = (): Buffer => {
    const again = chance.percent(8) && delivered.length ? chance.pick(delivered) : null;
    if (again) return again;
    if (chance.percent(10)) {
      const name = `mesin-${machines.length + 1}`;
      machines.push(`${name}@murid.example`);
      return mail(name, 1, { text: 'Saya sedang tidak di tempat.', automatic: true });
    }
    const who = letters.length && chance.percent(60) ? chance.int(0, letters.length - 1) : letters.push(0) - 1;
    const n = ++letters[who]!;
    const attachment = chance.percent(15);
    const answers = n > 1 && chance.percent(60) ? { answers: chance.int(1, n - 1) } : {};
    return mail(`murid-${who + 1}`, n, { text: `Surat ke-${n}.`, attachment, ...answers });
  };
  return {
    delivered,
    machines,
    people: () => letters.length,
    different: () => new Set(delivered.map((raw) => raw.toString('latin1'))).size,
    next() {
      const raw = write();
      delivered.push(raw);
      return raw;
    },
  };
}
