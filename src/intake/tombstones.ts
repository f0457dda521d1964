/**
 * What was erased never comes back. The row of an erased mail stays, without a word of it: the keyed hash of its bytes knows
 * the same mail again (take-in.ts), and the keyed hash of what all copies of a letter have in common knows one whose bytes
 * differ, because a server added a header, it lies in a second mailbox, or an old archive is imported.
 */
import { sql } from 'kysely';
import type { UnderstoodMail } from '../core/mail-report.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader, Tx } from '../db/database.ts';
import type { InboundState } from '../db/schema.ts';
import { type KnownBy, letterIndex } from './known-by.ts';

/** Whether a person erased this letter, or the case in which a letter of ours stood. */
export async function wasErased(db: Reader, vault: Vault, mail: UnderstoodMail): Promise<boolean> {
  const erased = await db
    .selectFrom('inbound_mails')
    .select('id')
    .where('letter_index', '=', letterIndex(vault, mail))
    .where('fate', '=', 'erased')
    .limit(1)
    .executeTakeFirst();
  if (erased) return true;
  const { messageId } = mail.report;
  if (!messageId) return false;
  const ours = await db
    .selectFrom('outbound_mails as o')
    .innerJoin('cases as c', 'c.id', 'o.case_id')
    .select('o.id')
    .where('o.message_index', '=', vault.blindIndex('message-id', messageId))
    .where('c.erased_at', 'is not', null)
    .executeTakeFirst();
  return ours !== undefined;
}

/** A copy of what was erased: its bytes go at once, with their key, and its row is one more tombstone. */
export async function eraseAgain(tx: Tx, vault: Vault, mailId: string, known: KnownBy, now: Date): Promise<void> {
  await tx.updateTable('inbound_mails').set(known).where('id', '=', mailId).execute();
  await leaveTombstone(tx, vault, [mailId], now);
}

/** Takes every word out of these mails and destroys their keys; what is in a case stays listed there, empty. */
export async function leaveTombstone(tx: Tx, vault: Vault, ids: readonly string[], now: Date): Promise<void> {
  if (!ids.length) return;
  await tx
    .updateTable('inbound_mails')
    .set({
      state: sql<InboundState>`case when case_id is null then 'ignored' else 'filed' end::inbound_state`,
      fate: 'erased',
      raw_sealed: null,
      sender_index: null,
      suggestion: null,
      problem: null,
      lease_until: null,
      settled_at: now,
    })
    .where('id', 'in', ids)
    .execute();
  await vault.destroy(tx, ids, now);
}
