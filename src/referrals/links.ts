/**
 * The link to a letter of referral: 256 random bits of which only the hash is kept, and a PIN that the counsellor tells the receiver
 * by another way. It works until a day, for as long as the referral does; after five wrong PINs it works no more.
 */
import { randomInt, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { hashOfToken, isToken, newToken } from '../crypto/link-token.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader, Tx } from '../db/database.ts';

const MOST_TRIES = 5;

export interface MadeLink {
  token: string;
  /** six digits, told by another way; kept nowhere */
  pin: string;
  hash: Buffer;
  pinIndex: Buffer;
}

export function makeLink(vault: Vault): MadeLink {
  const token = newToken();
  const pin = randomInt(1_000_000).toString().padStart(6, '0');
  const hash = hashOfToken(token);
  return { token, pin, hash, pinIndex: pinIndexOf(vault, hash, pin) };
}

const pinIndexOf = (vault: Vault, hash: Buffer, pin: string): Buffer =>
  vault.blindIndex('pin', `${hash.toString('hex')}:${pin}`);

/** They open nothing any more, and a mail that has not left stays here. The case must be locked. */
export async function voidLinks(tx: Tx, referralId: string, at: Date): Promise<void> {
  const voided = await tx
    .updateTable('referral_links')
    .set({ voided_at: at })
    .where('referral_id', '=', referralId)
    .where('voided_at', 'is', null)
    .returning('outbound_id')
    .execute();
  const mails = voided.map((link) => link.outbound_id);
  if (!mails.length) return;
  await tx
    .updateTable('outbound_mails')
    .set({ state: 'cancelled', settled_at: at })
    .where('id', 'in', mails)
    .where('state', 'in', ['queued', 'retry'])
    .execute();
}

/** What a link leads to while it is good: the referral has left and is not over, and its case was not ended in another way. */
export async function findLink(
  db: Reader,
  token: string,
  now: Date,
): Promise<{ caseId: string; referralId: string } | undefined> {
  if (!isToken(token)) return undefined;
  return db
    .selectFrom('referral_links as l')
    .innerJoin('referrals as r', 'r.id', 'l.referral_id')
    .innerJoin('cases as c', 'c.id', 'l.case_id')
    .select(['l.case_id as caseId', 'l.referral_id as referralId'])
    .where('l.token_hash', '=', hashOfToken(token))
    .where('l.voided_at', 'is', null)
    .where('l.expires_at', '>', now)
    .where('l.tries', '<', MOST_TRIES)
    .where('r.sent_at', 'is not', null)
    .where('r.ended_at', 'is', null)
    .where('c.erased_at', 'is', null)
    .where((or) => or.or([or('c.ending', 'is', null), or('c.ending', 'in', ['referred', 'emergency'])]))
    .where(sql<boolean>`referral_is_covered(r.id)`)
    .executeTakeFirst();
}

/** One try after the other: the row is held, so that whoever guesses side by side gets no more of them. The case must be locked. */
export async function tryPin(
  tx: Tx,
  vault: Vault,
  token: string,
  pin: string,
  now: Date,
): Promise<{ right: true } | { right: false; left: number }> {
  const hash = hashOfToken(token);
  const row = await tx
    .selectFrom('referral_links')
    .select(['pin_index', 'tries'])
    .where('token_hash', '=', hash)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  if (row.tries >= MOST_TRIES) return { right: false, left: 0 };
  const link = tx.updateTable('referral_links').where('token_hash', '=', hash);
  if (timingSafeEqual(row.pin_index, pinIndexOf(vault, hash, pin))) {
    await link.set((eb) => ({ tries: 0, opens: eb('opens', '+', 1), opened_at: now })).execute();
    return { right: true };
  }
  await link.set({ tries: row.tries + 1 }).execute();
  return { right: false, left: MOST_TRIES - row.tries - 1 };
}
