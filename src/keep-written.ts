/**
 * What a counsellor was writing when the session ended becomes a draft of the same case, or goes into the worksheet of the same
 * letter; it is never sent from here.
 */
import type { Person } from './core/policy.ts';
import type { Vault } from './crypto/vault.ts';
import type { Database } from './db/database.ts';
import { keepCarriedWorksheet } from './reading/keep-carried.ts';
import { saveDraft } from './replies/save-draft.ts';

const REPLY = /^\/cases\/([0-9A-Za-z]{6})\/(?:replies|drafts)$/;
const WORKSHEET = /^\/cases\/([0-9A-Za-z]{6})\/letters\/([0-9a-f-]{36})\/worksheet$/;

/** @returns the page to go on with, or null when this form is neither, or may not be kept */
export async function keepWritten(
  db: Database,
  vault: Vault,
  staffId: number,
  path: string,
  fields: Record<string, string>,
  now: Date,
): Promise<string | null> {
  const [, code = ''] = REPLY.exec(path) ?? [];
  const [, sheetCode = '', letter = ''] = WORKSHEET.exec(path) ?? [];
  const text = fields.text?.trim();
  if (!letter && !(code && text)) return null;
  return db.transaction().execute(async (tx) => {
    const person: Person = await tx
      .selectFrom('staff')
      .select(['id', 'role'])
      .where('id', '=', staffId)
      .executeTakeFirstOrThrow();
    if (letter) {
      const kept = await keepCarriedWorksheet(tx, vault, person, { code: sheetCode, letter }, fields, now);
      return 'saved' in kept ? path : null;
    }
    const saved = await saveDraft(tx, vault, person, code, { text: text ?? '', formId: null }, now);
    return 'saved' in saved ? `/cases/${code}` : null;
  });
}
