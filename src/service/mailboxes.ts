/** The mailboxes of the service, one row each; the address is how the world knows them. */
import type { Reader, Tx } from '../db/database.ts';

export interface Mailbox {
  id: number;
  address: string;
}

export async function ensureMailbox(tx: Tx, address: string): Promise<Mailbox> {
  await tx
    .insertInto('mailboxes')
    .values({ address })
    .onConflict((c) => c.column('address').doNothing())
    .execute();
  return tx.selectFrom('mailboxes').select(['id', 'address']).where('address', '=', address).executeTakeFirstOrThrow();
}

export const listMailboxes = (db: Reader): Promise<Mailbox[]> =>
  db.selectFrom('mailboxes').select(['id', 'address']).orderBy('id').execute();
