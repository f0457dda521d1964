/** Two persons in the place of a consent: what they agreed on, what waits for the second, and the form to ask. */
import { readStaffNames } from '../../audit/staff-names.ts';
import { showHidden } from '../../cases/link-text.ts';
import type { Covered } from '../../core/referral.ts';
import { openText } from '../../crypto/seal.ts';
import type { Reader } from '../../db/database.ts';
import { waitingOverride } from '../referral-overrides.ts';
import type { Referral } from '../standing-referral.ts';
import type { ReferralContext } from './referral-page.ts';

export async function overrideModel(
  db: Reader,
  { visit, kasus, key, may, typed }: ReferralContext,
  { text }: Referral,
  missing: readonly Covered[],
) {
  const names = await readStaffNames(db);
  const waiting = await waitingOverride(db, text);
  const agreed = await db
    .selectFrom('referral_overrides')
    .selectAll()
    .where('text_id', '=', text.id)
    .where('agreed_at', 'is not', null)
    .where('void_at', 'is', null)
    .orderBy('agreed_at')
    .execute();
  const line = (one: (typeof agreed)[number]) => ({
    covers: one.covers.map((cover) => visit.say(`referral.cover.${cover}`)).join(', '),
    reason: one.reason_sealed ? showHidden(openText(key, 'referral_overrides.reason', one.id, one.reason_sealed)) : '',
    asked: names.get(one.asked_by) ?? '',
    agreed: one.agreed_by === null ? null : (names.get(one.agreed_by) ?? ''),
  });
  const asks = may('refer') && !waiting && missing.length > 0 && kasus.stage !== 'closed';
  if (!waiting && !agreed.length && !asks) return null;
  return {
    agreed: agreed.map(line),
    waiting: waiting ? line(waiting) : null,
    canAnswer: waiting !== undefined && waiting.asked_by !== visit.staff.id && may('agree_override'),
    asks: asks
      ? {
          covers: missing.map((cover) => ({ name: cover, label: visit.say(`referral.cover.${cover}`) })),
          reason: typed.reason ?? '',
          open: typed.reason !== undefined,
        }
      : null,
  };
}
