/**
 * The letter behind a link: it waits until the code was right, is shown to that one browser for a quarter of an hour, and then
 * the link is used. A link that is unknown, used, replaced or too old is one and the same answer.
 */
import { timingSafeEqual } from 'node:crypto';
import { type SqlBool, sql } from 'kysely';
import { type Happening, record } from '../audit/record.ts';
import { type CaseRow, lockCase } from '../cases/lock-case.ts';
import type { Letter } from '../core/letter.ts';
import { hashOfToken, isToken, newToken } from '../crypto/link-token.ts';
import { openText } from '../crypto/seal.ts';
import { KeyDestroyed, type Vault } from '../crypto/vault.ts';
import type { Database, Reader, Tx } from '../db/database.ts';
import type { Language } from '../db/schema.ts';
import { pauseDelivery } from './agree-delivery.ts';
import { tryReadingPin } from './reading-pin.ts';

export const READING_MS = 15 * 60_000;

export type WaitingLetter =
  | { state: 'waits'; language: Language }
  | { state: 'open'; language: Language; letter: Letter; endsAt: Date }
  | { state: 'gone' };

/** What the page shows to this browser. Changes nothing: mail scanners open links too. @param reader the browser's secret */
export async function readWaitingLetter(
  db: Reader,
  vault: Vault,
  token: string,
  reader: string | null,
  now: Date,
): Promise<WaitingLetter> {
  const link = await findLink(db, token);
  if (!link || link.closed_at) return { state: 'gone' };
  if (!link.opened_at) return link.expires_at > now ? { state: 'waits', language: link.language } : { state: 'gone' };
  if (!reader || !link.ends_at || link.ends_at <= now || !isReader(link.reader_hash, reader)) return { state: 'gone' };
  const letter = await openLetter(db, vault, link);
  return letter ? { state: 'open', language: link.language, letter, endsAt: link.ends_at } : { state: 'gone' };
}

export type Opened = { reader: string } | { refused: 'gone' | 'wrong_pin' | 'pin_locked' };

/** @returns the secret by which this browser may go on reading */
export async function openWaitingLetter(
  db: Database,
  vault: Vault,
  token: string,
  pin: string,
  now: Date,
): Promise<Opened> {
  const link = await findLink(db, token);
  if (!link || link.closed_at || link.opened_at || link.expires_at <= now) return { refused: 'gone' };
  const tried = await tryReadingPin(db, vault, link.konseli_id, pin, now);
  if ('wrong' in tried) {
    if (tried.lockedNow) await db.transaction().execute((tx) => record(tx, happened(link, 'reading_pin.locked')));
    return { refused: tried.wrong };
  }
  const reader = newToken();
  return db.transaction().execute(async (tx) => {
    const opened = await tx
      .updateTable('reading_links')
      .set({ opened_at: now, reader_hash: hashOfToken(reader), ends_at: new Date(now.getTime() + READING_MS) })
      .where('token_hash', '=', link.token_hash)
      .where('opened_at', 'is', null)
      .where('closed_at', 'is', null)
      .executeTakeFirst();
    if (opened.numUpdatedRows !== 1n) return { refused: 'gone' as const };
    await record(tx, happened(link, 'waiting_letter.opened'));
    return { reader };
  });
}

/** The reader leaves: the letter is not shown again by this link. Only the browser that reads may say so. */
export async function leaveWaitingLetter(db: Database, token: string, reader: string | null, now: Date): Promise<void> {
  const link = await findLink(db, token);
  if (!link || !reader || !isReader(link.reader_hash, reader)) return;
  await db
    .updateTable('reading_links')
    .set({ closed_at: now, closed: 'left' })
    .where('token_hash', '=', link.token_hash)
    .where('closed_at', 'is', null)
    .execute();
}

/**
 * Whoever opened the link says that it is not for them: it closes, nothing more leaves in the case, and the counsellor is told
 * and asks the konseli for another way.
 */
export async function refuseWaitingLetter(tx: Tx, token: string, now: Date): Promise<void> {
  const link = await findLink(tx, token);
  const kasus = link && (await lockCase(tx, link.case_id));
  if (!link || !kasus || link.expires_at <= now) return;
  const closed = await tx
    .updateTable('reading_links')
    .set({ closed_at: now, closed: 'wrong_reader' })
    .where('token_hash', '=', link.token_hash)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (closed.numUpdatedRows !== 1n) return;
  await pauseDelivery(tx, kasus, now);
  await putBeforeCounsellor(tx, kasus);
  await record(tx, happened(link, 'waiting_letter.refused'));
}

async function putBeforeCounsellor(tx: Tx, kasus: CaseRow): Promise<void> {
  if (kasus.stage === 'closed') return;
  await tx.updateTable('cases').set({ turn: 'counsellor', asleep_until: null }).where('id', '=', kasus.id).execute();
}

export type FoundLink = NonNullable<Awaited<ReturnType<typeof findLink>>>;

/** @returns undefined for what is no link of ours, and where the case is paused or erased */
export async function findLink(db: Reader, token: string) {
  if (!isToken(token)) return undefined;
  return db
    .selectFrom('reading_links as l')
    .innerJoin('cases as c', 'c.id', 'l.case_id')
    .innerJoin('konseli as k', 'k.id', 'c.konseli_id')
    .selectAll('l')
    .select(['c.konseli_id', 'k.language'])
    .where('l.token_hash', '=', hashOfToken(token))
    .where('c.erased_at', 'is', null)
    .where(sql<SqlBool>`delivery_mode(c.id) <> 'paused'`)
    .executeTakeFirst();
}

async function openLetter(db: Reader, vault: Vault, link: FoundLink): Promise<Letter | null> {
  const row = await db
    .selectFrom('messages')
    .select('content_sealed')
    .where('id', '=', link.message_id)
    .executeTakeFirst();
  if (!row?.content_sealed) return null;
  try {
    const key = await vault.key(db, 'letters', link.case_id);
    return JSON.parse(openText(key, 'messages.content', link.message_id, row.content_sealed)) as Letter;
  } catch (error) {
    if (error instanceof KeyDestroyed) return null;
    throw error;
  }
}

const isReader = (hash: Buffer | null, reader: string): boolean =>
  hash !== null && isToken(reader) && timingSafeEqual(hash, hashOfToken(reader));

const happened = (link: FoundLink, kind: Happening['kind']): Happening => ({
  actor: 'konseli',
  kind,
  caseId: link.case_id,
  data: { letter: link.message_id },
});
