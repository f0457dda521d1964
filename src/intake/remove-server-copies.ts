/**
 * Removes from the mail server what has been safe here for some days, so that letters do not lie around in a mailbox for ever.
 * Only a mail that is filed, whose bytes open here, have their recorded length and hash, and are those that the server has;
 * never one that waits for a person, was cut off, or could not be read. What was erased here goes there too, at once, when the
 * server's bytes are those that were erased. Exactly these numbers are removed (UID EXPUNGE,
 * RFC 4315): where a server cannot do that, nothing is. The connection is its own; the one that reads cannot write.
 */
import { record } from '../audit/record.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Database, Reader } from '../db/database.ts';
import { findFolder } from '../mail/imap/find-folder.ts';
import { ImapFailure } from '../mail/imap/imap-code.ts';
import { type ImapSession, type ImapSettings, openImap } from '../mail/imap/imap-session.ts';
import { readRaw } from './inbound-mail.ts';
import { readCursor } from './take-in.ts';

export interface Removing {
  db: Database;
  vault: Vault;
  mailboxId: number;
  settings: ImapSettings & { folder: string };
  /** how long a letter has been in its case, at least */
  days: number;
  now(): Date;
}

export interface Removal {
  removed: number;
  /** what is here is not, byte for byte, what was taken in or what the server has: nothing was removed, somebody must look */
  unlike: number;
}

const A_BATCH = 50;

/**
 * @returns what was removed; or why nothing could be: the server lacks UIDPLUS, has given its mails new numbers,
 *   or lets this account only read
 * @throws {ImapFailure | ImapFlowError} what was not removed is tried again the next time
 */
export async function removeServerCopies(
  removing: Removing,
): Promise<Removal | { refused: 'no_uidplus' | 'renumbered' | 'read_only' }> {
  const { db, mailboxId, settings } = removing;
  const cursor = await readCursor(db, mailboxId, settings.folder);
  const done: Removal = { removed: 0, unlike: 0 };
  let due = await dueAbove(removing, cursor.uidValidity, 0);
  if (!due.length) return done;
  const session = await openImap(settings);
  try {
    if (!session.client.capabilities.has('UIDPLUS')) return { refused: 'no_uidplus' };
    const { path } = await findFolder(session, settings.folder);
    const box = await session.within(session.client.mailboxOpen(path, { readOnly: false }));
    if (Number(box.uidValidity) !== cursor.uidValidity) return { refused: 'renumbered' };
    if (box.readOnly) return { refused: 'read_only' };
    while (due.length) {
      const batch = await removeBatch(removing, session, due);
      done.removed += batch.removed;
      done.unlike += batch.unlike;
      due = await dueAbove(removing, cursor.uidValidity, due.at(-1)!.uid);
    }
    return done;
  } finally {
    session.close();
  }
}

interface DueMail {
  id: string;
  uid: number;
  /** the row that keeps the bytes: another one when the same mail came under a new number */
  keeper: string;
  size: number;
  rawIndex: Buffer;
  /** nothing is kept here any more, on purpose */
  erased: boolean;
}

async function dueAbove(
  { db, mailboxId, settings, days, now }: Removing,
  uidValidity: number,
  above: number,
): Promise<DueMail[]> {
  const before = new Date(now().getTime() - days * 86_400_000);
  return db
    .selectFrom('inbound_mails as t')
    .innerJoin('inbound_mails as keeper', 'keeper.raw_index', 't.raw_index')
    .select(['t.id', 't.uid', 'keeper.id as keeper', 'keeper.size', 'keeper.raw_index as rawIndex'])
    .select((eb) => eb('keeper.fate', '=', 'erased').$castTo<boolean>().as('erased'))
    .where('t.mailbox_id', '=', mailboxId)
    .where('t.folder', '=', settings.folder)
    .where('t.uid_validity', '=', uidValidity)
    .where('t.uid', '>', above)
    .where('t.removed_at', 'is', null)
    .where('t.truncated', '=', false)
    .where((eb) => eb.or([eb('t.state', '=', 'filed'), eb('t.fate', 'in', ['duplicate', 'erased'])]))
    .where('keeper.truncated', '=', false)
    .where((eb) =>
      eb.or([
        eb('keeper.fate', '=', 'erased'),
        eb.and([
          eb('keeper.state', '=', 'filed'),
          eb('keeper.raw_sealed', 'is not', null),
          eb('keeper.settled_at', '<', before),
        ]),
      ]),
    )
    .orderBy('t.uid')
    .limit(A_BATCH)
    .execute();
}

async function removeBatch(removing: Removing, session: ImapSession, due: readonly DueMail[]): Promise<Removal> {
  const sizes = await sizesOf(session, due);
  const same: DueMail[] = [];
  let unlike = 0;
  for (const mail of due) {
    const size = sizes.get(mail.uid);
    if (size === undefined) continue; // no longer there
    if (await maySafelyGo(removing, session, mail, size)) same.push(mail);
    else unlike++;
  }
  if (same.length) await expunge(removing, session, same);
  return { removed: same.length, unlike };
}

async function maySafelyGo(removing: Removing, session: ImapSession, mail: DueMail, size: number): Promise<boolean> {
  if (mail.erased) return isWholeThere(removing, session, mail);
  return (await isWholeHere(removing, mail)) && (size === mail.size || (await isWholeThere(removing, session, mail)));
}

async function sizesOf(session: ImapSession, due: readonly DueMail[]): Promise<Map<number, number>> {
  const range = due.map(({ uid }) => uid).join(',');
  const found = await session.within(session.client.fetchAll(range, { uid: true, size: true }, { uid: true }));
  return new Map(found.map(({ uid, size }) => [uid, size ?? -1]));
}

/** The bytes open, and are those that were taken in. */
async function isWholeHere({ db, vault }: Removing, { keeper, size, rawIndex }: DueMail): Promise<boolean> {
  const raw = await readRaw(db as Reader, vault, keeper).catch(() => null);
  return raw !== null && raw.length === size && vault.blindIndex('raw', raw).equals(rawIndex);
}

/** Some servers give a size that is not that of the bytes; then the bytes themselves decide. */
async function isWholeThere(
  { vault }: Removing,
  session: ImapSession,
  { uid, size, rawIndex }: DueMail,
): Promise<boolean> {
  const answer = session.client.fetchOne(String(uid), { uid: true, source: true }, { uid: true });
  const found = await session.within(answer, session.timings.commandMs + size / 20);
  return found !== false && found.source !== undefined && vault.blindIndex('raw', found.source).equals(rawIndex);
}

/**
 * Written down first, so that nothing is ever removed without a record. When the line breaks before the answer nobody knows
 * what became of it: the rows stay as they are, and the next comparison takes back those whose copy is still there.
 */
async function expunge(
  { db, mailboxId, now }: Removing,
  session: ImapSession,
  mails: readonly DueMail[],
): Promise<void> {
  const ids = mails.map(({ id }) => id);
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('inbound_mails').set({ removed_at: now() }).where('id', 'in', ids).execute();
    await record(tx, {
      actor: 'system',
      kind: 'server_copies.removed',
      data: { mailbox: mailboxId, count: ids.length, mails: ids },
    });
  });
  const range = mails.map(({ uid }) => uid).join(',');
  // With UIDPLUS, asked for above, this is UID STORE and UID EXPUNGE of these numbers, and of no other.
  const isDone = await session.within(session.client.messageDelete(range, { uid: true }));
  if (!isDone) throw new ImapFailure('server_said_no');
}
