// A mailbox in a real Dovecot and the database behind it: what the tests of this folder share.
import { setTimeout as sleep } from 'node:timers/promises';
import { ingestMail } from '../../../src/intake/ingest-mail.ts';
import { type Poll, pollMailbox } from '../../../src/intake/poll-mailbox.ts';
import { type ImapSession, openImap } from '../../../src/mail/imap/imap-session.ts';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import { FAST } from '../../mail/transport/taker.ts';
import { openWorld, type World } from '../../support/cast.ts';
import type { Dovecot } from '../../support/dovecot.ts';
import { aMail, type MailWish } from '../intake/door.ts';

export interface Box {
  world: World;
  clock: { now: Date };
  /** how the folder is entered; through another port: a proxy */
  settings(folder?: string, port?: number): Poll['settings'];
  /** a letter comes to the server; @returns its bytes as the server has them */
  arrive(wish?: MailWish): Buffer;
  /** the poller runs until it finds nothing new any more */
  look(wish?: Partial<Poll>): Promise<Heard>;
  /** files everything that waits, as the worker does */
  file(pool: ParsePool): Promise<void>;
  /** somebody else opens the mailbox with a mail program of their own */
  person<T>(work: (session: ImapSession) => Promise<T>): Promise<T>;
  rows(): Promise<Row[]>;
  end(): Promise<void>;
}

export interface Heard {
  takenIn: string[];
  problems: string[];
  renumbered: number;
  traffic: number[];
}

export type Row = Awaited<ReturnType<typeof readRows>>[number];

export async function openBox(dovecot: Dovecot, user: string): Promise<Box> {
  const world = await openWorld();
  const clock = { now: new Date() };
  const settings: Box['settings'] = (folder = 'INBOX', port) => ({ url: dovecot.imapUrl(user, port), folder });
  return {
    world,
    clock,
    settings,
    arrive(wish) {
      const raw = aMail(wish);
      dovecot.deliver(raw, user);
      return raw;
    },
    look: (wish) => lookOnce(world, clock, settings(), wish),
    async file({ understand }) {
      const ingest = {
        db: world.db,
        vault: world.vault,
        understand,
        ourName: 'Layanan',
        leaseMs: 60_000,
        now: () => clock.now,
      };
      const waiting = await world.db.selectFrom('inbound_mails').select('id').where('state', '=', 'received').execute();
      for (const { id } of waiting) await ingestMail(ingest, id);
    },
    async person(work) {
      const session = await openImap({ url: dovecot.imapUrl(user) });
      try {
        await session.client.mailboxOpen('INBOX');
        return await work(session);
      } finally {
        session.close();
      }
    },
    rows: () => readRows(world),
    end: () => world.end(),
  };
}

/** Until the poller has looked twice without finding anything new: whatever it does at each look would show. */
async function lookOnce(
  { db, vault, mailboxId }: World,
  clock: { now: Date },
  settings: Poll['settings'],
  wish: Partial<Poll> = {},
): Promise<Heard> {
  const heard: Heard = { takenIn: [], problems: [], renumbered: 0, traffic: [] };
  const stopping = new AbortController();
  const ended = pollMailbox({
    db,
    vault,
    mailboxId,
    settings,
    pollEveryMs: 60,
    timings: { ...FAST, connectMs: 20_000, commandMs: 20_000 }, // a busy machine has time to answer
    softLimit: Number.POSITIVE_INFINITY,
    onTakenIn: (ids) => void heard.takenIn.push(...ids),
    onRenumbered: () => void heard.renumbered++,
    onMuchTraffic: (bytes) => void heard.traffic.push(bytes),
    onProblem(code) {
      heard.problems.push(code);
      if (code === 'folder_missing') stopping.abort(); // it will not come by itself
    },
    now: () => clock.now,
    signal: stopping.signal,
    ...wish,
  });
  const position = () =>
    db
      .selectFrom('mailbox_folders')
      .select(['checked_at', 'last_uid', 'uid_validity'])
      .where('mailbox_id', '=', mailboxId)
      .where('folder', '=', (wish.settings ?? settings).folder)
      .executeTakeFirst();
  let last = Date.now();
  let known = '';
  for (let quiet = 0; quiet < 2 && !stopping.signal.aborted; ) {
    await sleep(20);
    const found = await position();
    const now = found?.checked_at?.getTime() ?? 0;
    if (now <= last) continue;
    // A batch of mails that are known already moves the cursor and brings nothing new.
    const reached = `${heard.takenIn.length} ${found?.uid_validity} ${found?.last_uid}`;
    quiet = known === reached ? quiet + 1 : 0;
    [last, known] = [now, reached];
  }
  stopping.abort();
  await ended;
  return heard;
}

const readRows = ({ db }: World) =>
  db
    .selectFrom('inbound_mails')
    .select([
      'id',
      'folder',
      'uid',
      'uid_validity as uidValidity',
      'state',
      'fate',
      'problem',
      'in_spam as inSpam',
      'case_id as caseId',
    ])
    .select(['size', 'removed_at as removedAt'])
    .orderBy('received_at')
    .orderBy('uid')
    .execute();
