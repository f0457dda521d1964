/**
 * The outgoing door, one row a mail: `queued` waits until it is due, `sending` is in the hands of one worker with a lease,
 * `retry` waits for its next try. It ends as `sent`, `failed`, `cancelled` (called back before it was touched) or `uncertain`:
 * the bytes may have gone out and nobody knows, so only a person may send it once more.
 *
 * The bytes and the Message-ID are fixed when the row is made: however often it is tried, it is the same mail.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Occasion } from '../core/occasions.ts';
import { open, openText, seal } from '../crypto/seal.ts';
import { keepKeys, type Vault } from '../crypto/vault.ts';
import type { Database, Reader, Tx } from '../db/database.ts';

/** An answer, the receipt for a first letter, or another letter of the service. */
export type OutboundKind = 'reply' | 'acknowledgement' | 'service' | 'referral';

export interface NewOutboundMail {
  id: string;
  kasus: { id: string; konseli_id: string; mailbox_id: number };
  kind: OutboundKind;
  /** of a letter of the service: what it is about */
  occasion: Occasion | null;
  /** the same key is never composed twice */
  dedupeKey: string;
  /** without angle brackets */
  messageId: string;
  recipient: string;
  raw: Buffer;
  /** holds not a word of a letter; a secret in it does not go into the Sent folder either */
  discreet: boolean;
  /** a person decided that it does not wait for safe hours */
  anyHour: boolean;
  /** written by the program: leaves with an empty envelope sender (RFC 3834 §3.3) */
  automatic: boolean;
  dueAt: Date;
  at: Date;
  /** sealed with a key of its own: its case is erased before it leaves, and no copy goes to the Sent folder */
  ownKey?: true;
}

export async function addOutboundMail(tx: Tx, vault: Vault, mail: NewOutboundMail): Promise<void> {
  const { letters, person } = await keysFor(tx, vault, mail);
  await tx
    .insertInto('outbound_mails')
    .values({
      id: mail.id,
      case_id: mail.kasus.id,
      mailbox_id: mail.kasus.mailbox_id,
      kind: mail.kind,
      occasion: mail.occasion,
      dedupe_key: mail.dedupeKey,
      message_index: vault.blindIndex('message-id', mail.messageId),
      recipient_sealed: seal(person, 'outbound_mails.recipient', mail.id, mail.recipient),
      raw_sealed: seal(letters, 'outbound_mails.raw', mail.id, mail.raw),
      automatic: mail.automatic,
      discreet: mail.discreet,
      any_hour: mail.anyHour,
      ...(mail.discreet && { copy_state: 'none' as const }),
      due_at: mail.dueAt,
      created_at: mail.at,
      ...(mail.ownKey && { own_key: true, copy_state: 'none' as const }),
    })
    .execute();
}

async function keysFor(tx: Tx, vault: Vault, { id, kasus, ownKey }: NewOutboundMail) {
  if (ownKey) {
    const made = vault.newKey('mail', id);
    await keepKeys(tx, [made]);
    return { letters: made.key, person: made.key };
  }
  return {
    letters: await vault.key(tx, 'letters', kasus.id),
    person: await vault.key(tx, 'person', kasus.konseli_id),
  };
}
/**
 * What was composed before a case was paused, or before letters were to be read on a page, is held until a person decides. A
 * letter of referral goes to somebody else, who has a mailbox of their own.
 */
export const mayLeave: RawBuilder<SqlBool> = sql<SqlBool>`(outbound_mails.kind = 'referral'
  or case delivery_mode(outbound_mails.case_id) when 'full' then true when 'notice' then outbound_mails.discreet else false end)`;

/** A mail in the hands of one worker. */
export interface ClaimedMail {
  id: string;
  caseId: string;
  kind: OutboundKind;
  automatic: boolean;
  /** counts the claims: only the latest one may settle the mail */
  attempts: number;
}

