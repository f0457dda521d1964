/** The person who writes. Known by address alone; name and address are sealed with the person's own key. */
import { sql } from 'kysely';
import { type Key, open, openText, seal } from '../crypto/seal.ts';
import { keepKeys, type Vault } from '../crypto/vault.ts';
import { newId, type Reader, type Tx } from '../db/database.ts';
import type { Language } from '../db/schema.ts';

/** Addresses are compared as the sender's server would: exactly, in lower case (RFC 5321 §2.4 leaves the rest to it). */
export const addressIndex = (vault: Vault, address: string): Buffer =>
  vault.blindIndex('address', address.toLowerCase());

/** Finds who writes from this address, and holds the row until the transaction ends. */
export async function lockKonseliByAddress(tx: Tx, vault: Vault, address: string): Promise<string | null> {
  return (await lockSenders(tx, vault, [address])).get(address)?.id ?? null;
}

export interface Sender {
  id: string;
  /** mail to this address came back once */
  undeliverable: boolean;
}

/** Who writes from each of these addresses, as far as anybody knows; their rows are held until the transaction ends. */
export async function lockSenders(tx: Tx, vault: Vault, addresses: readonly string[]): Promise<Map<string, Sender>> {
  const indexes = addresses.map((address) => addressIndex(vault, address));
  const rows = await tx
    .selectFrom('konseli_addresses as a')
    .innerJoin('konseli as k', 'k.id', 'a.konseli_id')
    .select(['k.id', 'a.undeliverable_at', 'a.address_index'])
    .where('a.address_index', '=', sql<Buffer>`any(${indexes})`)
    .where('k.erased_at', 'is', null)
    .orderBy('k.id')
    .forNoKeyUpdate('k')
    .execute();
  const found = new Map(rows.map((row) => [row.address_index.toString('hex'), row]));
  return new Map(
    addresses.flatMap((address, n) => {
      const row = found.get(indexes[n]!.toString('hex'));
      return row ? [[address, { id: row.id, undeliverable: row.undeliverable_at !== null }]] : [];
    }),
  );
}

export interface PersonToAdd {
  address: string;
  name: string;
  language: Language;
}

/** @returns the id of the konseli */
export async function addKonseli(tx: Tx, vault: Vault, person: PersonToAdd): Promise<string> {
  const added = composeKonseli(vault, person);
  await writeKonseli(tx, [added]);
  return added.konseli.id;
}

export type ComposedKonseli = ReturnType<typeof composeKonseli>;

/** The rows of a person, still to be written. */
export function composeKonseli(vault: Vault, { name, language, address }: PersonToAdd) {
  const id = newId();
  const made = vault.newKey('person', id);
  const konseli = { id, name_sealed: name ? seal(made.key, 'konseli.name', id, name) : null, language };
  return { konseli, made, address: addressRow(vault, { id, key: made.key }, address) };
}

export async function writeKonseli(tx: Tx, people: readonly ComposedKonseli[]): Promise<void> {
  if (!people.length) return;
  await keepKeys(
    tx,
    people.map(({ made }) => made),
  );
  await tx
    .insertInto('konseli')
    .values(people.map(({ konseli }) => konseli))
    .execute();
  await insertAddresses(
    tx,
    people.map(({ address }) => address),
  );
}

/** A further address of the same person; only ever added by a decision of the counsellor. */
export async function addAddress(tx: Tx, vault: Vault, konseliId: string, address: string): Promise<void> {
  const key = await vault.key(tx, 'person', konseliId);
  await insertAddresses(tx, [addressRow(vault, { id: konseliId, key }, address)]);
}

function addressRow(vault: Vault, person: { id: string; key: Key }, address: string) {
  const lower = address.toLowerCase();
  return {
    address_index: addressIndex(vault, lower),
    konseli_id: person.id,
    address_sealed: seal(person.key, 'konseli_addresses.address', person.id, lower),
  };
}

async function insertAddresses(tx: Tx, rows: readonly ReturnType<typeof addressRow>[]): Promise<void> {
  await tx
    .insertInto('konseli_addresses')
    .values(rows)
    .onConflict((c) => c.column('address_index').doNothing())
    .execute();
}

/** Whoever writes from an address receives there too, whatever came back from it before. */
export async function addressWorks(tx: Tx, vault: Vault, address: string): Promise<void> {
  await tx
    .updateTable('konseli_addresses')
    .set({ undeliverable_at: null })
    .where('address_index', '=', addressIndex(vault, address))
    .where('undeliverable_at', 'is not', null)
    .execute();
}

export interface Konseli {
  id: string;
  name: string;
  language: Language;
  /** in the order in which they became known; answers go to the first that still works */
  addresses: { address: string; undeliverable: boolean }[];
}

/** @throws KeyDestroyed when the person was erased */
export async function readKonseli(db: Reader, vault: Vault, konseliId: string): Promise<Konseli> {
  const key = await vault.key(db, 'person', konseliId);
  const row = await db
    .selectFrom('konseli')
    .select(['name_sealed', 'language'])
    .where('id', '=', konseliId)
    .executeTakeFirstOrThrow();
  const addresses = await db
    .selectFrom('konseli_addresses')
    .select(['address_sealed', 'undeliverable_at'])
    .where('konseli_id', '=', konseliId)
    .orderBy('created_at')
    .execute();
  return {
    id: konseliId,
    name: row.name_sealed ? openText(key, 'konseli.name', konseliId, row.name_sealed) : '',
    language: row.language,
    addresses: addresses.map((a) => ({
      address: open(key, 'konseli_addresses.address', konseliId, a.address_sealed).toString('utf8'),
      undeliverable: a.undeliverable_at !== null,
    })),
  };
}

/** Where an answer goes: one address, the first that still works. */
export const answerAddress = (konseli: Konseli): string | null =>
  (konseli.addresses.find((a) => !a.undeliverable) ?? konseli.addresses[0])?.address ?? null;
