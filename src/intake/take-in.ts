/**
 * Raw first: the bytes of a batch and the advance of the cursor are kept in one transaction, before anything is read.
 * Whatever happens later, the letter is here; whatever happened before, the mailbox still has it.
 */
import { sql } from 'kysely';
import { giveBack } from '../core/give-back.ts';
import { seal } from '../crypto/seal.ts';
import { keepKeys, type Vault } from '../crypto/vault.ts';
import { type Database, newId, type Reader, type Tx } from '../db/database.ts';
import { inStatements } from '../db/in-statements.ts';
import type { FreshBytes } from './fresh-bytes.ts';

export interface RawMail {
  uid: number;
  /** byte for byte; of a truncated one the header block */
  raw: Uint8Array;
  /** bytes of the whole mail */
  size: number;
  truncated: boolean;
  arrivedAt: Date;
}

export interface Door {
  mailboxId: number;
  folder: string;
  uidValidity: number;
  /** imported: filed like any other, but nothing is answered automatically */
  historic: boolean;
  /** the folder is where the server puts what it takes for spam */
  inSpam?: boolean;
}

/**
 * Takes a batch in. Mails already taken in are passed over; the same bytes under another number are noted as duplicates.
 * @param highestUid the cursor to keep: the highest UID with none missing below it; null leaves the cursor where it is
 * @param fresh keeps the bytes at hand for who files them, once they are safe
 * @returns ids of the mails that now wait to be filed
 */
export async function takeIn(
  db: Database,
  vault: Vault,
  door: Door,
  batch: readonly RawMail[],
  highestUid: number | null,
  fresh?: FreshBytes,
): Promise<string[]> {
  const waiting = await db.transaction().execute(async (tx) => {
    await lockCursor(tx, door);
    const known = await knownUids(tx, door, batch);
    const waiting = await keep(
      tx,
      vault,
      door,
      batch.filter((mail) => !known.has(mail.uid)),
    );
    if (highestUid !== null) await moveCursor(tx, door, highestUid);
    return waiting;
  });
  for (const { id, raw } of waiting) fresh?.keep(id, raw);
  return waiting.map(({ id }) => id);
}

export interface CursorPosition {
  uidValidity: number;
  lastUid: number;
}

export async function readCursor(db: Reader, mailboxId: number, folder: string): Promise<CursorPosition> {
  const row = await db
    .selectFrom('mailbox_folders')
    .select(['uid_validity as uidValidity', 'last_uid as lastUid'])
    .where('mailbox_id', '=', mailboxId)
    .where('folder', '=', folder)
    .executeTakeFirst();
  return row ?? { uidValidity: 0, lastUid: 0 };
}

/** Two pollers of one folder take turns here; the second finds the first one's mails and passes them over. */
async function lockCursor(tx: Tx, door: Door): Promise<void> {
  await tx
    .insertInto('mailbox_folders')
    .values({ mailbox_id: door.mailboxId, folder: door.folder })
    .onConflict((c) => c.doNothing())
    .execute();
  await tx
    .selectFrom('mailbox_folders')
    .select('folder')
    .where('mailbox_id', '=', door.mailboxId)
    .where('folder', '=', door.folder)
    .forUpdate()
    .execute();
}

async function knownUids(tx: Tx, door: Door, batch: readonly RawMail[]): Promise<Set<number>> {
  if (!batch.length) return new Set();
  const rows = await tx
    .selectFrom('inbound_mails')
    .select('uid')
    .where('mailbox_id', '=', door.mailboxId)
    .where('folder', '=', door.folder)
    .where('uid_validity', '=', door.uidValidity)
    .where(
      'uid',
      'in',
      batch.map((mail) => mail.uid),
    )
    .execute();
  return new Set(rows.map((row) => row.uid));
}

interface Kept {
  id: string;
  raw: Uint8Array;
}

async function keep(tx: Tx, vault: Vault, door: Door, batch: readonly RawMail[]): Promise<Kept[]> {
  if (!batch.length) return [];
  const incoming = batch.map((mail) => ({ mail, id: newId(), index: vault.blindIndex('raw', mail.raw) }));
  const seen = await knownBytes(
    tx,
    incoming.map((i) => i.index),
  );
  const isNew = incoming.map(({ index }) => {
    const hex = index.toString('hex');
    const first = !seen.has(hex);
    if (first) seen.set(hex, 'duplicate');
    return first;
  });
  const fresh = incoming.filter((_, n) => isNew[n]);
  const keys = fresh.map(({ id }) => vault.newKey('mail', id));
  await keepKeys(tx, keys);
  const row = ({ mail, id, index }: (typeof incoming)[number]) => ({
    id,
    mailbox_id: door.mailboxId,
    folder: door.folder,
    uid_validity: door.uidValidity,
    uid: mail.uid,
    raw_index: index,
    size: mail.size,
    truncated: mail.truncated,
    historic: door.historic,
    in_spam: door.inSpam ?? false,
    arrived_at: mail.arrivedAt,
  });
  const rows = [
    ...fresh.map((f, n) => ({ ...row(f), raw_sealed: seal(keys[n]!.key, 'inbound_mails.raw', f.id, f.mail.raw) })),
    ...incoming
      .filter((_, n) => !isNew[n])
      .map((d) => ({
        ...row(d),
        state: 'ignored' as const,
        fate: seen.get(d.index.toString('hex'))!,
        settled_at: new Date(),
      })),
  ];
  for (const some of inStatements(rows, (one) => one.size)) {
    await tx.insertInto('inbound_mails').values(some).execute();
    for (const one of some) if ('raw_sealed' in one) giveBack(one.raw_sealed);
  }
  return fresh.map(({ id, mail }) => ({ id, raw: mail.raw }));
}

/** Bytes that were ever taken in, erased letters among them: what was erased does not come back with the next look. */
async function knownBytes(tx: Tx, indexes: readonly Buffer[]): Promise<Map<string, 'duplicate' | 'erased'>> {
  const rows = await tx
    .selectFrom('inbound_mails')
    .select(['raw_index', 'fate'])
    .where('raw_index', 'in', indexes)
    .execute();
  const erased = rows.filter((row) => row.fate === 'erased');
  return new Map([
    ...rows.map((row) => [row.raw_index.toString('hex'), 'duplicate'] as const),
    ...erased.map((row) => [row.raw_index.toString('hex'), 'erased'] as const),
  ]);
}

async function moveCursor(tx: Tx, door: Door, highestUid: number): Promise<void> {
  await tx
    .updateTable('mailbox_folders')
    .set({ uid_validity: door.uidValidity, last_uid: highestUid, checked_at: sql`now()` }) // it answered: it is not silent
    .where('mailbox_id', '=', door.mailboxId)
    .where('folder', '=', door.folder)
    .execute();
}
