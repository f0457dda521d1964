/**
 * Takes everything that was said in a closed case out of the service. The keys of its letters, notes and raw mails are
 * destroyed, so that no copy of the database without them can be read either; with the last case of a konseli the person goes
 * too. What stays is what counts: code, stages, dates and the record of who did what.
 */
import { cancelAftercare } from '../cases/aftercare.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Tx } from '../db/database.ts';
import { leaveTombstone } from '../intake/tombstones.ts';
import { forgetWorksheetsOfCase } from '../reading/forget-worksheets.ts';
import { eraseReferrals } from '../referrals/erase-referrals.ts';
import { emptyLetters } from './erase-mail.ts';

/** The konseli and the case must be locked by the caller, and the case closed. The caller records it. */
export async function eraseCase(tx: Tx, vault: Vault, kasus: CaseRow, now: Date): Promise<void> {
  const letters = await tx.selectFrom('messages').select('id').where('case_id', '=', kasus.id).execute();
  await emptyLetters(
    tx,
    letters.map((letter) => letter.id),
    now,
  );
  await forgetWorksheetsOfCase(tx, vault, kasus.id, now);
  await emptyCase(tx, kasus.id, now);
  await eraseReferrals(tx, kasus.id, now);
  await cancelAftercare(tx, kasus.id, 'erased', now);
  const mails = await tx.selectFrom('inbound_mails').select('id').where('case_id', '=', kasus.id).execute();
  await leaveTombstone(
    tx,
    vault,
    mails.map((mail) => mail.id),
    now,
  );
  await vault.destroy(tx, [kasus.id, ...(await emptyDebriefs(tx, kasus.id))], now);
  if (await wasTheLast(tx, kasus.konseli_id)) await erasePerson(tx, vault, kasus.konseli_id, now);
}

async function emptyCase(tx: Tx, caseId: string, now: Date): Promise<void> {
  await tx.updateTable('notes').set({ body_sealed: null }).where('case_id', '=', caseId).execute();
  await tx.updateTable('case_records').set({ remark_sealed: null }).where('case_id', '=', caseId).execute();
  await tx.updateTable('meetings').set({ place_sealed: null }).where('case_id', '=', caseId).execute();
  await tx.updateTable('goals').set({ words_sealed: null }).where('case_id', '=', caseId).execute();
  await tx.updateTable('ruptures').set({ remark_sealed: null }).where('case_id', '=', caseId).execute();
  await tx.updateTable('risk_protocols').set({ content_sealed: null }).where('case_id', '=', caseId).execute();
  await tx.updateTable('disclosures').set({ words_sealed: null }).where('case_id', '=', caseId).execute();
  await tx.updateTable('instrument_answers').set({ given_sealed: null }).where('case_id', '=', caseId).execute();
  await tx.updateTable('guardian_waivers').set({ reason_sealed: null }).where('case_id', '=', caseId).execute();
  await tx.updateTable('load_overrides').set({ reason_sealed: null }).where('case_id', '=', caseId).execute();
  await tx
    .updateTable('exchange_agreements')
    .set({ reason_sealed: Buffer.alloc(0) })
    .where('case_id', '=', caseId)
    .where('reason_sealed', 'is not', null)
    .execute();
  await tx.deleteFrom('drafts').where('case_id', '=', caseId).execute();
  await tx.deleteFrom('answer_links').where('case_id', '=', caseId).execute();
  await tx.deleteFrom('reading_links').where('case_id', '=', caseId).execute();
  await tx
    .deleteFrom('acknowledgements')
    .where('outbound_id', 'in', (eb) => eb.selectFrom('outbound_mails').select('id').where('case_id', '=', caseId))
    .execute();
  await tx
    .updateTable('outbound_mails')
    .set({ raw_sealed: null, recipient_sealed: null })
    .where('case_id', '=', caseId)
    .where('own_key', '=', false) // the letter that says that it was erased
    .execute();
  await tx
    .updateTable('cases')
    .set({ title_sealed: null, preview_sealed: null, erased_at: now })
    .where('id', '=', caseId)
    .execute();
}

/** @returns whose keys go with them: each has its own */
async function emptyDebriefs(tx: Tx, caseId: string): Promise<string[]> {
  const rows = await tx
    .updateTable('debriefs')
    .set({ body_sealed: null })
    .where('case_id', '=', caseId)
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
}

async function wasTheLast(tx: Tx, konseliId: string): Promise<boolean> {
  const other = await tx
    .selectFrom('cases')
    .select('id')
    .where('konseli_id', '=', konseliId)
    .where('erased_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return other === undefined;
}

async function erasePerson(tx: Tx, vault: Vault, konseliId: string, now: Date): Promise<void> {
  await tx.deleteFrom('konseli_addresses').where('konseli_id', '=', konseliId).execute();
  await tx.deleteFrom('reading_pins').where('konseli_id', '=', konseliId).execute();
  await tx
    .updateTable('konseli')
    .set({ name_sealed: null, code_word_sealed: null, erased_at: now })
    .where('id', '=', konseliId)
    .execute();
  await vault.destroy(tx, [konseliId], now);
}
