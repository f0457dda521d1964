/**
 * A draft is one text for one case by one person, sealed with the case's key for letters and bound to both: it opens in no
 * other case and under no other name.
 */
import { withoutQuestions } from '../core/answers/questions.ts';
import { openText, seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader, Tx } from '../db/database.ts';

/** characters; the same for a letter */
export const LETTER_LIMIT = 100_000;

const rowName = (caseId: string, authorId: number): string => `${caseId}/${authorId}`;

/** An empty text leaves no draft behind. */
export async function writeDraft(
  tx: Tx,
  vault: Vault,
  draft: { caseId: string; authorId: number; text: string },
  now: Date,
): Promise<void> {
  const { caseId, authorId, text } = draft;
  if (!text.trim()) return removeDraft(tx, caseId, authorId);
  const key = await vault.key(tx, 'letters', caseId);
  const sealed = { body_sealed: seal(key, 'drafts.body', rowName(caseId, authorId), text), saved_at: now };
  await tx
    .insertInto('drafts')
    .values({ case_id: caseId, author_id: authorId, ...sealed })
    .onConflict((c) => c.columns(['case_id', 'author_id']).doUpdateSet(sealed))
    .execute();
}

export async function removeDraft(tx: Tx, caseId: string, authorId: number): Promise<void> {
  await tx.deleteFrom('drafts').where('case_id', '=', caseId).where('author_id', '=', authorId).execute();
}

export interface Draft {
  authorId: number;
  author: string;
  text: string;
  savedAt: Date;
}

/** All drafts of a case, newest first; none when the case was erased. */
export async function readDraftRows(db: Reader, vault: Vault, caseId: string): Promise<Draft[]> {
  const key = (await vault.keys(db, 'letters', [caseId])).get(caseId);
  if (!key) return [];
  const rows = await db
    .selectFrom('drafts')
    .innerJoin('staff', 'staff.id', 'drafts.author_id')
    .select(['author_id', 'staff.name', 'body_sealed', 'saved_at'])
    .where('case_id', '=', caseId)
    .orderBy('saved_at', 'desc')
    .execute();
  return rows.map((row) => ({
    authorId: row.author_id,
    author: row.name,
    text: openText(key, 'drafts.body', rowName(caseId, row.author_id), row.body_sealed),
    savedAt: row.saved_at,
  }));
}

/** Puts a text in front of what the person may have written since; nothing that was written is lost. */
export async function putBackIntoDraft(
  tx: Tx,
  vault: Vault,
  draft: { caseId: string; authorId: number; text: string },
  now: Date,
): Promise<void> {
  const drafts = await readDraftRows(tx, vault, draft.caseId);
  const own = drafts.find(({ authorId }) => authorId === draft.authorId)?.text ?? '';
  const back = withoutQuestions(draft.text); // they are ticked anew
  const alreadyThere = own.trim() === back.trim();
  const text = own.trim() && !alreadyThere ? `${back}\n\n${own}` : back;
  await writeDraft(tx, vault, { ...draft, text }, now);
}
