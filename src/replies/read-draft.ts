/** The drafts of a case as a person sees them: one's own to go on with, a colleague's to know that an answer is under way. */
import type { Vault } from '../crypto/vault.ts';
import type { Reader } from '../db/database.ts';
import { type Draft, readDraftRows } from './draft-row.ts';

export interface CaseDrafts {
  own: Draft | null;
  others: Draft[];
}

/** For a person who may write in the case; the caller has asked. */
export async function readDrafts(db: Reader, vault: Vault, caseId: string, personId: number): Promise<CaseDrafts> {
  const drafts = await readDraftRows(db, vault, caseId);
  return {
    own: drafts.find(({ authorId }) => authorId === personId) ?? null,
    others: drafts.filter(({ authorId }) => authorId !== personId),
  };
}
