/** Writes the head of the record down, in the database and in a file outside it: from then on it cannot be forged unnoticed. */
import type { Database } from '../db/database.ts';
import { type Anchor, appendAnchor, readAnchorFile } from './anchor-file.ts';
import { readHead } from './verify.ts';

/**
 * @param file made on first use, readable by its owner alone
 * @returns the anchor; null when there is nothing to anchor or the head was written down already
 * @throws Error of the file system when the file cannot be written
 */
export async function anchorHead(db: Database, file: string, now: Date): Promise<Anchor | null> {
  const head = await readHead(db);
  if (!head || readAnchorFile(file).anchors.some((a) => a.seq === head.seq && a.hash === head.hash)) return null;
  appendAnchor(file, head, now);
  await db
    .insertInto('audit_anchors')
    .values({ seq: head.seq, hash: Buffer.from(head.hash, 'hex'), at: now })
    .onConflict((c) => c.column('seq').doNothing())
    .execute();
  return head;
}
