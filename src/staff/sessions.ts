/**
 * Sessions: a random token in a cookie, its SHA-256 in the database, so that a copy of the database opens nothing. A session
 * falls asleep after half an hour without a person and ends after eight hours. Ended ones are kept for a day, to know whose
 * page it was that comes in late with a written text.
 */
import { sql } from 'kysely';
import { hashOfToken, newToken } from '../crypto/link-token.ts';
import type { Database, Reader, Tx } from '../db/database.ts';
import type { Language, StaffRole } from '../db/schema.ts';

const MINUTE = 60_000;
const IDLE = 30 * MINUTE;
const LONGEST = 8 * 60 * MINUTE;
const KEPT = 24 * 60 * MINUTE;
/** How often it is written down that a person is still there. */
const NOTICE = MINUTE;

export interface CurrentStaff {
  id: number;
  email: string;
  name: string;
  role: StaffRole;
  language: Language;
}

export interface OpenSession {
  /** hex of the token's hash: names the session, opens nothing */
  key: string;
  beganAt: Date;
  lastSeenAt: Date;
  /** as `Firefox · Linux` */
  browser: string;
}

/** @returns the token for the cookie: 256 random bits in base64url */
export async function beginSession(tx: Tx, staffId: number, browser: string, now: Date): Promise<string> {
  const token = newToken();
  await tx
    .deleteFrom('sessions')
    .where('expires_at', '<', new Date(now.getTime() - KEPT))
    .execute();
  await tx
    .insertInto('sessions')
    .values({
      token_hash: hashOfToken(token),
      staff_id: staffId,
      data: JSON.stringify({ browser }),
      created_at: now,
      last_seen_at: now,
      expires_at: new Date(now.getTime() + LONGEST),
    })
    .execute();
  return token;
}

/**
 * Whose session it is. The role is read anew each time, so a change of it holds from the next request on.
 * @param awake whether a person makes this request; it then counts as a sign of life
 */
export async function findSession(
  db: Database,
  token: string,
  awake: boolean,
  now: Date,
): Promise<{ key: string; who: CurrentStaff } | null> {
  const hash = hashOfToken(token);
  const row = await db
    .selectFrom('sessions')
    .innerJoin('staff', 'staff.id', 'sessions.staff_id')
    .select(['staff.id', 'staff.email', 'staff.name', 'staff.role', 'staff.language', 'sessions.last_seen_at'])
    .where('token_hash', '=', hash)
    .where('expires_at', '>', now)
    .where('sessions.last_seen_at', '>', new Date(now.getTime() - IDLE))
    .where('staff.disabled_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  const { last_seen_at, ...who } = row;
  if (awake && now.getTime() - last_seen_at.getTime() > NOTICE) await noticeSignOfLife(db, hash, who.id, now);
  return { key: hash.toString('hex'), who };
}

/** Whose session a token was, also when it has ended. */
export async function ownerOfToken(db: Reader, token: string): Promise<number | null> {
  const row = await db
    .selectFrom('sessions')
    .select('staff_id')
    .where('token_hash', '=', hashOfToken(token))
    .executeTakeFirst();
  return row?.staff_id ?? null;
}

/** Sessions that are awake, newest first. */
export async function openSessions(db: Reader, staffId: number, now: Date): Promise<OpenSession[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['token_hash', 'created_at', 'last_seen_at', 'data'])
    .where('staff_id', '=', staffId)
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', new Date(now.getTime() - IDLE))
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    key: row.token_hash.toString('hex'),
    beganAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    browser: String(row.data.browser ?? ''),
  }));
}

/**
 * Ends sessions of one person at once.
 * @param which one by its key, all but one, or all
 * @returns how many ended
 */
export async function endSessions(
  tx: Tx,
  staffId: number,
  which: { only: string } | { allBut: string } | 'all',
  now: Date,
): Promise<number> {
  let ending = tx
    .updateTable('sessions')
    // A session must end after it began, also one that ends in its first instant.
    .set({ expires_at: sql`greatest(${now}::timestamptz, created_at + interval '1 millisecond')` })
    .where('staff_id', '=', staffId)
    .where('expires_at', '>', now);
  if (which !== 'all' && 'only' in which) ending = ending.where('token_hash', '=', Buffer.from(which.only, 'hex'));
  if (which !== 'all' && 'allBut' in which) ending = ending.where('token_hash', '!=', Buffer.from(which.allBut, 'hex'));
  const result = await ending.executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** A browser's name short enough for a list; versions and the rest of the user agent are nobody's business. */
export function browserName(userAgent: string | undefined): string {
  const agent = userAgent ?? '';
  const first = (names: [RegExp, string][]) => names.find(([pattern]) => pattern.test(agent))?.[1];
  const browser = first([
    [/Edg/, 'Edge'],
    [/OPR|Opera/, 'Opera'],
    [/SamsungBrowser/, 'Samsung Internet'],
    [/Firefox|FxiOS/, 'Firefox'],
    [/Chrom|CriOS/, 'Chrome'],
    [/Safari/, 'Safari'],
  ]);
  const system = first([
    [/Android/, 'Android'],
    [/iPhone|iPad/, 'iOS'],
    [/Windows/, 'Windows'],
    [/Mac OS/, 'macOS'],
    [/Linux/, 'Linux'],
  ]);
  return [browser, system].filter(Boolean).join(' · ');
}

async function noticeSignOfLife(db: Database, hash: Buffer, staffId: number, now: Date): Promise<void> {
  await db.updateTable('sessions').set({ last_seen_at: now }).where('token_hash', '=', hash).execute();
  await db.updateTable('staff').set({ last_seen_at: now }).where('id', '=', staffId).execute();
}
