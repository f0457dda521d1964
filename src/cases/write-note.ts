/** Writes an internal note: sealed with a key that neither the mailer nor the reading of letters ever asks for. */
import { record } from '../audit/record.ts';
import type { Person } from '../core/policy.ts';
import { seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Tx } from '../db/database.ts';
import { accessCase } from './case-access.ts';

export type NoteWritten =
  | { written: string }
  | { refused: 'not_found' | 'needs_reason' | 'empty' | 'too_long' | 'erased' };

export const LONGEST_NOTE = 20_000;

/** @returns the id of the note; a closed case takes notes, an erased one does not */
export async function writeNote(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  body: string,
  now: Date,
): Promise<NoteWritten> {
  const found = await accessCase(tx, person, code, 'write_note', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.erased_at) return { refused: 'erased' };
  const text = body.trim();
  if (!text) return { refused: 'empty' };
  if (text.length > LONGEST_NOTE) return { refused: 'too_long' };
  const id = newId();
  const key = await vault.key(tx, 'notes', kasus.id);
  await tx
    .insertInto('notes')
    .values({
      id,
      case_id: kasus.id,
      author_id: person.id,
      body_sealed: seal(key, 'notes.body', id, text),
      created_at: now,
    })
    .execute();
  await record(tx, { actor: { staff: person.id }, kind: 'note.written', caseId: kasus.id, data: { note: id } });
  return { written: id };
}
