/**
 * What was being written when a session ended goes into the worksheet. What stands there already, from another tab perhaps, is
 * kept below it.
 */

import { accessCase } from '../cases/case-access.ts';
import type { Person } from '../core/policy.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Tx } from '../db/database.ts';
import { noWords, sharedLayers } from './layers.ts';
import { readResonance } from './resonances.ts';
import { lastForm, saveWorksheet, type WorksheetSaved } from './save-worksheet.ts';
import { readWorksheets } from './worksheets.ts';

export async function keepCarriedWorksheet(
  tx: Tx,
  vault: Vault,
  person: Person,
  at: { code: string; letter: string },
  fields: Readonly<Record<string, string>>,
  now: Date,
): Promise<WorksheetSaved> {
  const found = await accessCase(tx, person, at.code, 'write_worksheet', now);
  if ('refused' in found) return found;
  const place = { caseId: found.kasus.id, messageId: at.letter, authorId: person.id };
  const sheets = await readWorksheets(tx, vault, place.caseId, place.messageId);
  const standing = sheets.find(({ authorId }) => authorId === person.id)?.words ?? noWords;
  const resonance = await readResonance(tx, vault, person, place);
  const words = { ...noWords };
  for (const layer of sharedLayers) words[layer] = above(fields[layer] ?? '', standing[layer]);
  return saveWorksheet(
    tx,
    vault,
    person,
    at.code,
    at.letter,
    {
      words,
      resonance: above(fields.resonance ?? '', resonance?.words ?? ''),
      formId: newId(),
      seen: await lastForm(tx, at.letter, person.id),
    },
    now,
  );
}

/** One holds the other as a rule: what was saved a moment before, and what was added since. */
function above(carried: string, standing: string): string {
  if (carried.includes(standing.trim())) return carried;
  return standing.includes(carried.trim()) ? standing : `${carried.trimEnd()}\n\n${standing}`;
}
