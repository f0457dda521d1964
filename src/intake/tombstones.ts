/**
 * What was erased never comes back. The row of an erased mail stays, without a word of it: the keyed hash of its bytes knows
 * the same mail again (take-in.ts), and the keyed hash of what all copies of a letter have in common knows one whose bytes
 * differ, because a server added a header, it lies in a second mailbox, or an old archive is imported.
 */
import { sql } from 'kysely';
import type { Vault } from '../crypto/vault.ts';
import type { Reader, Tx } from '../db/database.ts';
import type { InboundState } from '../db/schema.ts';
import type { MailInHand } from './inbound-mail.ts';
import { type KnownBy, letterIndex } from './known-by.ts';

/** Ids of those that a person erased: the letter itself, or the case in which a letter of ours stood. */
export async function erasedAmong(db: Reader, vault: Vault, mails: readonly MailInHand[]): Promise<Set<string>> {
  const letters = mails.map(({ understood }) => letterIndex(vault, understood));
  const ids = mails.map(({ understood: { report } }) =>
    report.messageId ? vault.blindIndex('message-id', report.messageId) : null,
  );
  const erased = await db
    .selectFrom('inbound_mails')
    .select('letter_index as known')
    .where('letter_index', '=', sql<Buffer>`any(${letters})`)
    .where('fate', '=', 'erased')
    .execute();
  const ours = await db
    .selectFrom('outbound_mails as o')
    .innerJoin('cases as c', 'c.id', 'o.case_id')
    .select('o.message_index as known')
    .where('o.message_index', '=', sql<Buffer>`any(${ids.filter((id) => id !== null)})`)
    .where('c.erased_at', 'is not', null)
    .execute();
  const known = new Set([...erased, ...ours].map((row) => row.known!.toString('hex')));
  const isKnown = (index: Buffer | null | undefined) => known.has(index?.toString('hex') ?? '');
  return new Set(mails.filter((_, n) => isKnown(letters[n]) || isKnown(ids[n])).map(({ mail }) => mail.id));
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
