/**
 * Two first letters from one address arriving together must not make two persons of one: whoever is second waits here. Several
 * addresses are locked in one order, so that none waits in a ring.
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
