/** The shared layers of the newest letter's worksheets, for the form in which it is answered. */
import type { CaseRow } from '../../cases/lock-case.ts';
import type { CaseVisit } from '../../cases/pages/case-visit.ts';
import type { Tx } from '../../db/database.ts';
import { readWorksheets } from '../worksheets.ts';
import { worksheetPath } from './needs.ts';
import { sheetModel } from './sheet-model.ts';

/** For who may write in the case, as the caller has asked; null where the konseli has not written. */
export async function besideWriting(tx: Tx, visit: CaseVisit, kasus: CaseRow): Promise<object | null> {
  if (!kasus.last_inbound_id) return null;
  const sheets = await readWorksheets(tx, visit.app.vault, kasus.id, kasus.last_inbound_id);
  return {
    href: worksheetPath(kasus.code, kasus.last_inbound_id),
    sheets: sheets.map((sheet) => sheetModel(visit, sheet)),
  };
}
