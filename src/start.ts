/**
 * Puts the program together: opens what the roles need, starts them, and stops in the reverse order. One process may hold all
 * roles, or each may run apart; only worker and poller ever see the mail passwords.
 */
import { type OpenAccount, openAccounts } from './accounts.ts';
import { watchOver } from './alarms/watch-over.ts';
import type { App } from './app.ts';
import { type Config, ConfigError } from './config.ts';
import { type Installation, openInstallation } from './installation.ts';
import { type FreshBytes, openFreshBytes } from './intake/fresh-bytes.ts';
import { watchOnly } from './intake/mailbox-health.ts';
import { pollMailbox } from './intake/poll-mailbox.ts';
import { jobs, wakeForgotten } from './jobs.ts';
import { type Log, openLog } from './log.ts';
import { appendToSent } from './mail/imap/append-to-sent.ts';
import { openParsePool, type ParsePool } from './mail/parse-pool.ts';
import { openSmtp } from './mail/smtp.ts';
import type { Demo, Web } from './open-web.ts';
import { openQueue, type WorkQueue } from './queue/queue.ts';
import { SWEEP_MS } from './replies/deliver-due.ts';

export const roles = ['web', 'worker', 'poller'] as const;
export type Role = (typeof roles)[number];

export interface Running {
  app: App;
  /** where the web view is; null: this process has none */
  url: string | null;
  stop(): Promise<void>;
}

export interface StartOptions {
  roles?: readonly Role[];
  /** the demo's own pages and log-ins */
  demo?: Demo;
  log?: Log;
}

