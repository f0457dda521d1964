/** Looks after the mailboxes by night: compares them with what is here, and removes old copies where that is wished. */
import type { OpenAccount } from './accounts.ts';
import type { App } from './app.ts';
import { isNightlyDue } from './core/nightly.ts';
import { type Counts, reconcileFolder } from './intake/reconcile-folder.ts';
import { reconciliationTimes } from './intake/reconciliations.ts';
import { removeServerCopies } from './intake/remove-server-copies.ts';
import { imapCode } from './mail/imap/imap-code.ts';
import type { ImapSettings } from './mail/imap/imap-session.ts';
import { readSettings } from './service/settings.ts';

/** One folder of one mailbox, as everything that reads it needs it. */
export interface Place {
  mailboxId: number;
  address: string;
  settings: ImapSettings & { folder: string };
}

export const placesOf = (accounts: readonly OpenAccount[]): Place[] =>
  accounts.flatMap(({ mailboxId, address, imapUrl, folders, tokens }) =>
    imapUrl ? folders.map((folder) => ({ mailboxId, address, settings: { url: imapUrl, tokens, folder } })) : [],
  );

/** @param mailboxId all folders of this mailbox at once; absent: whatever is due tonight */
export async function reconcileMailboxes(
  app: App,
  accounts: readonly OpenAccount[],
  mailboxId?: number,
): Promise<void> {
  const places = placesOf(accounts);
  const wanted =
    mailboxId === undefined ? await dueTonight(app, places) : places.filter((p) => p.mailboxId === mailboxId);
  for (const place of wanted) {
    const found = await reconcileFolder(reconciling(app, place)).catch((error) => ({ code: imapCode(error) }));
    logFound(app, place, found);
  }
}

async function dueTonight({ db, now }: App, places: readonly Place[]): Promise<Place[]> {
  const { timeZone } = await readSettings(db);
  const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(now()));
  const due: Place[] = [];
  for (const place of places) {
    const times = await reconciliationTimes(db, place.mailboxId, place.settings.folder);
    if (isNightlyDue({ ...times, now: now(), hour })) due.push(place);
  }
  return due;
}

const reconciling = ({ db, vault, queue, now }: App, { mailboxId, settings }: Place) => ({
  db,
  vault,
  mailboxId,
  settings,
  now,
  onTakenIn: (ids: readonly string[]) => void queue.wake('ingest-mail', ids.slice(0, 1)), // one job files all that wait
});

function logFound({ log }: App, { mailboxId: mailbox }: Place, found: Counts | { code: string } | null): void {
  if (found === null) log.info('mailbox.not_reconciled', { mailbox, code: 'renumbered' });
  else if ('code' in found) log.warn('mailbox.not_reconciled', { mailbox, code: found.code });
  else {
    log.info('mailbox.reconciled', { mailbox, count: found.onServer });
    if (found.fetched) log.warn('mailbox.was_missing_mail', { mailbox, count: found.fetched });
    if (found.missing) log.error('mailbox.is_missing_mail', { mailbox, count: found.missing });
  }
}

export async function removeOldCopies(
  { db, vault, log, now }: App,
  accounts: readonly OpenAccount[],
  days: number,
): Promise<void> {
  for (const { mailboxId, settings } of placesOf(accounts)) {
    const done = await removeServerCopies({ db, vault, mailboxId, settings, days, now }).catch((error) => ({
      refused: imapCode(error),
    }));
    if ('refused' in done) log.warn('copies.not_removed', { mailbox: mailboxId, code: done.refused });
    else {
      if (done.removed) log.info('copies.removed', { mailbox: mailboxId, count: done.removed });
      if (done.unlike) log.error('copies.unlike', { mailbox: mailboxId, count: done.unlike });
    }
  }
}
