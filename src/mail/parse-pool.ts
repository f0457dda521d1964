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
  /** Megabytes of JavaScript heap for one thread. */
  memoryMb?: number;
  /** See UnderstandOptions. */
  authservId?: string | null;
  ownAddresses?: readonly string[];
}

export interface ParsePool {
  /**
   * @param raw the whole mail; stays usable for the caller
   * @throws only when the signal was aborted or the pool is closed
   */
  understand(raw: Uint8Array, signal?: AbortSignal): Promise<UnderstoodMail>;
  /** Ends all threads; mails in work are given up. */
  close(): Promise<void>;
}

const DEADLINE_MS = 10_000;
const MEMORY_MB = 256;
/** Bytes that are looked at in this thread, when even the plain reading failed elsewhere. */
const LAST_RESORT_BYTES = 256 * 1024;

export function openParsePool(options: ParsePoolOptions = {}): ParsePool {
  const threads = options.threads ?? Math.max(1, availableParallelism() - 1);
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
  const understandOptions = { authservId: options.authservId ?? null, ownAddresses: options.ownAddresses ?? [] };
  const pool = new Piscina<ParseTask, UnderstoodMail>({
    filename: new URL('./parse-worker.ts', import.meta.url).href,
    minThreads: 1,
    maxThreads: threads,
    idleTimeout: 60_000,
    resourceLimits: { maxOldGenerationSizeMb: options.memoryMb ?? MEMORY_MB },
  });
  const turns = takeTurns(threads);
  const closing = new AbortController();

  /** The deadline starts when a thread is free: waiting in line is not the mail's fault. */
  async function run(raw: Uint8Array, plainly: boolean, given: AbortSignal): Promise<UnderstoodMail> {
    const signal = AbortSignal.any([given, AbortSignal.timeout(deadlineMs)]);
    const copy = new Uint8Array(raw);
    return await pool.run(handOver({ raw: copy, plainly, options: understandOptions }, [copy]), { signal });
  }

  return {
    async understand(raw, signal) {
      const given = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      return await turns(async () => {
        for (const plainly of [false, true]) {
          given.throwIfAborted();
          try {
            return await run(raw, plainly, given);
          } catch {
            // The mail threw, overran its time or its memory; the next, cheaper way follows.
          }
        }
        given.throwIfAborted();
        // No parser runs in this thread: what it threw in the middle of a stream would end the program.
        const start = raw.subarray(0, LAST_RESORT_BYTES);
        return readPlainly(start, readMimeHead(start));
      });
    },
    async close() {
      closing.abort(new Error('parse pool closed'));
      await pool.destroy();
    },
  };
}

/** Lets so many through at a time, the others in the order they came. */
function takeTurns(width: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = width;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
