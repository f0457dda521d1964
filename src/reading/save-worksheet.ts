/** Keeps what somebody writes while reading a letter, every few seconds and whenever a form comes back. */
import { record } from '../audit/record.ts';
import { accessCase } from '../cases/case-access.ts';
import { letterOfCase } from '../cases/letter-of-case.ts';
import type { Person } from '../core/policy.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader, Tx } from '../db/database.ts';
import { LONGEST_LAYER, type SharedWords } from './layers.ts';
import { keepResonance } from './resonances.ts';
import { keepWorksheet } from './worksheets.ts';

export interface WorksheetWish {
  words: SharedWords;
  resonance: string;
  /** the form it was written in */
  formId: string;
  /** the form that had saved it last when this one was shown; null: none */
  seen: string | null;
}

export type WorksheetSaved =
  | { saved: Date }
  | {
      refused:
        | 'not_found'
        | 'needs_reason'
        | 'no_such_letter'
        | 'closed'
        | 'layer_too_long'
        /** another tab wrote in between */
        | 'written_elsewhere';
    };

export async function saveWorksheet(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  letterId: string,
  wish: WorksheetWish,
  now: Date,
): Promise<WorksheetSaved> {
  const found = await accessCase(tx, person, code, 'write_worksheet', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  const letter = await letterOfCase(tx, kasus.id, letterId);
  if (letter?.direction !== 'in') return { refused: 'no_such_letter' };
  if (kasus.stage === 'closed') return { refused: 'closed' };
  if ([...Object.values(wish.words), wish.resonance].some((text) => text.length > LONGEST_LAYER))
    return { refused: 'layer_too_long' };
  const place = { caseId: kasus.id, messageId: letter.id, authorId: person.id };
  const last = await lastForm(tx, letter.id, person.id);
  if (last !== null && last !== wish.formId && last !== wish.seen) return { refused: 'written_elsewhere' };
  await keepResonance(tx, vault, place, { words: wish.resonance, formId: wish.formId }, now);
  const began = await keepWorksheet(tx, vault, { ...place, words: wish.words, formId: wish.formId }, now);
  if (began)
    await record(tx, {
      actor: { staff: person.id },
      kind: 'worksheet.began',
      caseId: kasus.id,
      data: { letter: letter.id },
    });
  return { saved: now };
}

/** Which form has saved this worksheet last; null: nothing is kept. */
export async function lastForm(db: Reader, messageId: string, authorId: number): Promise<string | null> {
  const rows = await db
    .selectFrom('worksheets')
    .select(['written_in', 'saved_at'])
    .where('message_id', '=', messageId)
    .where('author_id', '=', authorId)
    .union((eb) =>
      eb
        .selectFrom('resonances')
        .select(['written_in', 'saved_at'])
        .where('message_id', '=', messageId)
        .where('author_id', '=', authorId),
    )
    .orderBy('saved_at', 'desc')
    .execute();
  return rows[0]?.written_in ?? null;
}
