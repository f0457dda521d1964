/**
 * Compares a folder as the server lists it with what was taken in from it. What is missing here is fetched through the same
 * door as always; what is here and no longer there is only counted: people may tidy up their mailbox. On a connection of its
 * own, read-only, and by numbers and sizes alone: no mail that is here is read again.
 */
import { record } from '../audit/record.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Database, Reader } from '../db/database.ts';
import { FETCH_LIMITS, fetchThese, type Take } from '../mail/imap/fetch-new.ts';
import { findFolder } from '../mail/imap/find-folder.ts';
import { type ImapSession, type ImapSettings, openImap } from '../mail/imap/imap-session.ts';
import { asRawMail } from './poll-mailbox.ts';
import type { Reconciliation } from './reconciliations.ts';
import { readCursor, takeIn } from './take-in.ts';

export interface Reconciling {
  db: Database;
  vault: Vault;
  mailboxId: number;
  settings: ImapSettings & { folder: string };
  now(): Date;
  /** rings the bell for mails that were missing, after they are safe */
  onTakenIn(ids: readonly string[]): void;
}

export type Counts = Omit<Reconciliation, 'address' | 'folder' | 'endedAt'>;

/**
 * @returns null when the poller has not read the folder yet, or not since the server gave every mail a new number
 * @throws {ImapFailure | ImapFlowError} when the server cannot be asked; what was fetched before stays
 */
export async function reconcileFolder(reconciling: Reconciling): Promise<Counts | null> {
  const session = await openImap(reconciling.settings);
  try {
    return await compare(reconciling, session);
  } finally {
    session.close();
  }
}

async function compare(reconciling: Reconciling, session: ImapSession): Promise<Counts | null> {
  const { db, mailboxId, settings } = reconciling;
  const folder = await findFolder(session, settings.folder);
  const box = await session.within(session.client.mailboxOpen(folder.path, { readOnly: true }));
  const there = await listSizes(session, box.exists);
  // Asked after the server: whatever came in between is above the cursor, or already here.
  const cursor = await readCursor(db, mailboxId, settings.folder);
  const uidValidity = Number(box.uidValidity);
  if (cursor.uidValidity !== uidValidity && there.size > 0) return null;
  const here = await knownMails(db, mailboxId, settings.folder, uidValidity);

  const absent = [...there.keys()].filter((uid) => !here.has(uid));
  const missing = absent.filter((uid) => uid <= cursor.lastUid);
  const withheld = missing.length
    ? await fetchThese(session, missing, {
        folder,
        uidValidity: box.uidValidity,
        limits: FETCH_LIMITS,
        take: takeMissing(reconciling),
      })
    : [];
  const seenBefore = await lastUidNext(db, mailboxId, settings.folder, uidValidity);
  const isNew = (uid: number) => seenBefore !== null && uid >= seenBefore && uid < box.uidNext;
  const counts: Counts = {
    onServer: there.size,
    waiting: absent.length - missing.length,
    fetched: missing.length - withheld.length,
    missing: withheld.length,
    sizeDiffers: [...there].filter(([uid, size]) => (here.get(uid)?.size ?? size) !== size).length,
    gone: [...here].filter(([uid, { removed }]) => !removed && !there.has(uid)).length,
    goneUnread:
      seenBefore === null
        ? 0
        : box.uidNext - seenBefore - new Set([...there.keys(), ...here.keys()].filter(isNew)).size,
  };
  const comeBack = [...here].flatMap(([uid, { id, removed }]) => (removed && there.has(uid) ? [id] : []));
  await keep(reconciling, { uidValidity, uidNext: box.uidNext }, counts, comeBack);
  return counts;
}

async function listSizes(session: ImapSession, mails: number): Promise<Map<number, number>> {
  const sizes = new Map<number, number>();
  if (mails === 0) return sizes;
  const answers = session.client.fetch('1:*', { uid: true, size: true }, { uid: true })[Symbol.asyncIterator]();
  while (true) {
    const next = await session.within(answers.next());
    if (next.done) return sizes;
    sizes.set(next.value.uid, next.value.size ?? 0);
  }
}

interface KnownMail {
  id: string;
  size: number;
  /** we asked the server to remove its copy */
  removed: boolean;
}

async function knownMails(
  db: Reader,
  mailboxId: number,
  folder: string,
  uidValidity: number,
): Promise<Map<number, KnownMail>> {
  const rows = await db
    .selectFrom('inbound_mails')
    .select(['id', 'uid', 'size', 'removed_at'])
    .where('mailbox_id', '=', mailboxId)
    .where('folder', '=', folder)
    .where('uid_validity', '=', uidValidity)
    .execute();
  return new Map(rows.map(({ id, uid, size, removed_at }) => [uid, { id, size, removed: removed_at !== null }]));
}

const takeMissing =
  ({ db, vault, mailboxId, settings, now, onTakenIn }: Reconciling): Take =>
  async (batch, { uidValidity, inSpam }) => {
    const door = { mailboxId, folder: settings.folder, uidValidity: Number(uidValidity), historic: false, inSpam };
    onTakenIn(await takeIn(db, vault, door, batch.map(asRawMail(now)), null));
  };

/** Null when this numbering was never compared before: nobody knows what came and went. */
async function lastUidNext(db: Reader, mailboxId: number, folder: string, uidValidity: number): Promise<number | null> {
  const row = await db
    .selectFrom('reconciliations')
    .select('uid_next')
    .where('mailbox_id', '=', mailboxId)
    .where('folder', '=', folder)
    .where('uid_validity', '=', uidValidity)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.uid_next ?? null;
}

/** @param comeBack mails whose copy was to be removed and is still there: the next removal tries again */
async function keep(
  { db, mailboxId, settings, now }: Reconciling,
  numbering: { uidValidity: number; uidNext: number },
  counts: Counts,
  comeBack: readonly string[],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (comeBack.length)
      await tx.updateTable('inbound_mails').set({ removed_at: null }).where('id', 'in', comeBack).execute();
    const row = {
      on_server: counts.onServer,
      waiting: counts.waiting,
      fetched: counts.fetched,
      missing: counts.missing,
      size_differs: counts.sizeDiffers,
      gone: counts.gone,
      gone_unread: counts.goneUnread,
    };
    await tx
      .insertInto('reconciliations')
      .values({
        ...row,
        mailbox_id: mailboxId,
        folder: settings.folder,
        uid_validity: numbering.uidValidity,
        uid_next: numbering.uidNext,
        ended_at: now(),
      })
      .execute();
    await record(tx, { actor: 'system', kind: 'mailbox.reconciled', data: { mailbox: mailboxId, ...row } });
  });
}
