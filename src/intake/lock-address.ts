/** Two first letters from one address arriving together must not make two persons of one: whoever is second waits here. */
import { sql } from 'kysely';
import { addressIndex } from '../cases/konseli.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Tx } from '../db/database.ts';

export async function lockAddress(tx: Tx, vault: Vault, address: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(7312, ${addressIndex(vault, address).readInt32BE(0)})`.execute(tx);
}
