/** Another wording of a letter of referral. Whatever was agreed to was the wording before: the konseli is asked anew. */
import { record } from '../audit/record.ts';
import type { Person } from '../core/policy.ts';
import { hasLeft } from '../core/referral.ts';
import { seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Tx } from '../db/database.ts';
import { refuseText, type TextRefusal } from './prepare-referral.ts';
import { accessReferral, moveReferral, type Refused, wordsOf } from './standing-referral.ts';

export type Rewritten =
  | { version: number }
  | Refused
  | { refused: TextRefusal | 'closed' | 'referral_has_left' | 'referral_text_same' | 'referral_text_changed' };

/**
 * @param seen the version that the form showed: two who write at once do not overwrite each other
 * @returns the version that stands now
 */
export async function rewriteReferral(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  wish: { seen: number; text: string },
  now: Date,
): Promise<Rewritten> {
  const found = await accessReferral(tx, person, code, 'refer', now);
  if ('refused' in found) return found;
  const { kasus, referral } = found;
  const { row, text: before } = referral;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  if (hasLeft(row.state)) return { refused: 'referral_has_left' };
  if (before.version !== wish.seen) return { refused: 'referral_text_changed' };
  const text = plain(wish.text);
  const bad = refuseText(text);
  if (bad) return { refused: bad };
  const key = await vault.key(tx, 'letters', kasus.id);
  if (text === wordsOf(key, before)) return { refused: 'referral_text_same' };

  const id = newId();
  const version = before.version + 1;
  await tx.updateTable('referral_texts').set({ replaced_at: now }).where('id', '=', before.id).execute();
  await tx
    .insertInto('referral_texts')
    .values({
      id,
      case_id: kasus.id,
      referral_id: row.id,
      version,
      items: before.items,
      text_sealed: seal(key, 'referral_texts.text', id, text),
      written_by: person.id,
      written_at: now,
    })
    .execute();
  if (row.state !== 'prepared') await moveReferral(tx, row, 'prepared');
  await tx.updateTable('cases').set({ referral_asked: null }).where('id', '=', kasus.id).execute();
  const data = { referral: row.id, version };
  await record(tx, { actor: { staff: person.id }, kind: 'referral.rewritten', caseId: kasus.id, data });
  return { version };
}

/** Line ends as mails have them inside, and no blanks around: what is asked, shown and sent is this text to the letter. */
const plain = (text: string): string => text.replace(/\r\n?/g, '\n').trim();
