// Understands mails in threads that can be killed. A mail may be built to keep a parser busy for minutes or to fill the memory: then its
// thread ends, another one takes its place, and the mail is read plainly. For a mail's content this never fails.
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { UnderstoodMail } from '../core/mail-report.ts';
import { handOver } from './hand-over.ts';
import type { ParseTask } from './parse-worker.ts';
import { readMimeHead } from './understand/read-mime.ts';
import { readPlainly } from './understand/read-plainly.ts';

export interface ParsePoolOptions {
  /** Mails read at the same time; default: one less than the machine has processors, at least one. */
  threads?: number;
  /** Milliseconds for one mail, from the moment a thread takes it. */
  deadlineMs?: number;
  /** Milliseconds for several small mails that are read together; after that each is read alone. */
  togetherMs?: number;
  /** Megabytes of JavaScript heap for one thread. */
  memoryMb?: number;
  /** See UnderstandOptions. */
  authservId?: string | null;
  ownAddresses?: readonly string[];
}

export interface ParsePool {
  /**
   * @param raw the whole mail; stays usable for the caller
   * @throws only when the pool is closed
   */
  understand(raw: Uint8Array): Promise<UnderstoodMail>;
  /** Ends all threads; mails in work are given up. */
  close(): Promise<void>;
}

const DEADLINE_MS = 10_000;
const MEMORY_MB = 256;
/** Small mails that wait are read together, so many and of so many bytes each, so that a thread need not wait after each. */
const TOGETHER = 8;
const SMALL_BYTES = 64 * 1024;
/** Longer than small mails take. */
const TOGETHER_MS = 2_000;
/** Bytes that are looked at in this thread, when even the plain reading failed elsewhere. */
const LAST_RESORT_BYTES = 256 * 1024;

interface Waiting extends PromiseWithResolvers<UnderstoodMail> {
  raw: Uint8Array;
}

export function openParsePool(options: ParsePoolOptions = {}): ParsePool {
  const threads = options.threads ?? Math.max(1, availableParallelism() - 1);
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
  const togetherMs = options.togetherMs ?? TOGETHER_MS;
  const understandOptions = { authservId: options.authservId ?? null, ownAddresses: options.ownAddresses ?? [] };
  const pool = new Piscina<ParseTask, UnderstoodMail[]>({
    filename: new URL('./parse-worker.ts', import.meta.url).href,
    minThreads: 1,
    maxThreads: threads,
    idleTimeout: 60_000,
    resourceLimits: { maxOldGenerationSizeMb: options.memoryMb ?? MEMORY_MB },
  });
  const line: Waiting[] = [];
  let free = threads;
  const closing = new AbortController();

  async function run(raws: readonly Uint8Array[], plainly: boolean, ms: number): Promise<UnderstoodMail[]> {
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(ms)]);
    const copies = raws.map((raw) => new Uint8Array(raw));
    return await pool.run(handOver({ raws: copies, plainly, options: understandOptions }, copies), { signal });
  }

  /** The deadline starts when a thread is free: waiting in line is not the mail's fault. */
  function readWaiting(): void {
    while (free > 0 && line.length) {
      free--;
      void read(takeFrom(line)).finally(() => {
        free++;
        readWaiting();
      });
    }
  }

  async function read(some: readonly Waiting[]): Promise<void> {
    if (some.length > 1 && (await readTogether(some))) return;
    for (const { raw, resolve, reject } of some) await readAlone(raw).then(resolve, reject);
  }

  /** @returns whether all were read; of which of them it was the fault, nobody knows */
  async function readTogether(some: readonly Waiting[]): Promise<boolean> {
    try {
      const understood = await run(
        some.map(({ raw }) => raw),
        false,
        togetherMs,
      );
      for (const [n, { resolve }] of some.entries()) resolve(understood[n]!);
      return true;
    } catch {
      return false;
    }
  }

  async function readAlone(raw: Uint8Array): Promise<UnderstoodMail> {
    for (const plainly of [false, true]) {
      closing.signal.throwIfAborted();
      try {
        return (await run([raw], plainly, deadlineMs))[0]!;
      } catch {
        // The mail threw, overran its time or its memory; the next, cheaper way follows.
      }
    }
    closing.signal.throwIfAborted();
    // No parser runs in this thread: what it threw in the middle of a stream would end the program.
    const start = raw.subarray(0, LAST_RESORT_BYTES);
    return readPlainly(start, readMimeHead(start));
  }

  return {
    understand(raw) {
      const waiting = { raw, ...Promise.withResolvers<UnderstoodMail>() };
      line.push(waiting);
      readWaiting();
      return waiting.promise;
    },
    async close() {
      closing.abort(new Error('parse pool closed'));
      await pool.destroy();
    },
  };
}

/** The first in line, and those small ones behind it that may be read with it. */
function takeFrom(line: Waiting[]): Waiting[] {
  const large = line.findIndex(({ raw }) => raw.length > SMALL_BYTES);
  return line.splice(0, Math.max(1, Math.min(TOGETHER, large === -1 ? line.length : large)));
}
