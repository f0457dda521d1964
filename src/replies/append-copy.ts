/**
 * The job that puts a copy of a sent mail into the mailbox's Sent folder: a step of its own. It may fail and be repeated; the
 * mail itself is not sent again because of it.
 */
import { KeyDestroyed, type Vault } from '../crypto/vault.ts';
import type { Database } from '../db/database.ts';
import type { AppendResult } from '../mail/imap/append-to-sent.ts';
import { type OutboundWords, openOutboundMail } from './outbound-mail.ts';

export interface Copying {
  db: Database;
  vault: Vault;
  /** looks whether the mail is in the Sent folder of this mailbox and appends it if not; null: it has none to look into */
  append(address: string, raw: Buffer, messageId: string): Promise<AppendResult | null>;
  now(): Date;
}

const MOST_ATTEMPTS = 5;
/** longer than looking for a Sent folder and appending may take */
export const COPY_LEASE_MS = 300_000;

/** @returns what became of the copy; null when it was not due or in other hands */
export async function appendCopy(copying: Copying, id: string): Promise<'done' | 'failed' | 'waiting' | 'none' | null> {
  const { db, vault, append, now } = copying;
  const attempts = await claimCopy(db, id, now());
  if (attempts === null) return null;
  const words = await wordsOf(db, vault, id);
  if (!words) return settleCopy(db, id, 'none');
  const result = await append(words.sender, words.raw, messageIdOf(words.raw));
  if (!result) return settleCopy(db, id, 'none');
  if (result.state !== 'failed') return settleCopy(db, id, 'done');
  if (result.code === 'no_sent_folder' || attempts >= MOST_ATTEMPTS) return settleCopy(db, id, 'failed');
  await db
    .updateTable('outbound_mails')
    .set({ copy_due_at: new Date(now().getTime() + 60_000 * 5 ** attempts) })
    .where('id', '=', id)
    .execute();
  return 'waiting';
}

/** Null when the case was erased in the meantime. */
async function wordsOf(db: Database, vault: Vault, id: string): Promise<OutboundWords | null> {
  try {
    return await openOutboundMail(db, vault, id);
  } catch (error) {
    if (error instanceof KeyDestroyed) return null;
    throw error;
  }
}

/** A copy that is being made is simply not due again before it should be done. */
async function claimCopy(db: Database, id: string, now: Date): Promise<number | null> {
  const row = await db
    .updateTable('outbound_mails')
    .set((eb) => ({ copy_attempts: eb('copy_attempts', '+', 1), copy_due_at: new Date(now.getTime() + COPY_LEASE_MS) }))
    .where('id', '=', id)
    .where('state', '=', 'sent')
    .where('copy_state', '=', 'waiting')
    .where('copy_due_at', '<=', now)
    .returning('copy_attempts')
    .executeTakeFirst();
  return row?.copy_attempts ?? null;
}

async function settleCopy<S extends 'done' | 'failed' | 'none'>(db: Database, id: string, state: S): Promise<S> {
  await db.updateTable('outbound_mails').set({ copy_state: state }).where('id', '=', id).execute();
  return state;
}

/** Of a mail of ours: one header, never folded inside the id. @returns with its angle brackets */
const messageIdOf = (raw: Buffer): string => /^message-id:\s*(<[^>]+>)/im.exec(raw.toString('latin1'))?.[1] ?? '';
