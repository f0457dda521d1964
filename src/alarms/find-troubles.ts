/**
 * What stands still at this moment: mail coming in, mail going out, the queue, the disk. Asked of the rows, because they are
 * the truth; the queue and the mail servers may be the very thing that does not answer. Codes and times, never a word.
 */
import { statfs } from 'node:fs/promises';
import type { Reader } from '../db/database.ts';
import type { AlarmKind } from '../db/schema.ts';
import { readMailboxStates, stoppedSince } from '../intake/mailbox-health.ts';
import { mayLeave } from '../replies/outbound-mail.ts';

export interface Trouble {
  kind: AlarmKind;
  /** which mailbox, where there are several; '' otherwise */
  place: string;
  since: Date;
}

export interface Watched {
  pollEveryMs: number;
  /** the folder the program keeps its data in */
  dataDir: string;
  /** how long something may stand still before it is trouble, in milliseconds */
  patienceMs?: number;
}

const PATIENCE_MS = 120_000;

export async function findTroubles(db: Reader, watched: Watched, now: Date): Promise<Trouble[]> {
  const before = new Date(now.getTime() - (watched.patienceMs ?? PATIENCE_MS));
  return [
    ...(await mailThatStopped(db, watched, now)),
    ...(await sendingThatStopped(db, before)),
    ...(await queueThatStopped(db, before, now)),
    ...(await diskThatFills(watched.dataDir, now)),
  ];
}

async function mailThatStopped(db: Reader, { pollEveryMs }: Watched, now: Date): Promise<Trouble[]> {
  const states = await readMailboxStates(db);
  return states.flatMap((state) => {
    const since = stoppedSince(state, now, pollEveryMs);
    return since ? [{ kind: 'mail_stopped' as const, place: `${state.address} ${state.folder}`, since }] : [];
  });
}

/** Of a server that answers and says "not now" (greylisting) nobody needs to hear; of one that cannot be used at all, yes. */
const SERVER_SAID_SOMETHING = 'refused_for_now%';

/** Letters that wait for their next try, of a mailbox from which none has gone out since the first of them was written. */
async function sendingThatStopped(db: Reader, before: Date): Promise<Trouble[]> {
  const rows = await db
    .selectFrom('outbound_mails')
    .innerJoin('mailboxes as m', 'm.id', 'outbound_mails.mailbox_id')
    .select((eb) => ['m.address', eb.fn.min('outbound_mails.created_at').as('since')])
    .where('outbound_mails.state', '=', 'retry')
    .where('outbound_mails.problem', 'not like', SERVER_SAID_SOMETHING)
    .where('outbound_mails.created_at', '<', before)
    .where(mayLeave)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('outbound_mails as s')
            .select('s.id')
            .where('s.state', '=', 'sent')
            .whereRef('s.mailbox_id', '=', 'outbound_mails.mailbox_id')
            .whereRef('s.settled_at', '>', 'outbound_mails.created_at'),
        ),
      ),
    )
    .groupBy('m.address')
    .execute();
  return rows.map(({ address, since }) => ({ kind: 'sending_stopped', place: address, since: new Date(since) }));
}

/** Work that nobody has touched, while nothing else was finished either: a long queue that moves is no trouble. */
async function queueThatStopped(db: Reader, before: Date, now: Date): Promise<Trouble[]> {
  const mail = await db
    .selectFrom('inbound_mails')
    .select((eb) => eb.fn.min('received_at').as('since'))
    .where('state', '=', 'received')
    .where('attempts', '=', 0)
    .where('received_at', '<', before)
    .executeTakeFirst();
  const letter = await db
    .selectFrom('outbound_mails')
    .select((eb) => eb.fn.min('due_at').as('since'))
    .where('state', '=', 'queued')
    .where('attempts', '=', 0)
    .where('due_at', '<', before)
    .where(mayLeave)
    .executeTakeFirst();
  const waiting = [mail?.since, letter?.since]
    .filter((at) => at instanceof Date)
    .sort((a, b) => a.getTime() - b.getTime());
  if (!waiting[0]) return [];
  const moved = await db
    .selectFrom('inbound_mails')
    .select('id')
    .where('settled_at', '>', new Date(now.getTime() - 60_000))
    .where('attempts', '>', 0)
    .limit(1)
    .executeTakeFirst();
  return moved ? [] : [{ kind: 'queue_stopped', place: '', since: waiting[0] }];
}

const GIGABYTE = 1_000_000_000;

/** @returns trouble when less than half a gigabyte is free, or less than a twentieth and five gigabytes */
export function isNearlyFull({ free, total }: { free: number; total: number }): boolean {
  return free < GIGABYTE / 2 || (free < total / 20 && free < 5 * GIGABYTE);
}

async function diskThatFills(dataDir: string, now: Date): Promise<Trouble[]> {
  const disk = await statfs(dataDir).catch(() => null); // not there yet: the database lies elsewhere
  if (!disk) return [];
  const full = isNearlyFull({ free: disk.bavail * disk.bsize, total: disk.blocks * disk.bsize });
  return full ? [{ kind: 'disk_nearly_full', place: '', since: now }] : [];
}
