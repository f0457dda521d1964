/** Puts a case into a counsellor's hands; who was invited to it and now has it is no longer a guest. */
import type { Tx } from '../db/database.ts';
import type { CaseRow } from './lock-case.ts';

/** The case must be locked, and the counsellor not excluded: the caller has looked. */
export async function giveCase(tx: Tx, kasus: CaseRow, counsellorId: number): Promise<void> {
  await tx
    .deleteFrom('case_people')
    .where('case_id', '=', kasus.id)
    .where('staff_id', '=', counsellorId)
    .where('part', '=', 'co')
    .execute();
  await tx.updateTable('cases').set({ counsellor_id: counsellorId }).where('id', '=', kasus.id).execute();
}
