/**
 * The door row of a mail: claimed by a worker with a lease, settled once with a fate. `received` waits to be filed; `filed`
 * is in a case; `held` waits for a person; `ignored` needs nobody (a duplicate, a mailing list); `failed` beat the program
 * five times and is shown with its bytes.
 */
import { open } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Database, Reader, Tx } from '../db/database.ts';
import type { Fate, InboundState } from '../db/schema.ts';

export interface InboundMail {
  id: string;
  mailboxId: number;
  arrivedAt: Date;
  truncated: boolean;
  historic: boolean;
  /** it lay in the mail server's spam folder */
  inSpam: boolean;
  /** counts the claims: only the latest claim may settle the mail */
  attempts: number;
}

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
    .returning(['id', 'mailbox_id', 'arrived_at', 'truncated', 'historic', 'in_spam', 'attempts'])
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    mailboxId: row.mailbox_id,
    arrivedAt: row.arrived_at,
    truncated: row.truncated,
    historic: row.historic,
    inSpam: row.in_spam,
    attempts: row.attempts,
  };
}

/** Holds the row for settling; false when another claim came in between. */
export async function stillOurs(tx: Tx, mail: InboundMail): Promise<boolean> {
  const row = await tx
    .selectFrom('inbound_mails')
    .select('id')
    .where('id', '=', mail.id)
    .where('state', '=', 'received')
    .where('attempts', '=', mail.attempts)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

export interface Settlement {
  state: Exclude<InboundState, 'received'>;
  fate: Fate;
  caseId: string | null;
  problem?: string | null;
  suggestion?: string | null;
  by?: number | null;
  at: Date;
}

export async function settle(tx: Tx, id: string, settlement: Settlement): Promise<void> {
  await tx
    .updateTable('inbound_mails')
    .set({
      state: settlement.state,
      fate: settlement.fate,
      case_id: settlement.caseId,
      problem: settlement.problem ?? null,
      suggestion: settlement.suggestion ?? null,
      settled_by: settlement.by ?? null,
      settled_at: settlement.at,
      lease_until: null,
    })
    .where('id', '=', id)
    .execute();
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
