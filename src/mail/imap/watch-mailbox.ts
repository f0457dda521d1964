// Holds one connection to one folder for as long as the program runs. IDLE is a hint, the poll is the promise: new mail
// is looked for at every hint and every `pollEveryMs`, and a server gone silent is left and tried again. A line that is open on
// this side alone looks like a quiet one, so it is asked for an answer three times a minute.
import { setTimeout as sleep } from 'node:timers/promises';
import { reconnectDelay } from '../../core/reconnect-delay.ts';
import {
  type Cursor,
  FETCH_LIMITS,
  type FetchJob,
  type FetchLimits,
  fetchNew,
  nothingAhead,
  type Take,
} from './fetch-new.ts';
import { findFolder } from './find-folder.ts';
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
  /** A quiet line is asked for an answer this often, and is dead without one within `probeAnswerMs`. */
  probeEveryMs: number;
  probeAnswerMs: number;
  /** The first pause after a failure; it doubles up to `retryMaxMs`, see `reconnectDelay`. */
  retryFirstMs: number;
  retryMaxMs: number;
  /** The pause after a refused login: servers lock accounts that knock more often. */
  retryAuthMs: number;
  /** The pause after the provider found that too much was asked of it. */
  retryThrottledMs: number;
}

export const WATCH_TIMINGS: WatchTimings = {
  ...IMAP_TIMINGS,
  pollEveryMs: 60_000,
  probeEveryMs: 20_000,
  probeAnswerMs: 20_000,
  retryFirstMs: 1_000,
  retryMaxMs: 60_000,
  retryAuthMs: 60_000,
  retryThrottledMs: 300_000,
};

export interface WatchOptions {
  settings: ImapSettings;
  /** Where reading goes on: asked before every look. `{ uidValidity: 0n, lastUid: 0 }` for a mailbox never read. */
  cursor(): Promise<Cursor>;
  /** Keeps mails and cursor together; when it fails, the same mails come again. */
  take: Take;
  onHealth(health: MailboxHealth): void;
  /** Bytes that came from the server since the last time. */
  onTraffic?(bytes: number): void;
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
      cursor: options.cursor,
      take: options.take,
      ahead: nothingAhead(),
      limits: { ...FETCH_LIMITS, ...options.limits },
    },
  };
  let failures = 0;
  while (!options.signal.aborted) {
    const began = performance.now();
    const error = await watchOnce(watch);
    if (options.signal.aborted) return;
    // A server that takes us in and throws us out again each time is as broken as one that never does.
    if (performance.now() - began > timings.retryMaxMs) failures = 0;
    report(watch, 'failed', error);
    await pause(retryDelay(error, failures++, timings), options.signal);
  }
}

type Watch = Omit<WatchOptions, 'timings' | 'limits'> & { timings: WatchTimings; job: Omit<FetchJob, 'folder'> };

/** One connection's life. @returns why it ended */
async function watchOnce(watch: Watch): Promise<ImapCode> {
  let session: ImapSession | undefined;
  try {
    session = await openImap(watch.settings, watch.timings, watch.signal);
    const folder = await findFolder(session, watch.settings.folder ?? 'INBOX');
    const hint = listenForHints(session, watch.signal);
    while (!watch.signal.aborted) {
      report(watch, 'checking');
      hint.clear();
      await fetchNew(session, { ...watch.job, folder });
      report(watch, 'connected');
      reportTraffic(watch, session);
      await untilNextLook(session, hint, watch.timings);
      if (!session.client.usable) return 'disconnected';
    }
    return 'disconnected';
  } catch (error) {
    return imapCode(error);
  } finally {
    if (session) reportTraffic(watch, session);
    session?.close();
  }
}

/** Waits for a hint or the time of the next look, and makes sure that the line is alive all the while. */
async function untilNextLook({ client, within }: ImapSession, hint: Hint, timings: WatchTimings): Promise<void> {
  const nextLook = performance.now() + timings.pollEveryMs;
  while (client.usable) {
    void client.idle().catch(() => {}); // its failure closes the connection, which the wait sees
    const left = Math.max(nextLook - performance.now(), 0);
    const hinted = await hint.wait(Math.min(left, timings.probeEveryMs));
    if (hinted || left <= timings.probeEveryMs) return;
    await within(client.noop(), timings.probeAnswerMs); // ends IDLE (RFC 2177) and waits for both answers
  }
}

function reportTraffic({ onTraffic }: Watch, { client }: ImapSession): void {
  const { received } = client.stats(true);
  if (received > 0) onTraffic?.(received);
}

function report({ job, onHealth }: Watch, state: MailboxHealth['state'], error?: ImapCode): void {
  onHealth({ state, ...(error && { error }), withheld: job.ahead.withheld.size, at: new Date() });
}

interface Hint {
  clear(): void;
  /** @returns whether a hint came */
  wait(ms: number): Promise<boolean>;
}

/** Remembers a hint that comes while nobody waits: mail may arrive in the middle of a look. */
function listenForHints({ client }: ImapSession, signal: AbortSignal): Hint {
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
        const timer = setTimeout(() => resolve(hinted), hinted || signal.aborted || !client.usable ? 0 : ms);
        wake = () => {
          clearTimeout(timer);
          resolve(true);
        };
      }),
  };
}

function retryDelay(error: ImapCode, failures: number, timings: WatchTimings): number {
  const chance = Math.random();
  if (error === 'throttled') return timings.retryThrottledMs * (1 + chance / 2);
  if (LOGIN_CODES.has(error)) return timings.retryAuthMs * (1 + chance / 2);
  return reconnectDelay(failures, chance, { firstMs: timings.retryFirstMs, mostMs: timings.retryMaxMs });
}

/** What only a person can put right; knocking more often helps nobody. */
const LOGIN_CODES = new Set<ImapCode>([
  'auth_failed',
  'consent_needed',
  'consent_revoked',
  'client_refused',
  'tenant_unknown',
]);

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {}); // aborted: over at once
}
