/** The shared layers of worksheets as they are kept: one for each letter and author, sealed with the case's key for notes. */
import { openText, seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader, Tx } from '../db/database.ts';
import { isEmpty, noWords, type SharedWords } from './layers.ts';

export interface Worksheet {
  messageId: string;
  authorId: number;
  author: string;
  words: SharedWords;
  savedAt: Date;
}

/** Of one letter, the first begun first; none when the case was erased. The caller has asked whether they may be read. */
export async function readWorksheets(
  db: Reader,
  vault: Vault,
  caseId: string,
  messageId: string,
): Promise<Worksheet[]> {
  const key = (await vault.keys(db, 'notes', [caseId])).get(caseId);
  if (!key) return [];
  const rows = await db
    .selectFrom('worksheets as w')
    .innerJoin('staff as s', 's.id', 'w.author_id')
    .select(['w.message_id', 'w.author_id', 's.name', 'w.words_sealed', 'w.saved_at'])
    .where('w.case_id', '=', caseId)
    .where('w.message_id', '=', messageId)
    .orderBy('w.began_at')
    .orderBy('w.author_id')
    .execute();
  return rows.map((row) => ({
    messageId: row.message_id,
    authorId: row.author_id,
    author: row.name,
    words: { ...noWords, ...JSON.parse(openText(key, 'worksheets.words', rowOf(row), row.words_sealed)) },
    savedAt: row.saved_at,
  }));
}

export interface WorksheetToKeep {
  caseId: string;
  messageId: string;
  authorId: number;
  words: SharedWords;
  formId: string;
}

/** Without any words nothing is left. The case is locked by the caller. @returns whether this begins it */
export async function keepWorksheet(tx: Tx, vault: Vault, one: WorksheetToKeep, now: Date): Promise<boolean> {
  const place = { message_id: one.messageId, author_id: one.authorId };
  if (isEmpty(one.words)) {
    await tx
      .deleteFrom('worksheets')
      .where('message_id', '=', one.messageId)
      .where('author_id', '=', one.authorId)
      .execute();
    return false;
  }
  const key = await vault.key(tx, 'notes', one.caseId);
  const sealed = seal(key, 'worksheets.words', rowOf(place), JSON.stringify(one.words));
  const kept = { words_sealed: sealed, written_in: one.formId, saved_at: now };
  const updated = await tx
    .updateTable('worksheets')
    .set(kept)
    .where('message_id', '=', one.messageId)
    .where('author_id', '=', one.authorId)
    .executeTakeFirst();
  if (updated.numUpdatedRows > 0n) return false;
  await tx
    .insertInto('worksheets')
    .values({ ...place, case_id: one.caseId, ...kept, began_at: now })
    .execute();
  return true;
}

/** Bound to letter and author: it opens at no other letter and under no other name. */
const rowOf = ({ message_id, author_id }: { message_id: string; author_id: number }): string =>
  `${message_id}/${author_id}`;

/** At which letters of a case there are worksheets, and whose; no word of them. */
export const listWorksheets = (db: Reader, caseId: string): Promise<{ messageId: string; author: string }[]> =>
  db
    .selectFrom('worksheets as w')
    .innerJoin('staff as s', 's.id', 'w.author_id')
    .select(['w.message_id as messageId', 's.name as author'])
    .where('w.case_id', '=', caseId)
    .orderBy('w.began_at')
    .execute();
