// What stands in for the intake in transport tests: keeps mails and the cursor together, like one transaction would.
import type { Cursor, FetchedMail, Take } from '../../../src/mail/imap/fetch-new.ts';
import {
  type MailboxHealth,
  type WatchOptions,
  type WatchTimings,
  watchMailbox,
} from '../../../src/mail/imap/watch-mailbox.ts';

export const FAST: Partial<WatchTimings> = {
  connectMs: 2_000,
  commandMs: 2_000,
  silenceMs: 20_000, // so that only the probe finds a line that is open on one side
  pollEveryMs: 400,
  probeEveryMs: 300,
  probeAnswerMs: 500,
  retryFirstMs: 20,
  retryMaxMs: 100,
};

export interface Taker {
  cursor: Cursor;
  /** Each mail once, by UIDVALIDITY and UID. */
  mails: Map<string, FetchedMail>;
  /** Mails handed over that were already kept. */
  repeated: number;
  batches: { mails: number; bytes: number; highestUid: number }[];
  take: Take;
}

export function startTaker(): Taker {
  const taker: Taker = {
    cursor: { uidValidity: 0n, lastUid: 0 },
    mails: new Map(),
    repeated: 0,
    batches: [],
    take: async (batch, seen) => {
      await new Promise((resolve) => setImmediate(resolve));
      for (const mail of batch) {
        const key = `${mail.uidValidity} ${mail.uid}`;
        if (taker.mails.has(key)) taker.repeated += 1;
        taker.mails.set(key, mail);
      }
      const bytes = batch.reduce((sum, { raw }) => sum + raw.length, 0);
      taker.batches.push({ mails: batch.length, bytes, highestUid: seen.highestUid });
      taker.cursor = { uidValidity: seen.uidValidity, lastUid: seen.highestUid };
    },
  };
  return taker;
}

export interface Watching {
  health: MailboxHealth[];
  stop(): Promise<void>;
}

export function watch(url: string, taker: Taker, more: Partial<WatchOptions> = {}): Watching {
  const abort = new AbortController();
  const health: MailboxHealth[] = [];
  const ended = watchMailbox({
    settings: { url },
    cursor: async () => taker.cursor,
    take: taker.take,
    onHealth: (now) => void health.push(now),
    signal: abort.signal,
    ...more,
    timings: { ...FAST, ...more.timings },
  });
  return {
    health,
    stop: async () => {
      abort.abort();
      await ended;
    },
  };
}

/** Waits until something is so. @throws after `ms` */
export async function until(so: () => boolean, ms = 8_000): Promise<void> {
  const end = performance.now() + ms;
  while (!so()) {
    if (performance.now() > end) throw new Error(`not so within ${ms} ms: ${so}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export const lastHealth = ({ health }: Watching): MailboxHealth | undefined => health.at(-1);
