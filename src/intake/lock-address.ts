/**
 * Two first letters from one address arriving together must not make two persons of one: whoever is second waits here. Several
 * letters filed in one transaction take all that they will lock at once and in one order, so that none waits in a ring.
 */
import { sql } from 'kysely';
import { addressIndex } from '../cases/konseli.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Tx } from '../db/database.ts';

export async function lockAddress(tx: Tx, vault: Vault, ...addresses: string[]): Promise<void> {
  if (!addresses.length) return;
  const numbers = new Set(addresses.map((address) => addressIndex(vault, address).readInt32BE(0)));
  const inOrder = [...numbers].sort((a, b) => a - b);
  await sql`select pg_advisory_xact_lock(7312, number) from unnest(${inOrder}::int[]) as number`.execute(tx);
}

/** The persons behind these addresses, which are locked already, and their open cases. */
export async function lockWriters(tx: Tx, vault: Vault, addresses: readonly string[]): Promise<void> {
  if (!addresses.length) return;
  const people = await tx
    .selectFrom('konseli as k')
    .select('k.id')
    .where('k.id', 'in', (eb) =>
      eb
        .selectFrom('konseli_addresses')
        .select('konseli_id')
        .where('address_index', '=', sql<Buffer>`any(${addresses.map((address) => addressIndex(vault, address))})`),
    )
    .orderBy('k.id')
    .forNoKeyUpdate()
    .execute();
  await tx
    .selectFrom('cases')
    .select('id')
    .where('konseli_id', '=', sql<string>`any(${people.map(({ id }) => id)})`)
    .where('stage', '<>', 'closed')
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}
