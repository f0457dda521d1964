/** Remembers that mail to an address comes back, so that the next letter is not written into the void without a question. */
import { addressIndex } from '../cases/konseli.ts';
import { openText } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Tx } from '../db/database.ts';
import type { LockedMail } from './outbound-mail.ts';

export async function markUndeliverable(tx: Tx, vault: Vault, mail: LockedMail, now: Date): Promise<void> {
  if (mail.own_key) return; // the last letter of a case that was erased
  const key = (await vault.keys(tx, 'person', [mail.konseli_id])).get(mail.konseli_id);
  if (!key || !mail.recipient_sealed) return; // erased in the meantime: nobody is left to write to
  const recipient = openText(key, 'outbound_mails.recipient', mail.id, mail.recipient_sealed);
  await tx
    .updateTable('konseli_addresses')
    .set({ undeliverable_at: now })
    .where('address_index', '=', addressIndex(vault, recipient))
    .where('konseli_id', '=', mail.konseli_id)
    .where('undeliverable_at', 'is', null)
    .execute();
}
