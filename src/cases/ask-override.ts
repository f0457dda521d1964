/** Asks that a gate be opened although something is not on record. A second person agrees, or refuses. */
import { record } from '../audit/record.ts';
import { itemsOf, missingItems } from '../core/gates.ts';
import type { Person } from '../core/policy.ts';
import { seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Tx } from '../db/database.ts';
import { accessCase } from './case-access.ts';
import { readCaseFacts } from './case-facts.ts';
import { type ReasonRefusal, refuseReason } from './reason.ts';

export type OverrideWish = { to: 'counselling' | 'post_counselling'; reason: string };

export type AskedOverride =
  | { asked: string }
  | { refused: ReasonRefusal | 'not_found' | 'needs_reason' | 'no_such_gate' | 'nothing_is_missing' | 'already_asked' };

/** @returns the id of the override that now waits for a second person */
export async function askOverride(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  wish: OverrideWish,
  now: Date,
): Promise<AskedOverride> {
  const found = await accessCase(tx, person, code, 'ask_override', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (itemsOf(kasus.stage, wish.to).length === 0) return { refused: 'no_such_gate' };
  const refused = refuseReason(wish.reason);
  if (refused) return { refused };
  const missing = missingItems(kasus.stage, wish.to, await readCaseFacts(tx, kasus), now);
  if (missing.length === 0) return { refused: 'nothing_is_missing' };
  const standing = await tx
    .selectFrom('gate_overrides')
    .select('id')
    .where('case_id', '=', kasus.id)
    .where('round', '=', kasus.round)
    .where('from_stage', '=', kasus.stage)
    .where('to_stage', '=', wish.to)
    .where('refused_at', 'is', null)
    .executeTakeFirst();
  if (standing) return { refused: 'already_asked' };

  const id = newId();
  const key = await vault.key(tx, 'letters', kasus.id);
  await tx
    .insertInto('gate_overrides')
    .values({
      id,
      case_id: kasus.id,
      round: kasus.round,
      from_stage: kasus.stage,
      to_stage: wish.to,
      reason_sealed: seal(key, 'gate_overrides.reason', id, wish.reason.trim()),
      asked_by: person.id,
      asked_at: now,
    })
    .execute();
  await record(tx, {
    actor: { staff: person.id },
    kind: 'override.asked',
    caseId: kasus.id,
    data: { override: id, from: kasus.stage, to: wish.to, round: kasus.round, missing },
  });
  return { asked: id };
}
