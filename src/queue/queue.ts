/**
 * The only file that knows BullMQ. The queue is a bell, not a book: a job carries an id, never text, and everything a job
 * would do is first a row in PostgreSQL. Losing the queue costs a minute, until the sweep wakes what was forgotten.
 *
 * `redis://…` runs BullMQ on Redis through ioredis, `postgres://…` on PostgreSQL (schema `bullmq`). Retries have one home, the
 * row: a job is tried once and leaves nothing behind, since a kept failed job would block its id for ever.
 */
import { createPostgresBackend, createRedisBackend, type PgPool, type Queue, runMigrations, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { openPool } from '../db/database.ts';

/** What a job may carry: the id of a row. */
export interface JobData {
  id?: string;
}

export interface JobHandler {
  /** how many run at the same time in one process */
  concurrency: number;
  /** runs by itself every so many milliseconds */
  everyMs?: number;
  run(data: JobData, signal: AbortSignal): Promise<void>;
}

export interface WorkQueue {
  /** Wakes a job for a row. The same row is not queued twice at the same time. Never throws: the sweep comes anyway. */
  wake(job: string, ids: readonly string[]): Promise<void>;
  /** Starts working; each handler is one BullMQ queue of its name. */
  work(handlers: Readonly<Record<string, JobHandler>>): Promise<void>;
  /** Puts back what an emptied queue has lost: its tables and its schedules. Never throws. */
  restore(): Promise<void>;
  /** does the queue's server answer? */
  check(): Promise<boolean>;
  close(): Promise<void>;
}

const MOST_TRIES = 5;
/** A killed worker's job is free again after this; its row may be taken up twice meanwhile, and is settled once. */
const LOCK_MS = 10_000;
/** Every worker of a queue must use the same interval, or a killed worker's jobs wait for the slower one. */
const STALLED_MS = 5_000;
const leaveNothingBehind = { attempts: 1, removeOnComplete: true, removeOnFail: true } as const;

export interface QueueEvents {
  onError(error: Error): void;
  onJobFailed(job: string, error: Error): void;
}

export async function openQueue(url: string, events: QueueEvents): Promise<WorkQueue> {
  const backend = url.startsWith('postgres') ? await openOnPostgres(url, events) : openOnRedis(url, events);
  const queues = new Map<string, Queue>();
  const workers: { close(force?: boolean): Promise<void> }[] = [];
  const schedules = new Map<string, number>();
  const stopping = new AbortController();

  const queue = (name: string): Queue => {
    const known = queues.get(name);
    if (known) return known;
    const made = backend.queue(name);
    made.on('error', events.onError);
    queues.set(name, made);
    return made;
  };

  /** BullMQ remembers a failed beginning: a queue opened while its tables were gone stays broken, so it is opened anew. */
  const forget = (name: string) => {
    const broken = queues.get(name);
    queues.delete(name);
    broken?.close().catch(() => {});
  };
  const schedule = async (name: string, everyMs: number) => {
    await queue(name).upsertJobScheduler(name, { every: everyMs }, { name, data: {}, opts: leaveNothingBehind });
  };

  /** BullMQ remembers a failed beginning of a worker too, so one that could not begin is made anew. */
  const startWorker = async (name: string, handler: JobHandler) => {
    for (let tries = 1; ; tries++) {
      const worker = backend.worker(name, (job) => handler.run(job.data as JobData, stopping.signal), {
        concurrency: handler.concurrency,
        lockDuration: LOCK_MS,
        stalledInterval: STALLED_MS,
        maxStalledCount: 1_000_000, // the row counts its own attempts
      });
      worker.on('error', events.onError);
      worker.on('failed', (_job, error) => events.onJobFailed(name, error));
      try {
        await worker.waitUntilReady();
        return worker;
      } catch (error) {
        await worker.close().catch(() => {});
        if (tries === MOST_TRIES) throw error;
        await backend.prepare();
      }
    }
  };

  const restore = async () => {
    try {
      await backend.prepare();
      for (const [name, everyMs] of schedules) await schedule(name, everyMs);
    } catch (error) {
      for (const name of schedules.keys()) forget(name);
      events.onError(error as Error);
    }
  };

  return {
    async wake(job, ids) {
      if (!ids.length) return;
      try {
        // A colon in a job id is refused by BullMQ; ids are UUIDs and names of jobs have none.
        // One by one: on PostgreSQL, adding in bulk makes temporary tables each time, and mostly it is one.
        await Promise.all(
          ids.map((id) => queue(job).add(job, { id }, { ...leaveNothingBehind, jobId: `${job}-${id}` })),
        );
      } catch (error) {
        forget(job);
        events.onError(error as Error);
      }
    },
    async work(handlers) {
      for (const [name, handler] of Object.entries(handlers)) {
        if (handler.everyMs) schedules.set(name, handler.everyMs);
        workers.push(await startWorker(name, handler));
      }
      await restore();
    },
    restore,
    check: backend.check,
    async close() {
      stopping.abort();
      await Promise.all(workers.map((w) => w.close()));
      await Promise.all([...queues.values()].map((q) => q.close()));
      await backend.close();
    },
  };
}

async function openOnPostgres(url: string, events: QueueEvents) {
  // Every worker keeps one connection for LISTEN; the rest are for adding and taking jobs.
  const pool = openPool(
    { connectionString: url, max: 24, options: '-c search_path=bullmq', application_name: 'suluh-queue' },
    events.onError,
  );
  pool.setMaxListeners(0);
  const prepare = async () => {
    const client = await pool.connect();
    try {
      await client.query('create schema if not exists bullmq');
      await runMigrations(client);
    } finally {
      client.release();
    }
  };
  await prepare();
  const connection = pool as unknown as PgPool; // the same object; the two type packages differ by an index signature
  const { Queue, Worker } = withBackend(createPostgresBackend);
  return {
    prepare,
    queue: (name: string) => new Queue(name, { connection }) as unknown as Queue,
    worker: (...[name, run, options]: WorkerArguments) => new Worker(name, run, { ...options, connection }),
    check: () => answers(() => pool.query('select 1')),
    close: () => pool.end(),
  };
}

function openOnRedis(url: string, events: QueueEvents) {
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  connection.on('error', events.onError);
  const { Queue, Worker } = withBackend(createRedisBackend);
  return {
    prepare: async () => {},
    queue: (name: string) => new Queue(name, { connection }) as unknown as Queue,
    worker: (...[name, run, options]: WorkerArguments) => new Worker(name, run, { ...options, connection }),
    check: () => answers(() => connection.ping()),
    close: async () => connection.disconnect(),
  };
}

type WorkerArguments = [
  name: string,
  run: (job: { data: unknown }) => Promise<void>,
  options: { concurrency: number; lockDuration: number; stalledInterval: number; maxStalledCount: number },
];

const CHECK_MS = 2_000;

async function answers(ask: () => Promise<unknown>): Promise<boolean> {
  const tooLong = new Promise<false>((resolve) => setTimeout(resolve, CHECK_MS, false).unref());
  return Promise.race([
    ask().then(
      () => true,
      () => false,
    ),
    tooLong,
  ]);
}
