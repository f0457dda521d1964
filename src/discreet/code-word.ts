/** A word that konseli and counsellor agreed on, to know who writes. It stands beside the letters and is never mailed. */
import { record } from '../audit/record.ts';
import { accessCase } from '../cases/case-access.ts';
import type { Person } from '../core/policy.ts';
import { openText, seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader, Tx } from '../db/database.ts';

const LONGEST = 60;

/** @param word '' when there is to be none */
export async function agreeCodeWord(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  word: string,
  now: Date,
): Promise<{ agreed: boolean } | { refused: 'not_found' | 'needs_reason' | 'code_word_too_long' }> {
  const found = await accessCase(tx, person, code, 'agree_delivery', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.erased_at) return { refused: 'not_found' };
  const said = word.replace(/\s+/g, ' ').trim();
  if (said.length > LONGEST) return { refused: 'code_word_too_long' };
  const key = await vault.key(tx, 'person', kasus.konseli_id);
  await tx
    .updateTable('konseli')
    .set({ code_word_sealed: said ? seal(key, 'konseli.code_word', kasus.konseli_id, said) : null })
    .where('id', '=', kasus.konseli_id)
    .execute();
  const data = { agreed: said !== '' };
  await record(tx, { actor: { staff: person.id }, kind: 'code_word.agreed', caseId: kasus.id, data });
  return data;
}

export async function readCodeWord(db: Reader, vault: Vault, konseliId: string): Promise<string | null> {
  const row = await db
    .selectFrom('konseli')
    .select('code_word_sealed')
    .where('id', '=', konseliId)
    .executeTakeFirstOrThrow();
  if (!row.code_word_sealed) return null;
  return openText(await vault.key(db, 'person', konseliId), 'konseli.code_word', konseliId, row.code_word_sealed);
}
