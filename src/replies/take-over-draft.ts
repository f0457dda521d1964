/** A counsellor goes on with a colleague's draft of the same case: it moves, so that nobody sends it a second time. */
import { accessCase } from '../cases/case-access.ts';
import type { Person } from '../core/policy.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Tx } from '../db/database.ts';
import { readDraftRows, removeDraft, writeDraft } from './draft-row.ts';

export type DraftTakenOver = { taken: true } | { refused: 'not_found' | 'needs_reason' | 'closed' | 'own_draft' };

/** Refused with `own_draft` while the person has one: two drafts are not mixed without a look. */
export async function takeOverDraft(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  authorId: number,
  now: Date,
): Promise<DraftTakenOver> {
  const found = await accessCase(tx, person, code, 'write_draft', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  const drafts = await readDraftRows(tx, vault, kasus.id);
  const theirs = drafts.find((draft) => draft.authorId === authorId);
  if (!theirs || authorId === person.id) return { refused: 'not_found' };
  if (drafts.some((draft) => draft.authorId === person.id)) return { refused: 'own_draft' };
  await writeDraft(tx, vault, { caseId: kasus.id, authorId: person.id, text: theirs.text }, now);
  await removeDraft(tx, kasus.id, authorId);
  return { taken: true };
}
