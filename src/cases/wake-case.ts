/** Brings a resting case back before its day. */
import { record } from '../audit/record.ts';
import type { Person } from '../core/policy.ts';
import type { Tx } from '../db/database.ts';
import { accessCase } from './case-access.ts';
import { cancelFollowUps } from './follow-up.ts';

export type Wake = { woken: string } | { refused: 'not_found' | 'needs_reason' | 'not_asleep' };

export async function wakeCase(tx: Tx, person: Person, code: string, now: Date): Promise<Wake> {
  const found = await accessCase(tx, person, code, 'sleep', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (!kasus.asleep_until) return { refused: 'not_asleep' };
  await tx.updateTable('cases').set({ asleep_until: null }).where('id', '=', kasus.id).execute();
  await cancelFollowUps(tx, kasus.id, ['wake'], now);
  await record(tx, { actor: { staff: person.id }, kind: 'case.woke', caseId: kasus.id });
  return { woken: kasus.code };
}
