/**
 * Whether a case holds this very letter already. One mail that reached two of our mailboxes, or one by two ways, comes as two
 * copies whose bytes differ in their trace headers alone (RFC 5321 §4.4), so that the hash of the bytes does not tell.
 */
import type { NewLetter } from '../cases/add-letter.ts';
import { openLetter } from '../cases/case-thread.ts';
import type { Letter } from '../core/letter.ts';
import { type Key, open } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader } from '../db/database.ts';

/** A Message-ID alone never makes two letters one: every word and every file must be the same, so that nobody can suppress a letter. */
export async function holdsLetter(db: Reader, vault: Vault, caseId: string, added: NewLetter): Promise<boolean> {
  const { letter, attachments } = added;
  if (!letter.messageId) return false;
  const rows = await db
    .selectFrom('messages')
    .select(['id', 'content_sealed'])
    .where('case_id', '=', caseId)
    .where('direction', '=', 'in')
    .where('message_index', '=', vault.blindIndex('message-id', letter.messageId))
    .execute();
  if (!rows.length) return false;
  const key = await vault.key(db, 'letters', caseId);
  for (const { id, content_sealed: sealed } of rows) {
    const isSame = sealed && wordsOf(openLetter(key, id, sealed)) === wordsOf(letter);
    if (isSame && (await hasFiles(db, key, id, attachments))) return true;
  }
  return false;
}

/** Without what the receiving side wrote. */
const wordsOf = (letter: Letter): string => JSON.stringify({ ...letter, authentication: null, warnings: [] });

async function hasFiles(db: Reader, key: Key, messageId: string, files: NewLetter['attachments']): Promise<boolean> {
  const rows = await db
    .selectFrom('attachments')
    .select(['id', 'content_sealed'])
    .where('message_id', '=', messageId)
    .orderBy('position')
    .execute();
  const isSame = ({ id, content_sealed: sealed }: (typeof rows)[number], n: number) =>
    sealed !== null && open(key, 'attachments.content', id, sealed).equals(files[n]!.content);
  return rows.length === files.length && rows.every(isSame);
}
