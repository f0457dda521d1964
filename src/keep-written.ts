/** What a counsellor was writing when the session ended becomes a draft of the same case; it is never sent from here. */
import type { Person } from './core/policy.ts';
import type { Vault } from './crypto/vault.ts';
import type { Database } from './db/database.ts';
import { saveDraft } from './replies/save-draft.ts';

const REPLY = /^\/cases\/([0-9A-Za-z]{6})\/(?:replies|drafts)$/;

/** @returns the page of the case, or null when this form is not an answer or may not be kept */
export async function keepWritten(
  db: Database,
  vault: Vault,
  staffId: number,
  path: string,
  fields: Record<string, string>,
  now: Date,
): Promise<string | null> {
  const [, code] = REPLY.exec(path) ?? [];
  const text = fields.text?.trim();
  if (!code || !text) return null;
  return db.transaction().execute(async (tx) => {
    const person: Person = await tx
      .selectFrom('staff')
      .select(['id', 'role'])
      .where('id', '=', staffId)
      .executeTakeFirstOrThrow();
    const saved = await saveDraft(tx, vault, person, code, { text, formId: null }, now);
    return 'saved' in saved ? `/cases/${code}` : null;
  });
}
