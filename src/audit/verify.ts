/**
 * Verifies the record: every line must follow from the one before (hash chain), and every anchor that was written down
 * earlier must still be a line of the chain. The chain finds a change; the anchors find a tail cut off and a chain forged anew.
 */
import { sql } from 'kysely';
import type { Reader } from '../db/database.ts';
import { type Anchor, readAnchorFile } from './anchor-file.ts';

export interface Verification {
  events: number;
  /** hash of the last line, hex; null when there is none */
  head: string | null;
  /** numbers of the lines that do not follow from the one before, lowest first; at most a thousand */
  broken: number[];
  anchors: {
    /** how many were compared: kept in the database, and in the file outside it */
    stored: number;
    filed: number;
    /** numbers of the anchored lines that are gone or changed */
    broken: number[];
    /** lines of the file that are not anchors */
    unreadable: number;
  };
}

export const isWhole = (found: Verification): boolean =>
  found.broken.length === 0 && found.anchors.broken.length === 0 && found.anchors.unreadable === 0;

const MOST_BROKEN = 1000;

/**
 * Reads the whole record; a million lines take about three seconds of its processor.
 * @param anchorFile the file `anchorHead` writes to; null when there is none
 */
export async function verifyAudit(db: Reader, anchorFile: string | null): Promise<Verification> {
  const filed = anchorFile === null ? { anchors: [], unreadable: 0 } : readAnchorFile(anchorFile);
  const stored = await readStoredAnchors(db);
  const head = await readHead(db);
  return {
    events: await countEvents(db),
    head: head?.hash ?? null,
    broken: await brokenEvents(db),
    anchors: {
      stored: stored.length,
      filed: filed.anchors.length,
      broken: await brokenAnchors(db, [...stored, ...filed.anchors]),
      unreadable: filed.unreadable,
    },
  };
}

/** The last line of the record; null when there is none. */
export async function readHead(db: Reader): Promise<Anchor | null> {
  const head = await db.selectFrom('events').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return head ? { seq: head.seq, hash: head.hash.toString('hex') } : null;
}

async function countEvents(db: Reader): Promise<number> {
  const row = await db
    .selectFrom('events')
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

async function brokenEvents(db: Reader): Promise<number[]> {
  const rows = await db
    .selectFrom(sql<{ seq: number }>`broken_events()`.as<'b'>(sql`b(seq)`))
    .select('b.seq')
    .orderBy('b.seq')
    .limit(MOST_BROKEN)
    .execute();
  return rows.map((r) => r.seq);
}

async function readStoredAnchors(db: Reader): Promise<Anchor[]> {
  const rows = await db.selectFrom('audit_anchors').select(['seq', 'hash']).execute();
  return rows.map((r) => ({ seq: r.seq, hash: r.hash.toString('hex') }));
}

async function brokenAnchors(db: Reader, anchors: readonly Anchor[]): Promise<number[]> {
  const seqs = [...new Set(anchors.map((a) => a.seq))];
  const rows = await db
    .selectFrom('events')
    .select(['seq', 'hash'])
    .where('seq', '=', sql<number>`any(${seqs})`)
    .execute();
  const standing = new Map(rows.map((r) => [r.seq, r.hash.toString('hex')]));
  const broken = anchors.filter((a) => standing.get(a.seq) !== a.hash).map((a) => a.seq);
  return [...new Set(broken)].sort((a, b) => a - b);
}
