// Holds one connection to one folder for as long as the program runs. IDLE is a hint, the poll is the promise: new mail
// is looked for at every hint and every `pollEveryMs`, and a server gone silent is left and tried again.

import { type Cursor, FETCH_LIMITS, type FetchLimits, fetchNew, nothingAhead, type Take } from './fetch-new.ts';
import { type ImapCode, imapCode } from './imap-code.ts';
import { IMAP_TIMINGS, type ImapSession, type ImapSettings, type ImapTimings, openImap } from './imap-session.ts';

export interface MailboxHealth {
  state: 'connected' | 'checking' | 'failed';
  error?: ImapCode;
  /** Mails the server lists but does not deliver; the cursor waits below the first of them. */
  withheld: number;
  at: Date;
}

export interface WatchTimings extends ImapTimings {
  pollEveryMs: number;
  /** The first pause after a failure; it doubles up to `retryMaxMs`, and each is shortened by chance to half at most. */
  retryFirstMs: number;
  retryMaxMs: number;
  /** The pause after a refused password: servers lock accounts that knock more often. */
  retryAuthMs: number;
}

export const WATCH_TIMINGS: WatchTimings = {
  ...IMAP_TIMINGS,
  pollEveryMs: 60_000,
  retryFirstMs: 1_000,
  retryMaxMs: 60_000,
  retryAuthMs: 60_000,
};

export interface WatchOptions {
  settings: ImapSettings;
  /** Where reading goes on: asked before every look. `{ uidValidity: 0n, lastUid: 0 }` for a mailbox never read. */
  cursor(): Promise<Cursor>;
  /** Keeps mails and cursor together; when it fails, the same mails come again. */
  take: Take;
  onHealth(health: MailboxHealth): void;
  signal: AbortSignal;
  timings?: Partial<WatchTimings>;
  limits?: Partial<FetchLimits>;
}

/** Watches until `signal` is aborted; then resolves once a `take` under way has ended. Never rejects. */
export async function watchMailbox(options: WatchOptions): Promise<void> {
  const timings = { ...WATCH_TIMINGS, ...options.timings };
  const watch: Watch = {
    ...options,
    timings,
    job: {
      folder: options.settings.folder ?? 'INBOX',
      cursor: options.cursor,
      take: options.take,
      ahead: nothingAhead(),
      limits: { ...FETCH_LIMITS, ...options.limits },
    },
  };
  let failures = 0;
  while (!options.signal.aborted) {
    const error = await watchOnce(watch, () => {
      failures = 0;
    });
    if (options.signal.aborted) return;
    report(watch, 'failed', error);
    await pause(retryDelay(error, failures++, timings), options.signal);
  }
}

type Watch = Omit<WatchOptions, 'timings' | 'limits'> & { timings: WatchTimings; job: Parameters<typeof fetchNew>[1] };

/** One connection's life. @returns why it ended */
async function watchOnce(watch: Watch, onLooked: () => void): Promise<ImapCode> {
  let session: ImapSession | undefined;
  try {
    session = await openImap(watch.settings, watch.timings, watch.signal);
    const hint = listenForHints(session, watch.signal);
    while (!watch.signal.aborted) {
      report(watch, 'checking');
      hint.clear();
      await fetchNew(session, watch.job);
      onLooked();
      report(watch, 'connected');
      void session.client.idle().catch(() => {}); // its failure closes the connection, which the wait below sees
      await hint.wait(watch.timings.pollEveryMs);
      if (!session.client.usable) return 'disconnected';
    }
    return 'disconnected';
  } catch (error) {
    return imapCode(error);
  } finally {
    session?.close();
  }
}

function report({ job, onHealth }: Watch, state: MailboxHealth['state'], error?: ImapCode): void {
  onHealth({ state, ...(error && { error }), withheld: job.ahead.withheld.size, at: new Date() });
}

/** Remembers a hint that comes while nobody waits: mail may arrive in the middle of a look. */
function listenForHints(
  { client }: ImapSession,
  signal: AbortSignal,
): { clear(): void; wait(ms: number): Promise<void> } {
  let hinted = false;
  let wake = () => {};
  const hint = () => {
    hinted = true;
    wake();
  };
  client.on('exists', hint);
  client.on('close', hint);
  signal.addEventListener('abort', hint, { once: true });
  client.once('close', () => signal.removeEventListener('abort', hint));
  return {
    clear: () => {
      hinted = false;
    },
    wait: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, hinted || signal.aborted || !client.usable ? 0 : ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
}

/** Jitter keeps many installs from knocking at one server together after its outage. */
function retryDelay(error: ImapCode, failures: number, timings: WatchTimings): number {
  if (error === 'auth_failed') return timings.retryAuthMs;
  const full = Math.min(timings.retryFirstMs * 2 ** Math.min(failures, 16), timings.retryMaxMs);
  return full * (0.5 + Math.random() / 2);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}
