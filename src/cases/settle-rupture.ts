/** A person has looked at the relationship after the numbers fell, and says how it stands. */
import { record } from '../audit/record.ts';
import type { Person } from '../core/policy.ts';
import { seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader, Tx } from '../db/database.ts';
import { accessCase } from './case-access.ts';

export const ruptureSettlements = ['asked', 'repaired', 'nothing'] as const;
export type RuptureSettlement = (typeof ruptureSettlements)[number];

export const readOpenRupture = (db: Reader, caseId: string) =>
  db
    .selectFrom('ruptures')
    .select(['id', 'answers_id', 'sign', 'raised_at'])
    .where('case_id', '=', caseId)
    .where('settled_at', 'is', null)
    .executeTakeFirst();

export type Settled =
  | { settled: string }
  | { refused: 'not_found' | 'needs_reason' | 'closed' | 'no_open_rupture' | 'needs_a_remark' | 'remark_too_long' };

const LONGEST_REMARK = 4000;

/** @param wish.remark in the counsellor's words; sealed. That there was nothing needs one. */
export async function settleRupture(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  wish: { settled: RuptureSettlement; remark: string },
  now: Date,
): Promise<Settled> {
  const found = await accessCase(tx, person, code, 'record', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  const remark = wish.remark.trim();
  if (remark.length > LONGEST_REMARK) return { refused: 'remark_too_long' };
  if (wish.settled === 'nothing' && !remark) return { refused: 'needs_a_remark' };
  const open = await readOpenRupture(tx, kasus.id);
  if (!open) return { refused: 'no_open_rupture' };
  const key = await vault.key(tx, 'letters', kasus.id);
  await tx
    .updateTable('ruptures')
    .set({
      settled_at: now,
      settled_by: person.id,
      settled: wish.settled,
      remark_sealed: remark ? seal(key, 'ruptures.remark', open.id, remark) : null,
    })
    .where('id', '=', open.id)
    .execute();
  await record(tx, {
    actor: { staff: person.id },
    kind: 'rupture.settled',
    caseId: kasus.id,
    data: { rupture: open.id, settled: wish.settled },
  });
  return { settled: open.id };
}
