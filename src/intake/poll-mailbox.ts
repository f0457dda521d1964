/** Watches one folder of the mailbox and takes in what comes. Problems are kept as codes, with the time they began. */
import type { Vault } from '../crypto/vault.ts';
import type { Database } from '../db/database.ts';
import type { FetchedMail } from '../mail/imap/fetch-new.ts';
import type { ImapSettings } from '../mail/imap/imap-session.ts';
import { type MailboxHealth, type WatchTimings, watchMailbox } from '../mail/imap/watch-mailbox.ts';
import type { FreshBytes } from './fresh-bytes.ts';
import { addTraffic } from './mailbox-traffic.ts';
import { type RawMail, readCursor, takeIn } from './take-in.ts';

export interface Poll {
  db: Database;
  vault: Vault;
  mailboxId: number;
  settings: ImapSettings & { folder: string };
  pollEveryMs: number;
  timings?: Partial<WatchTimings>;
  /** bytes a day, see `onMuchTraffic` */
  softLimit: number;
  /** where the bytes of what was taken in stay at hand for this process's own worker */
  fresh?: FreshBytes | undefined;
  /** rings the bell for mails that were taken in, after they are safe */
  onTakenIn(ids: readonly string[]): void;
  /** the server gave every mail of the folder a new number; all were read again and recognised by their bytes */
  onRenumbered(): void;
  /** the day's bytes have passed the soft limit; once a day */
  onMuchTraffic(bytes: number): void;
  onProblem(code: string): void;
  now(): Date;
  signal: AbortSignal;
}

/** Runs until the signal is aborted; never rejects. */
export async function pollMailbox(poll: Poll): Promise<void> {
  const { db, vault, mailboxId, settings } = poll;
  const { folder } = settings;
  let known = 0;
  let renumbered = false;
  await watchMailbox({
    settings,
    timings: { ...poll.timings, pollEveryMs: poll.pollEveryMs },
    signal: poll.signal,
    async cursor() {
      const { uidValidity, lastUid } = await readCursor(db, mailboxId, folder);
      known = uidValidity;
      return { uidValidity: BigInt(uidValidity), lastUid };
    },
    async take(batch, seen) {
      const uidValidity = Number(seen.uidValidity);
      renumbered ||= known !== 0 && known !== uidValidity;
      const door = { mailboxId, folder, uidValidity, historic: false, inSpam: seen.inSpam };
      poll.onTakenIn(await takeIn(db, vault, door, batch.map(asRawMail(poll.now)), seen.highestUid, poll.fresh));
      await poll.fresh?.room(); // a backlog comes in as fast as it is filed
    },
    onHealth(health) {
      if (health.state === 'failed' && health.error) poll.onProblem(health.error);
      if (health.state === 'connected' && renumbered) poll.onRenumbered();
      if (health.state === 'connected') renumbered = false;
      void keepHealth(poll, health).catch(() => poll.onProblem('database'));
    },
    onTraffic: (bytes) => void keepTraffic(poll, bytes).catch(() => poll.onProblem('database')),
  });
}

/** When the server does not say when a mail came, it came now. */
export const asRawMail =
  (now: () => Date) =>
  ({ uid, raw, size, truncated, internalDate }: FetchedMail): RawMail => ({
    uid,
    raw,
    size,
    truncated,
    arrivedAt: internalDate ?? now(),
  });

async function keepTraffic({ db, mailboxId, softLimit, now, onMuchTraffic }: Poll, bytes: number): Promise<void> {
  const today = await addTraffic(db, mailboxId, bytes, now());
  if (today > softLimit && today - bytes <= softLimit) onMuchTraffic(today);
}

async function keepHealth(poll: Poll, health: MailboxHealth): Promise<void> {
  const problem = health.state === 'failed' ? (health.error ?? 'unknown') : health.withheld > 0 ? 'withheld' : null;
  if (health.state === 'checking') return;
  await poll.db
    .insertInto('mailbox_folders')
    .values({
      mailbox_id: poll.mailboxId,
      folder: poll.settings.folder,
      problem,
      problem_since: problem ? health.at : null,
      checked_at: health.state === 'connected' ? health.at : null,
    })
    .onConflict((c) =>
      c.columns(['mailbox_id', 'folder']).doUpdateSet((eb) => ({
        problem,
        problem_since: problem ? eb.fn.coalesce('mailbox_folders.problem_since', eb.val(health.at)) : null,
        ...(health.state === 'connected' ? { checked_at: health.at } : {}),
      })),
    )
    .execute();
}
