/**
 * The vault hands out keys. Each case has one key for its letters and one for its notes, each konseli one for name and
 * address, each raw mail one of its own; all lie in `vault.keys`, wrapped by the key file. Destroying the wrapped key makes
 * everything it sealed unreadable for ever, in every copy of the database that does not hold the key (crypto-shredding).
 *
 * Keys are unwrapped for each use and not kept: a key destroyed by one process must be gone in all.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { type Database, newId, type Reader, type Tx } from '../db/database.ts';
import type { KeyPurpose } from '../db/schema.ts';
import { CannotOpen, type Key, open, seal } from './seal.ts';

export type OwnedPurpose = Exclude<KeyPurpose, 'service' | 'index' | 'token'>;

/** A key that is new, and the row that keeps it. */
export type NewKey = ReturnType<typeof newKeyRow>;

export interface Vault {
  /** seals what belongs to the service itself: second factors, carried drafts */
  readonly service: Key;
  /** signs reply tokens */
  readonly token: Key;
  /** keyed hash for exact look-ups; equal values of one kind give equal hashes, and nobody without the key can make them */
  blindIndex(kind: 'address' | 'message-id' | 'raw' | 'letter' | 'code' | 'pin', value: string | Uint8Array): Buffer;
  /** makes the key of an owner, for `keepKeys` */
  newKey(purpose: OwnedPurpose, owner: string): NewKey;
  /** @throws KeyDestroyed when the owner was erased or never had a key */
  key(db: Reader, purpose: OwnedPurpose, owner: string): Promise<Key>;
  /** keys of those owners that still have one */
  keys(db: Reader, purpose: OwnedPurpose, owners: readonly string[]): Promise<Map<string, Key>>;
  /** destroys every key of these owners; what they sealed is gone */
  destroy(tx: Tx, owners: readonly string[], at: Date): Promise<void>;
}

/** What the key sealed was erased. */
export class KeyDestroyed extends Error {
  constructor(purpose: string) {
    super(`no ${purpose} key: what it sealed was erased`);
    this.name = 'KeyDestroyed';
  }
}

/** The key file does not belong to this database. */
export class WrongKeyFile extends Error {
  constructor() {
    super(
      'The key file does not belong to this database: it opens none of the keys kept there. Nothing was started or changed. Use the key file this installation was made with, or its sealed copy.',
    );
    this.name = 'WrongKeyFile';
  }
}

/**
 * Opens the vault; on an empty database it makes the service's own keys.
 * @throws WrongKeyFile when the database was sealed with another key file
 */
export async function openVault(db: Database, kek: Key): Promise<Vault> {
  const [service, index, token] = await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(7311)`.execute(tx); // two processes starting together make one set
    return [
      await serviceKey(tx, kek, 'service'),
      await serviceKey(tx, kek, 'index'),
      await serviceKey(tx, kek, 'token'),
    ] as const;
  });

  const keys: Vault['keys'] = async (reader, purpose, owners) => {
    if (!owners.length) return new Map();
    const rows = await reader
      .selectFrom('vault.keys')
      .select(['id', 'owner', 'wrapped'])
      .where('purpose', '=', purpose)
      .where('owner', 'in', owners)
      .where('wrapped', 'is not', null)
      .execute();
    return new Map(rows.map((r) => [r.owner!, { id: r.id, secret: unwrap(kek, r.id, r.wrapped!) }]));
  };
  return {
    service,
    token,
    blindIndex: (kind, value) => createHmac('sha256', index.secret).update(`${kind}\x1f`).update(value).digest(),
    newKey: (purpose, owner) => newKeyRow(kek, purpose, owner),
    keys,
    async key(reader, purpose, owner) {
      const found = (await keys(reader, purpose, [owner])).get(owner);
      if (!found) throw new KeyDestroyed(purpose);
      return found;
    },
    async destroy(tx, owners, at) {
      if (!owners.length) return;
      await tx
        .updateTable('vault.keys')
        .set({ wrapped: null, destroyed_at: at })
        .where('owner', 'in', owners)
        .where('wrapped', 'is not', null)
        .execute();
    },
  };
}

async function serviceKey(tx: Tx, kek: Key, purpose: 'service' | 'index' | 'token'): Promise<Key> {
  const row = await tx
    .selectFrom('vault.keys')
    .select(['id', 'wrapped'])
    .where('purpose', '=', purpose)
    .executeTakeFirst();
  if (row) return { id: row.id, secret: unwrap(kek, row.id, row.wrapped!) };
  const made = newKeyRow(kek, purpose, null);
  await keepKeys(tx, [made]);
  return made.key;
}

/** Keeps new keys in one statement. */
export async function keepKeys(tx: Tx, made: readonly NewKey[]): Promise<void> {
  const rows = made.map(({ row }) => row);
  if (rows.length) await tx.insertInto('vault.keys').values(rows).execute();
}

function newKeyRow(kek: Key, purpose: KeyPurpose, owner: string | null) {
  const key = { id: newId(), secret: randomBytes(32) };
  const row = { id: key.id, purpose, owner, wrapped: seal(kek, 'vault.keys', key.id, key.secret), kek: kek.id };
  return { key, row };
}

function unwrap(kek: Key, id: string, wrapped: Buffer): Buffer {
  try {
    return open(kek, 'vault.keys', id, wrapped);
  } catch (error) {
    throw error instanceof CannotOpen ? new WrongKeyFile() : error;
  }
}
