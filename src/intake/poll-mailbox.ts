/** Watches one folder of the mailbox and takes in what comes. Problems are kept as codes, with the time they began. */
import type { Vault } from '../crypto/vault.ts';
import type { Database } from '../db/database.ts';
import { type MailboxHealth, watchMailbox } from '../mail/imap/watch-mailbox.ts';
import { readCursor, takeIn } from './take-in.ts';

export interface Poll {
  db: Database;
  vault: Vault;
  mailboxId: number;
  imapUrl: string;
  folder: string;
  pollEveryMs: number;
  /** rings the bell for mails that were taken in, after they are safe */
  onTakenIn(ids: readonly string[]): void;
  onProblem(code: string): void;
  now(): Date;
  signal: AbortSignal;
}

/** Runs until the signal is aborted; never rejects. */
export async function pollMailbox(poll: Poll): Promise<void> {
  await watchMailbox({
    settings: { url: poll.imapUrl, folder: poll.folder },
    timings: { pollEveryMs: poll.pollEveryMs },
    signal: poll.signal,
    async cursor() {
      const { uidValidity, lastUid } = await readCursor(poll.db, poll.mailboxId, poll.folder);
      return { uidValidity: BigInt(uidValidity), lastUid };
    },
    async take(batch, seen) {
      const door = {
        mailboxId: poll.mailboxId,
        folder: poll.folder,
        uidValidity: Number(seen.uidValidity),
        historic: false,
      };
      const mails = batch.map((m) => ({
        uid: m.uid,
        raw: m.raw,
        size: m.size,
        truncated: m.truncated,
        arrivedAt: m.internalDate ?? poll.now(),
      }));
      poll.onTakenIn(await takeIn(poll.db, poll.vault, door, mails, seen.highestUid));
    },
    onHealth(health) {
      if (health.state === 'failed' && health.error) poll.onProblem(health.error);
      void keepHealth(poll, health).catch(() => poll.onProblem('database'));
    },
  });
}

async function keepHealth(poll: Poll, health: MailboxHealth): Promise<void> {
  const problem = health.state === 'failed' ? (health.error ?? 'unknown') : health.withheld > 0 ? 'withheld' : null;
  if (health.state === 'checking') return;
  await poll.db
    .insertInto('mailbox_folders')
    .values({
      mailbox_id: poll.mailboxId,
      folder: poll.folder,
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