/** @throws an Error with a plain sentence when something needed is missing; whatever was opened is closed again */
export async function start(config: Config, options: StartOptions = {}): Promise<Running> {
  const wanted = options.roles ?? roles;
  const log = options.log ?? openLog(config.logLevel);
  const closing: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const installation = await openInstallation(config);
    closing.push(installation.close);
    const queue = await openQueueOf(config, installation, log);
    closing.push(queue.close);
    const app: App = { config, db: installation.db, vault: installation.vault, queue, log, now: () => new Date() };
    const pool = openParsePool({
      authservId: config.authservId,
      ownAddresses: config.mailboxes.map(({ address }) => address),
    });
    closing.push(pool.close);
    const accounts = await openAccounts(app);
    const fresh = openFreshBytes(wanted.includes('worker') ? FRESH_BYTES : 0, app.now);
    if (wanted.includes('worker')) closing.push(await startWorker(app, pool, accounts, fresh));
    if (wanted.includes('poller')) closing.push(await startPoller(app, accounts, fresh));
    if (wanted.includes('worker') || wanted.includes('poller')) closing.push(watchOverAll(app, accounts));
    const web = wanted.includes('web')
      ? await startWeb(app, installation.databaseUrl, pool, options.demo ?? null)
      : null;
    if (web) closing.push(web.close);
    log.info('started', { count: wanted.length });
    return { app, url: web?.url ?? null, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Loaded only where it is wanted: a worker or poller apart starts without a page. */
async function startWeb(app: App, databaseUrl: string, pool: ParsePool, demo: Demo | null): Promise<Web> {
  const { openWeb } = await import('./open-web.ts');
  return openWeb(app, databaseUrl, pool, demo);
}

async function openQueueOf(config: Config, { databaseUrl }: Installation, log: Log): Promise<WorkQueue> {
  const queue = await openQueue(config.redisUrl ?? databaseUrl, {
    onError: (error) => log.warn('queue.error', { error }),
    onJobFailed: (job, error) => log.error('job.failed', { job, error }),
  });
  for (let tries = 1; tries <= QUEUE_TRIES; tries++) if (await queue.check()) return queue;
  await queue.close();
  throw new ConfigError([
    'REDIS_URL: Redis does not answer there; check the address and that Redis runs. Letters wait in the mailbox meanwhile',
  ]);
}

/** Several batches of the poller: what does not fit must be read from the database once more. */
const FRESH_BYTES = 8_000_000;

/** of two seconds each */
const QUEUE_TRIES = 5;

/** Every sixth sweep, half a minute, the queue's own tables and schedules are looked after too. */
const RESTORE_EVERY = 6;

async function startWorker(
  app: App,
  pool: ParsePool,
  accounts: readonly OpenAccount[],
  fresh: FreshBytes,
): Promise<() => Promise<void>> {
  const { log, queue } = app;
  const sending = new Map(
    accounts.flatMap(({ address, smtpUrl, tokens }) => (smtpUrl ? [[address, openSmtp(smtpUrl, { tokens })]] : [])),
  );
  const reading = new Map(
    accounts.flatMap(({ address, imapUrl, tokens }) => (imapUrl ? [[address, { url: imapUrl, tokens }]] : [])),
  );
  await queue.work(
    jobs(app, {
      accounts,
      understand: pool.understand,
      fresh,
      smtpOf: sending.size ? (address) => sending.get(address) ?? null : null,
      async append(address, raw, messageId) {
        const settings = reading.get(address);
        return settings ? appendToSent(settings, raw, messageId) : null;
      },
    }),
  );
  let sweeps = 0;
  let sweeping: Promise<void> = Promise.resolve();
  const sweep = async () => {
    if (sweeps++ % RESTORE_EVERY === 0) await queue.restore();
    await wakeForgotten(app);
  };
  const timer = setInterval(() => {
    sweeping = sweep().catch((error) => log.error('sweep.failed', { error }));
  }, SWEEP_MS);
  sweeping = sweep().catch((error) => log.error('sweep.failed', { error }));
  return async () => {
    clearInterval(timer);
    await sweeping;
  };
}

/** Where the mail passwords are, the admins can be told: also when the other part, or the queue, has stopped. */
function watchOverAll({ config, db, log, now }: App, accounts: readonly OpenAccount[]): () => Promise<void> {
  return watchOver({
    db,
    watched: config,
    senders: accounts.flatMap(({ address, smtpUrl, tokens }) =>
      smtpUrl ? [{ address, smtp: openSmtp(smtpUrl, { tokens }) }] : [],
    ),
    mailName: config.mailName,
    publicUrl: config.publicUrl,
    leaseMs: config.leaseMs,
    now,
    onAlarm: (event, code) => log.warn(event, { code }),
    onError: (error) => log.error('alarm.failed', { error }),
  });
}

async function startPoller(
  app: App,
  accounts: readonly OpenAccount[],
  fresh: FreshBytes,
): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  const read = accounts.filter(({ imapUrl }) => imapUrl);
  if (read.length) await watchOnly(app.db, read);
  const polls = read.flatMap((account) =>
    account.folders.map((folder) => poll(app, account, folder, fresh, stopping.signal)),
  );
  return async () => {
    stopping.abort();
    await Promise.all(polls);
  };
}

function poll(app: App, account: OpenAccount, folder: string, fresh: FreshBytes, signal: AbortSignal): Promise<void> {
  const { config, db, vault, queue, log, now } = app;
  const { mailboxId, imapUrl, tokens } = account;
  return pollMailbox({
    db,
    vault,
    mailboxId,
    settings: { url: imapUrl!, tokens, folder },
    pollEveryMs: config.pollEveryMs,
    softLimit: config.mailMegabytesADay * 1_000_000,
    fresh,
    onTakenIn(ids) {
      if (ids.length) log.info('mail.taken_in', { mailbox: mailboxId, count: ids.length });
      void queue.wake('ingest-mail', ids.slice(0, 1)); // one job files all that wait
    },
    onRenumbered() {
      log.warn('mailbox.renumbered', { mailbox: mailboxId });
      void queue.wake('reconcile-mailboxes', [String(mailboxId)]);
    },
    onMuchTraffic: (bytes) => log.warn('mailbox.much_traffic', { mailbox: mailboxId, count: bytes }),
    onProblem: (code) => log.warn('mailbox.problem', { mailbox: mailboxId, code }),
    now,
    signal,
  });
}
