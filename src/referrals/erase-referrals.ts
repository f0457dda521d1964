/** Takes every word out of the referrals of a case that is being erased, and every link. The case must be locked, and closed. */
import type { Tx } from '../db/database.ts';
import { voidLinks } from './links.ts';

export async function eraseReferrals(tx: Tx, caseId: string, now: Date): Promise<void> {
  const rows = await tx
    .selectFrom('referrals')
    .select(['id', 'accepted_at', 'ended_at'])
    .where('case_id', '=', caseId)
    .execute();
  for (const { id, accepted_at, ended_at } of rows) {
    await voidLinks(tx, id, now);
    if (ended_at) continue;
    const state = accepted_at ? 'finished' : 'withdrawn';
    await tx.updateTable('referrals').set({ state, ended_at: now }).where('id', '=', id).execute();
  }
  await tx.deleteFrom('referral_links').where('case_id', '=', caseId).execute();
  await tx.updateTable('cases').set({ referral_asked: null }).where('id', '=', caseId).execute();
  await tx.updateTable('referrals').set({ why_sealed: null }).where('case_id', '=', caseId).execute();
  await tx.updateTable('referral_texts').set({ text_sealed: null }).where('case_id', '=', caseId).execute();
  await tx.updateTable('referral_overrides').set({ reason_sealed: null }).where('case_id', '=', caseId).execute();
  await tx.updateTable('referral_news').set({ words_sealed: null }).where('case_id', '=', caseId).execute();
}
