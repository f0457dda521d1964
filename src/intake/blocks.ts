/**
 * Senders whose mail is kept and listed on Surat, and goes into no case and is never answered: an address, or everybody of a
 * domain. Each block has a reason and an end. Nobody is shut out by accident: a konseli with an open case is asked about
 * first, and a block of a domain never holds for one.
 */
import { sql } from 'kysely';
import { record } from '../audit/record.ts';
import { addressIndex } from '../cases/konseli.ts';
import { mayWithService, type Person } from '../core/policy.ts';
import { openText, seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Reader, type Tx } from '../db/database.ts';
import type { BlocksTable } from '../db/schema.ts';
import { listMailboxes } from '../service/mailboxes.ts';

export const blockReasons = ['advertising', 'flood', 'abuse', 'machine'] as const;
/** For how many days a block may hold. */
export const blockDays = [7, 30, 90, 365] as const;

type BlockReason = BlocksTable['reason'];
const DAY = 86_400_000;

export interface BlockWish {
  /** `nama@domain.example`, or `@domain.example` for everybody there */
  sender: string;
  reason: BlockReason;
  days: (typeof blockDays)[number];
  /** also when it is a konseli with an open case */
  evenSo: boolean;
}

export type BlockRefusal = 'not_found' | 'no_sender' | 'our_own' | 'already_blocked' | 'has_open_case';

export async function blockSender(
  tx: Tx,
  vault: Vault,
  person: Person,
  wish: BlockWish,
  now: Date,
): Promise<{ blocked: string } | { refused: BlockRefusal }> {
  if (!mayWithService(person, 'block_senders')) return { refused: 'not_found' };
  const sender = wish.sender.trim().toLowerCase();
  if (!/^[^\s@<>,;]*@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(sender)) return { refused: 'no_sender' };
  if (await isOurs(tx, sender)) return { refused: 'our_own' };
  const index = addressIndex(vault, sender);
  await endExpired(tx, index, person, now);
  const standing = await tx
    .selectFrom('blocks')
    .select('id')
    .where('sender_index', '=', index)
    .where('lifted_at', 'is', null)
    .executeTakeFirst();
  if (standing) return { refused: 'already_blocked' };
  if (!wish.evenSo && (await hasOpenCase(tx, index))) return { refused: 'has_open_case' };
  const id = newId();
  await tx
    .insertInto('blocks')
    .values({
      id,
      sender_index: index,
      sender_sealed: seal(vault.service, 'blocks.sender', id, sender),
      whole_domain: sender.startsWith('@'),
      reason: wish.reason,
      made_by: person.id,
      made_at: now,
      expires_at: new Date(now.getTime() + wish.days * DAY),
    })
    .execute();
  const data = { block: id, reason: wish.reason, days: wish.days };
  await record(tx, { actor: { staff: person.id }, kind: 'sender.blocked', data });
  return { blocked: id };
}

/** Mail of this sender is filed again from now on; what was kept aside meanwhile stays on Surat, to be filed by hand. */
export async function liftBlock(
  tx: Tx,
  person: Person,
  id: string,
  now: Date,
): Promise<{ lifted: true } | { refused: 'not_found' }> {
  if (!mayWithService(person, 'block_senders')) return { refused: 'not_found' };
  const row = await tx
    .updateTable('blocks')
    .set({ lifted_by: person.id, lifted_at: now })
    .where('id', '=', id)
    .where('lifted_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!row) return { refused: 'not_found' };
  await record(tx, { actor: { staff: person.id }, kind: 'sender.unblocked', data: { block: id } });
  return { lifted: true };
}

/** Which of these addresses are blocked, and by what: the nearest block counts. */
export async function blockedAmong(
  db: Reader,
  vault: Vault,
  addresses: readonly string[],
  now: Date,
): Promise<Map<string, 'address' | 'domain'>> {
  const domainOf = (address: string) => address.slice(address.lastIndexOf('@'));
  const indexes = [...new Set(addresses.flatMap((address) => [address, domainOf(address)]))].map((sender) =>
    addressIndex(vault, sender),
  );
  const rows = await db
    .selectFrom('blocks')
    .select('sender_index')
    .where('sender_index', '=', sql<Buffer>`any(${indexes})`)
    .where('lifted_at', 'is', null)
    .where('expires_at', '>', now)
    .execute();
  const standing = new Set(rows.map((row) => row.sender_index.toString('hex')));
  const isBlocked = (sender: string) => standing.has(addressIndex(vault, sender).toString('hex'));
  const blocked = new Map<string, 'address' | 'domain'>();
  for (const address of addresses)
    if (isBlocked(address)) blocked.set(address, 'address');
    else if (isBlocked(domainOf(address))) blocked.set(address, 'domain');
  return blocked;
}

export interface StandingBlock {
  id: string;
  sender: string;
  reason: BlockReason;
  madeBy: string;
  madeAt: Date;
  expiresAt: Date;
}

/** Those that hold now, the latest first. Names senders: for whoever may block. */
export async function listBlocks(db: Reader, vault: Vault, now: Date): Promise<StandingBlock[]> {
  const rows = await db
    .selectFrom('blocks as b')
    .innerJoin('staff', 'staff.id', 'b.made_by')
    .select(['b.id', 'b.sender_sealed', 'b.reason', 'b.made_at', 'b.expires_at', 'staff.name'])
    .where('b.lifted_at', 'is', null)
    .where('b.expires_at', '>', now)
    .orderBy('b.made_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    sender: openText(vault.service, 'blocks.sender', row.id, row.sender_sealed),
    reason: row.reason,
    madeBy: row.name,
    madeAt: row.made_at,
    expiresAt: row.expires_at,
  }));
}

async function isOurs(tx: Tx, sender: string): Promise<boolean> {
  const mailboxes = (await listMailboxes(tx)).map((mailbox) => mailbox.address);
  const staff = await tx.selectFrom('staff').select('email').execute();
  const ours = [...mailboxes, ...staff.map((row) => row.email)];
  return ours.includes(sender) || mailboxes.some((address) => sender.startsWith('@') && address.endsWith(sender));
}

/** One that has run out makes room for the next. */
async function endExpired(tx: Tx, index: Buffer, person: Person, now: Date): Promise<void> {
  await tx
    .updateTable('blocks')
    .set({ lifted_by: person.id, lifted_at: now })
    .where('sender_index', '=', index)
    .where('lifted_at', 'is', null)
    .where('expires_at', '<=', now)
    .execute();
}

async function hasOpenCase(tx: Tx, index: Buffer): Promise<boolean> {
  const row = await tx
    .selectFrom('konseli_addresses as a')
    .innerJoin('cases as c', 'c.konseli_id', 'a.konseli_id')
    .select('c.id')
    .where('a.address_index', '=', index)
    .where('c.stage', '<>', 'closed')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
