/** The records of a case's present round: of each item at most one stands, the others were withdrawn and stay readable. */
import type { Selectable } from 'kysely';
import type { Reader, Tx } from '../db/database.ts';
import type { CaseRecordsTable } from '../db/schema.ts';
import type { CaseRow } from './lock-case.ts';

interface NewRecord {
  id: string;
  item: string;
  value: string;
  remarkSealed: Buffer | null;
  messageId: string | null;
  /** null: the program saw it */
  by: number | null;
  at: Date;
}

export async function addRecord(tx: Tx, kasus: CaseRow, added: NewRecord): Promise<void> {
  await tx
    .insertInto('case_records')
    .values({
      id: added.id,
      case_id: kasus.id,
      round: kasus.round,
      item: added.item,
      value: added.value,
      remark_sealed: added.remarkSealed,
      message_id: added.messageId,
      recorded_by: added.by,
      recorded_at: added.at,
    })
    .execute();
}

export const standingRecord = (
  db: Reader,
  kasus: CaseRow,
  item: string,
): Promise<Selectable<CaseRecordsTable> | undefined> =>
  db
    .selectFrom('case_records')
    .selectAll()
    .where('case_id', '=', kasus.id)
    .where('round', '=', kasus.round)
    .where('item', '=', item)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();

/** @returns the id of the record that stood; undefined when none did */
export async function withdrawStanding(tx: Tx, kasus: CaseRow, item: string, now: Date): Promise<string | undefined> {
  const withdrawn = await tx
    .updateTable('case_records')
    .set({ withdrawn_at: now })
    .where('case_id', '=', kasus.id)
    .where('round', '=', kasus.round)
    .where('item', '=', item)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return withdrawn?.id;
}
