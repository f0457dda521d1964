/** Keeps what a counsellor is writing, every few seconds and whenever a form comes back: a draft is never lost. */
import { accessCase } from '../cases/case-access.ts';
import type { Person } from '../core/policy.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Tx } from '../db/database.ts';
import { LETTER_LIMIT, writeDraft } from './draft-row.ts';
import { replyOf } from './send-reply.ts';

export interface DraftToSave {
  text: string;
  /** the compose form it was written in; null when it does not come from one */
  formId: string | null;
}

export type SavedDraft =
  | { saved: Date }
  | { refused: 'not_found' | 'needs_reason' | 'closed' | 'too_long' | 'already_sent' };

/** @param draft an empty text removes the draft */
export async function saveDraft(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  draft: DraftToSave,
  now: Date,
): Promise<SavedDraft> {
  const found = await accessCase(tx, person, code, 'write_draft', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  if (draft.text.length > LETTER_LIMIT) return { refused: 'too_long' };
  // A save that was under way when the letter was sent must not bring its text back, to be sent a second time.
  if (draft.formId && (await replyOf(tx, draft.formId))) return { refused: 'already_sent' };
  await writeDraft(tx, vault, { caseId: kasus.id, authorId: person.id, text: draft.text }, now);
  return { saved: now };
}
