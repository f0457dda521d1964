/** A reply whose session ended while it was written: once its writer is back, it is kept as the draft it was. */
import type { Vault } from '../crypto/vault.ts';
import type { Database } from '../db/database.ts';
import { saveDraft } from './save-draft.ts';

const PATH = /^\/cases\/([0-9A-Za-z-]{6,8})\/(?:replies|drafts)$/;

/**
 * @param path the form was sent to
 * @returns where it can be read and sent; null when it is no reply, or its writer may not write there any more
 */
export async function keepWritten(
  db: Database,
  vault: Vault,
  staffId: number,
  path: string,
  fields: Readonly<Record<string, string>>,
  now: Date,
): Promise<string | null> {
  const code = PATH.exec(path)?.[1];
  const { text } = fields;
  if (!code || !text) return null;
  const person = await db
    .selectFrom('staff')
    .select(['id', 'role'])
    .where('id', '=', staffId)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (!person) return null;
  const saved = await db.transaction().execute((tx) => saveDraft(tx, vault, person, code, { text, formId: null }, now));
  return 'saved' in saved ? `/cases/${code}#reply` : null;
}
