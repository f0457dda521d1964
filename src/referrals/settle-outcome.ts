/** What a referral is for the case: the outcome of its round, chosen when the letter leaves and completed when it is accepted. */
import type { Happening } from '../audit/record.ts';
import { keepOutcome } from '../cases/choose-outcome.ts';
import { completeStanding } from '../cases/complete-outcome.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import type { Person } from '../core/policy.ts';
import { isAccepted } from '../core/referral.ts';
import { openText } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Tx } from '../db/database.ts';
import { readReceiver } from './receiver.ts';
import { type Referral, standingReferral, wordsOf } from './standing-referral.ts';

/**
 * In post-counselling only: before it, the outcome is still open, and this is done again on the way there.
 * @param by who sent or settled it
 * @returns what happened, for the caller to record; nothing where an outcome stands that says so already
 */
export async function settleOutcome(tx: Tx, vault: Vault, kasus: CaseRow, by: Person, now: Date): Promise<Happening[]> {
  const referral = await standingReferral(tx, kasus.id);
  if (kasus.stage !== 'post_counselling' || !referral?.row.sent_at) return [];
  const standing = await tx
    .selectFrom('outcomes')
    .select(['outcome', 'completed_at'])
    .where('case_id', '=', kasus.id)
    .where('round', '=', kasus.round)
    .where('replaced_at', 'is', null)
    .executeTakeFirst();
  const chosen = standing?.outcome === 'referred' ? [] : await choose(tx, vault, kasus, referral, by, now);
  const accepted = isAccepted(referral.row.state) && !standing?.completed_at;
  const completed = accepted ? await completeStanding(tx, kasus, by.id, now) : null;
  return [...chosen, ...(completed && 'happenings' in completed ? completed.happenings : [])];
}

async function choose(tx: Tx, vault: Vault, kasus: CaseRow, { row, text }: Referral, by: Person, now: Date) {
  const key = await vault.key(tx, 'letters', kasus.id);
  const yes = await tx
    .selectFrom('referral_answers')
    .select('message_id')
    .where('text_id', '=', text.id)
    .where('answer', '=', 'yes')
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  const override = await tx
    .selectFrom('referral_overrides')
    .select(['id', 'reason_sealed'])
    .where('text_id', '=', text.id)
    .where('agreed_at', 'is not', null)
    .orderBy('agreed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const reason = override?.reason_sealed
    ? openText(key, 'referral_overrides.reason', override.id, override.reason_sealed)
    : '';
  const kept = await keepOutcome(
    tx,
    vault,
    kasus,
    by,
    {
      outcome: 'referred',
      details: {
        why: row.why_sealed ? openText(key, 'referrals.why', row.id, row.why_sealed) : '',
        receiver: (await readReceiver(tx, row)).inWords,
        shared: wordsOf(key, text),
        ...(yes ? {} : { without_consent: reason }),
      },
      happensAt: null,
      messageId: yes?.message_id ?? null,
    },
    now,
  );
  return 'happenings' in kept ? kept.happenings : [];
}
