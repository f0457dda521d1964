/** The override of a case that waits for its second person, held for whoever answers. */
import type { Selectable } from 'kysely';
import type { Person } from '../core/policy.ts';
import type { Tx } from '../db/database.ts';
import type { GateOverridesTable } from '../db/schema.ts';
import { accessCase } from './case-access.ts';
import type { CaseRow } from './lock-case.ts';

export type OverrideAnswerRefusal = 'not_found' | 'needs_reason' | 'nothing_asked' | 'asked_it_yourself';

/** One that was asked for a gate the case has passed since then is no longer there. */
export async function pendingOverride(
  tx: Tx,
  person: Person,
  code: string,
  now: Date,
): Promise<{ kasus: CaseRow; override: Selectable<GateOverridesTable> } | { refused: OverrideAnswerRefusal }> {
  const found = await accessCase(tx, person, code, 'agree_override', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  const override = await tx
    .selectFrom('gate_overrides')
    .selectAll()
    .where('case_id', '=', kasus.id)
    .where('round', '=', kasus.round)
    .where('from_stage', '=', kasus.stage)
    .where('agreed_by', 'is', null)
    .executeTakeFirst();
  if (!override) return { refused: 'nothing_asked' };
  if (override.asked_by === person.id) return { refused: 'asked_it_yourself' };
  return { kasus, override };
}
