/**
 * The door row of a mail: claimed by a worker with a lease, settled once with a fate. `received` waits to be filed; `filed`
 * is in a case; `held` waits for a person; `ignored` needs nobody (a duplicate, a mailing list); `failed` beat the program
 * five times and is shown with its bytes.
 */
import { type SqlBool, sql } from 'kysely';
import type { UnderstoodMail } from '../core/mail-report.ts';
import { open } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Database, Reader, Tx } from '../db/database.ts';
import type { Fate, InboundState } from '../db/schema.ts';
import type { KnownBy } from './known-by.ts';

export interface InboundMail {
  id: string;
  mailboxId: number;
  arrivedAt: Date;
  /** bytes of the whole mail */
  size: number;
  truncated: boolean;
  historic: boolean;
  /** it lay in the mail server's spam folder */
  inSpam: boolean;
  /** counts the claims: only the latest claim may settle the mail */
  attempts: number;
}

/** One that has been read. */
export interface MailInHand {
  mail: InboundMail;
  understood: UnderstoodMail;
}

/** The one address a mail comes from, in lower case; null where that is in doubt. */
export const senderOf = ({ fromAmbiguous, report }: UnderstoodMail): string | null =>
  fromAmbiguous ? null : report.from?.address.toLowerCase() || null;

export const MOST_ATTEMPTS = 5;

/**
 * Takes the mail for `leaseMs`; a lease that runs out early costs double work, never a double effect. Null when it is settled, in other hands, or has used up its attempts (then it is failed).
 */
export async function claim(db: Database, id: string, leaseMs: number, now: Date): Promise<InboundMail | null> {
  const row = await db
    .updateTable('inbound_mails')
    .set((eb) => ({ lease_until: new Date(now.getTime() + leaseMs), attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'received')
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', now)]))
    .returning(asClaimed)
    .executeTakeFirst();
  return row ?? null;
}

/** Takes up to `most` of those that wait, the oldest first; what other workers are just taking is left to them. */
export async function claimWaiting(db: Database, most: number, leaseMs: number, now: Date): Promise<InboundMail[]> {
  const rows = await db
    .updateTable('inbound_mails')
    .set((eb) => ({ lease_until: new Date(now.getTime() + leaseMs), attempts: eb('attempts', '+', 1) }))
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('inbound_mails')
        .select('id')
        .where('state', '=', 'received')
        .where((e) => e.or([e('lease_until', 'is', null), e('lease_until', '<=', now)]))
        .orderBy('received_at')
        .orderBy('id')
        .limit(most)
        .forNoKeyUpdate()
        .skipLocked(),
    )
    .returning(asClaimed)
    .execute();
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

const asClaimed = [
  'id',
  'mailbox_id as mailboxId',
  'arrived_at as arrivedAt',
  'size',
  'truncated',
  'historic',
  'in_spam as inSpam',
  'attempts',
] as const;

/** Goes on holding mails that still wait for their turn to be read: their claims count no further attempt. */
export async function renewLeases(
  db: Database,
  mails: readonly InboundMail[],
  leaseMs: number,
  now: Date,
): Promise<void> {
  await db
    .updateTable('inbound_mails')
    .set({ lease_until: new Date(now.getTime() + leaseMs) })
    .where(
      'id',
      'in',
      (eb) =>
        eb
          .selectFrom('inbound_mails')
          .select('id')
          .where('state', '=', 'received')
          .where(isLatestClaim(mails))
          .forNoKeyUpdate()
          .skipLocked(), // those are being settled
    )
    .execute();
}

const isLatestClaim = (mails: readonly InboundMail[]) =>
  sql<SqlBool>`(id, attempts) in (select * from unnest(${mails.map((m) => m.id)}::uuid[], ${mails.map((m) => m.attempts)}::int[]))`;

/** Holds the rows for settling. @returns ids of those that are still ours: no other claim came in between */
export async function stillOurs(tx: Tx, mails: readonly InboundMail[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('inbound_mails')
    .select('id')
    .where('state', '=', 'received')
    .where(isLatestClaim(mails))
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return new Set(rows.map((row) => row.id));
}

export interface Settlement {
  state: Exclude<InboundState, 'received'>;
  fate: Fate;
  caseId: string | null;
  problem?: string | null;
  suggestion?: string | null;
  /** once the mail has been read; left as it is when absent */
  knownBy?: KnownBy;
  by?: number | null;
  at: Date;
}

export const settle = (tx: Tx, id: string, settlement: Settlement): Promise<void> =>
  settleAll(tx, new Map([[id, settlement]]));

/** @param settlements by the ids of mails that the caller holds */
export async function settleAll(tx: Tx, settlements: ReadonlyMap<string, Settlement>): Promise<void> {
  if (!settlements.size) return;
  const all = [...settlements.values()];
  const bytes = (column: 'message_index' | 'sender_index' | 'letter_index') =>
    all.map(({ knownBy }) => knownBy?.[column] ?? null);
  await sql`
    update inbound_mails as i
    set state = v.state::inbound_state, fate = v.fate, case_id = v.case_id, problem = v.problem,
        suggestion = v.suggestion, settled_by = v.settled_by, settled_at = v.settled_at, lease_until = null,
        kind = coalesce(v.kind, i.kind), message_index = coalesce(v.message_index, i.message_index),
        sender_index = coalesce(v.sender_index, i.sender_index), letter_index = coalesce(v.letter_index, i.letter_index)
    from unnest(
      ${[...settlements.keys()]}::uuid[], ${all.map((s) => s.state)}::text[], ${all.map((s) => s.fate)}::text[],
      ${all.map((s) => s.caseId)}::uuid[], ${all.map((s) => s.problem ?? null)}::text[],
      ${all.map((s) => s.suggestion ?? null)}::uuid[], ${all.map((s) => s.by ?? null)}::bigint[],
      ${all.map((s) => s.at)}::timestamptz[], ${all.map((s) => s.knownBy?.kind ?? null)}::text[],
      ${bytes('message_index')}::bytea[], ${bytes('sender_index')}::bytea[], ${bytes('letter_index')}::bytea[]
    ) as v (id, state, fate, case_id, problem, suggestion, settled_by, settled_at, kind,
            message_index, sender_index, letter_index)
    where i.id = v.id`.execute(tx);
}

/** Lets the mail go for another try; the sweep wakes it. */
export async function release(db: Database, mail: InboundMail, problem: string, retryAt: Date): Promise<void> {
  await db
    .updateTable('inbound_mails')
    .set({ lease_until: retryAt, problem })
    .where('id', '=', mail.id)
    .where('state', '=', 'received')
    .where('attempts', '=', mail.attempts)
    .execute();
}

/** The bytes as they came. @throws KeyDestroyed when they were erased */
export async function readRaw(db: Reader, vault: Vault, id: string): Promise<Buffer | null> {
  const row = await db.selectFrom('inbound_mails').select('raw_sealed').where('id', '=', id).executeTakeFirst();
  if (!row?.raw_sealed) return null;
  return open(await vault.key(db, 'mail', id), 'inbound_mails.raw', id, row.raw_sealed);
}

/** Mails that wait to be filed and are in nobody's hands, oldest first. */
export async function forgottenMails(db: Reader, now: Date, most: number): Promise<string[]> {
  const rows = await db
    .selectFrom('inbound_mails')
    .select('id')
    .where('state', '=', 'received')
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', now)]))
    .orderBy('received_at')
    .limit(most)
    .execute();
  return rows.map((row) => row.id);
}
