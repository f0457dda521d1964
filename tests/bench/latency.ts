/**
 * How long a single letter takes: from its delivery, and from the server's notice of it (IDLE, as another reader of the same
 * mailbox gets it), until the list of cases shows it. Dovecot keeps a notice back for half a second by itself.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import pg from 'pg';
import type { Service } from '../support/service.ts';
import type { BenchMail } from './mailbox.ts';

export interface Latencies {
  /** milliseconds, sorted */
  fromDelivery: number[];
  fromNotice: number[];
}

/** @param after how many mails are in the box already */
export async function measureLatency(
  service: Service,
  user: string,
  letters: readonly BenchMail[],
  after: number,
): Promise<Latencies> {
  const program = service.run({ roles: ['worker', 'poller'] });
  const notices = await listenForNotices(service.dovecot.imapUrl(user));
  const list = await watchList(service.databaseUrl);
  try {
    await program.until('the program to be ready', async () => program.output().includes('started'));
    await sleep(3_000);
    const times: { delivered: number; noticed: number; visible: number }[] = [];
    for (const [n, letter] of letters.entries()) {
      const delivered = performance.now();
      const noticed = notices.next();
      const visible = list.until(after + n + 1);
      service.dovecot.deliver(letter.raw(), user);
      const [atNotice, atVisible] = await Promise.all([noticed, visible]);
      times.push({ delivered, noticed: atNotice, visible: atVisible });
      await sleep(100 + (n % 7) * 60);
    }
    const sorted = (values: number[]) => values.sort((a, b) => a - b);
    return {
      fromDelivery: sorted(times.map((t) => t.visible - t.delivered)),
      fromNotice: sorted(times.map((t) => Math.max(0, t.visible - t.noticed))),
    };
  } finally {
    await notices.stop();
    await list.stop();
    await program.end();
  }
}

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

async function listenForNotices(imapUrl: string) {
  const { hostname, port, username, password } = new URL(imapUrl);
  const auth = { user: username, pass: password };
  const client = new ImapFlow({ host: hostname, port: Number(port), secure: false, auth, logger: false });
  await client.connect();
  await client.mailboxOpen('INBOX', { readOnly: true });
  let heard = (_at: number) => {};
  client.on('exists', () => heard(performance.now()));
  void client.idle();
  return {
    next: () =>
      new Promise<number>((resolve) => {
        heard = resolve;
      }),
    stop: () => client.logout(),
  };
}

/** Asks as the page does: at each notice of a change, how many letters stand in cases. */
async function watchList(databaseUrl: string) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('listen suluh_changed');
  let wanted = Number.POSITIVE_INFINITY;
  let seen = (_at: number) => {};
  const look = async () => {
    const { rows } = await client.query<{ n: string }>(
      `select count(*) as n from messages where direction = 'in' and kind = 'letter'`,
    );
    if (Number(rows[0]!.n) >= wanted) seen(performance.now());
  };
  client.on('notification', () => void look());
  return {
    until: (letters: number) =>
      new Promise<number>((resolve) => {
        wanted = letters;
        seen = resolve;
      }),
    stop: () => client.end(),
  };
}
