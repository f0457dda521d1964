/** Suluh on the mailbox of the bench: the program as its own process, as it is in service, timed and weighed from outside. */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { verifyAudit } from '../../src/audit/verify.ts';
import type { Database } from '../../src/db/database.ts';
import { serverPid } from '../support/database.ts';
import type { Service } from '../support/service.ts';
import type { BenchMail } from './mailbox.ts';

export interface Weight {
  /** megabytes resident, sampled while the mails came in: the highest, and the median of the last third */
  mostMb: number;
  lateMb: number;
  /** of its processor, without the start */
  cpuSeconds: number;
  /** of PostgreSQL's */
  databaseCpuSeconds: number;
}

export interface Ingested extends Weight {
  seconds: number;
}

const LOOK_MS = 100;

/** From the moment the mails lie in the box until the last of them is filed. */
export async function ingestWithSuluh(service: Service, fill: () => void, mails: number): Promise<Ingested> {
  const program = service.run({ roles: ['worker', 'poller'] });
  try {
    await program.until('the first look at the empty box', () => hasLooked(service.db));
    await sleep(3_000); // the threads have loaded what they need
    const scale = weigh(program.child.pid!, await serverPid(service.db));
    fill();
    const began = performance.now();
    await program.until('all mails to be settled', () => allSettled(service.db, mails), 3_600_000);
    return { seconds: (performance.now() - began) / 1000, ...scale.stop() };
  } finally {
    await program.end();
  }
}

async function hasLooked(db: Database): Promise<boolean> {
  const folder = await db.selectFrom('mailbox_folders').select('checked_at').executeTakeFirst();
  return Boolean(folder?.checked_at);
}

async function allSettled(db: Database, mails: number): Promise<boolean> {
  await sleep(LOOK_MS);
  const waiting = await db
    .selectFrom('inbound_mails')
    .select('id')
    .where('state', '=', 'received')
    .limit(1)
    .executeTakeFirst();
  if (waiting) return false;
  const row = await db
    .selectFrom('inbound_mails')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return row.n === mails;
}

/** Reads what the system knows of the processes (Linux). */
function weigh(pid: number, database: number): { stop(): Weight } {
  const samples: number[] = [];
  const resident = () => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  const timer = setInterval(() => samples.push(resident()), 200);
  const before = cpuSeconds(pid).own;
  const databaseBefore = cpuOfFamily(database);
  return {
    stop() {
      clearInterval(timer);
      const late = samples.slice(-Math.ceil(samples.length / 3)).sort((a, b) => a - b);
      return {
        mostMb: Math.max(...samples),
        lateMb: late[Math.floor(late.length / 2)] ?? 0,
        cpuSeconds: cpuSeconds(pid).own - before,
        databaseCpuSeconds: cpuOfFamily(database) - databaseBefore,
      };
    },
  };
}

/** Of a process, and of its children that have ended. */
function cpuSeconds(pid: number | string): { parent: number; own: number; ended: number } {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ').map(Number);
  const [user, system, endedUser, endedSystem] = fields.slice(11, 15) as [number, number, number, number];
  return { parent: fields[1]!, own: (user + system) / 100, ended: (endedUser + endedSystem) / 100 }; // hundredths (proc(5))
}

function cpuOfFamily(head: number): number {
  const { own, ended } = cpuSeconds(head);
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(cpuSeconds)
    .filter(({ parent }) => parent === head);
  return children.reduce((sum, child) => sum + child.own, own + ended);
}

/** @returns what is not as it must be, one line each */
export async function wrongInSuluh(db: Database, box: readonly BenchMail[]): Promise<string[]> {
  const rows = await db
    .selectFrom('inbound_mails as i')
    .leftJoin('messages as m', 'm.inbound_id', 'i.id')
    .leftJoin('attachments as a', 'a.message_id', 'm.id')
    .select((eb) => [
      'i.uid',
      'i.fate',
      'i.case_id',
      eb.fn.coalesce(eb.fn.sum<number>('a.size'), eb.lit(0)).as('bytes'),
    ])
    .groupBy(['i.uid', 'i.fate', 'i.case_id'])
    .execute();
  const found = new Map(rows.map((row) => [row.uid, row]));
  const wrong = box.flatMap((mail, n) => {
    const row = found.get(n + 1);
    if (!row) return [`mail ${n + 1} was not taken in`];
    if (mail.copy !== (row.fate === 'duplicate')) return [`mail ${n + 1} became ${row.fate}`];
    if (!mail.copy && Number(row.bytes) !== mail.attached) return [`mail ${n + 1} has ${row.bytes} bytes attached`];
    return [];
  });
  const cases = new Map(rows.flatMap((row) => (row.case_id ? [[row.uid, row.case_id] as const] : [])));
  const { broken } = await verifyAudit(db, null);
  return [...wrong, ...wrongThreads(cases, box), ...broken.map((seq) => `event ${seq} does not follow`)];
}

/** A thread is one case, and a case one thread. */
export function wrongThreads(cases: ReadonlyMap<number, string>, box: readonly BenchMail[]): string[] {
  const wrong: string[] = [];
  const ofThread = new Map<number, string>();
  const ofCase = new Map<string, number>();
  for (const [n, mail] of box.entries()) {
    if (mail.copy) continue;
    const kasus = cases.get(n + 1);
    if (kasus === undefined) wrong.push(`mail ${n + 1} is in no case`);
    else if ((ofThread.get(mail.thread) ?? kasus) !== kasus) wrong.push(`thread ${mail.thread} is in two cases`);
    else if ((ofCase.get(kasus) ?? mail.thread) !== mail.thread)
      wrong.push(`a case holds thread ${mail.thread} and another`);
    if (kasus === undefined) continue;
    ofThread.set(mail.thread, kasus);
    ofCase.set(kasus, mail.thread);
  }
  return wrong;
}