/** Takes a due mail for `leaseMs`; committed before any socket is opened. Null when it is not due or in other hands. */
export async function claimMail(db: Database, id: string, leaseMs: number, now: Date): Promise<ClaimedMail | null> {
  const row = await db
    .updateTable('outbound_mails')
    .set((eb) => ({ state: 'sending', lease_until: later(now, leaseMs), attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'retry'])
    .where('due_at', '<=', now)
    .where(mayLeave)
    .returning(['id', 'case_id as caseId', 'kind', 'automatic', 'attempts'])
    .executeTakeFirst();
  return row ?? null;
}

/** Asks again before the socket opens, and while it is open: false when the lease was lost in the meantime. */
export async function renewLease(db: Database, mail: ClaimedMail, leaseMs: number, now: Date): Promise<boolean> {
  const renewed = await db
    .updateTable('outbound_mails')
    .set({ lease_until: later(now, leaseMs) })
    .where('id', '=', mail.id)
    .where('state', '=', 'sending')
    .where('attempts', '=', mail.attempts)
    .returning('id')
    .executeTakeFirst();
  return renewed !== undefined;
}

const later = (now: Date, ms: number) => new Date(now.getTime() + ms);

export interface OutboundWords {
  recipient: string;
  raw: Buffer;
  /** the address of the mailbox it leaves from */
  sender: string;
}

/** @throws KeyDestroyed when the case or the konseli was erased */
export async function openOutboundMail(db: Reader, vault: Vault, id: string): Promise<OutboundWords> {
  const row = await db
    .selectFrom('outbound_mails as o')
    .innerJoin('cases as c', 'c.id', 'o.case_id')
    .innerJoin('mailboxes as m', 'm.id', 'o.mailbox_id')
    .select(['o.case_id', 'c.konseli_id', 'o.raw_sealed', 'o.recipient_sealed', 'o.own_key', 'm.address'])
    .where('o.id', '=', id)
    .executeTakeFirstOrThrow();
  if (!row.raw_sealed || !row.recipient_sealed) throw new Error('an outgoing mail has no bytes');
  const letters = row.own_key ? await vault.key(db, 'mail', id) : await vault.key(db, 'letters', row.case_id);
  const person = row.own_key ? letters : await vault.key(db, 'person', row.konseli_id);
  return {
    recipient: openText(person, 'outbound_mails.recipient', id, row.recipient_sealed),
    raw: open(letters, 'outbound_mails.raw', id, row.raw_sealed),
    sender: row.address,
  };
}

/** The row with its case, held until the transaction ends; undefined when there is none. */
export const lockOutboundMail = (tx: Tx, id: string) =>
  tx
    .selectFrom('outbound_mails')
    .innerJoin('cases', 'cases.id', 'outbound_mails.case_id')
    .selectAll('outbound_mails')
    .select(['cases.code', 'cases.konseli_id'])
    .where('outbound_mails.id', '=', id)
    .forNoKeyUpdate('outbound_mails')
    .executeTakeFirst();

export type LockedMail = NonNullable<Awaited<ReturnType<typeof lockOutboundMail>>>;

/**
 * Mails whose lease ran out while they were being sent: the worker died or hangs, and nobody knows how far it got. They
 * become uncertain, all at once. @returns their ids with their cases
 */
export const strandedMails = (tx: Tx, now: Date) =>
  tx
    .updateTable('outbound_mails')
    .set({ state: 'uncertain', lease_until: null, settled_at: now, problem: 'worker_died' })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('outbound_mails')
        .select('id')
        .where('state', '=', 'sending')
        .where('lease_until', '<', now)
        .orderBy('id')
        .forNoKeyUpdate()
        .skipLocked(),
    )
    .returning(['id', 'case_id as caseId'])
    .execute();

/** Ids of mails that are due, oldest first. */
export async function dueMails(db: Reader, now: Date, most: number): Promise<string[]> {
  const rows = await db
    .selectFrom('outbound_mails')
    .select('id')
    .where('state', 'in', ['queued', 'retry'])
    .where('due_at', '<=', now)
    .where(mayLeave)
    .orderBy('due_at')
    .limit(most)
    .execute();
  return rows.map((row) => row.id);
}

/** Ids of sent mails whose copy for the Sent folder is due. */
export async function dueCopies(db: Reader, now: Date, most: number): Promise<string[]> {
  const rows = await db
    .selectFrom('outbound_mails')
    .select('id')
    .where('state', '=', 'sent')
    .where('copy_state', '=', 'waiting')
    .where('copy_due_at', '<=', now)
    .orderBy('copy_due_at')
    .limit(most)
    .execute();
  return rows.map((row) => row.id);
}
