/** A supervisor opens the words of a case: with a reason that stays on record, for an hour. */
import { record } from '../audit/record.ts';
import type { Person } from '../core/policy.ts';
import { seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Tx } from '../db/database.ts';
import { accessCase } from './case-access.ts';
import { type ReasonRefusal, refuseReason } from './reason.ts';

const READING_LASTS = 3_600_000;

export type Reading =
  | { reading: string; endsAt: Date }
  | { refused: ReasonRefusal | 'not_found' | 'needs_reason' | 'erased' };

export async function beginReading(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  reason: string,
  now: Date,
): Promise<Reading> {
  const found = await accessCase(tx, person, code, 'begin_reading', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.erased_at) return { refused: 'erased' };
  const refused = refuseReason(reason);
  if (refused) return { refused };
  const id = newId();
  const endsAt = new Date(now.getTime() + READING_LASTS);
  const key = await vault.key(tx, 'letters', kasus.id);
  await tx
    .insertInto('supervisor_readings')
    .values({
      id,
      case_id: kasus.id,
      supervisor_id: person.id,
      reason_sealed: seal(key, 'supervisor_readings.reason', id, reason.trim()),
      began_at: now,
      ends_at: endsAt,
    })
    .execute();
  await record(tx, {
    actor: { staff: person.id },
    kind: 'reading.began',
    caseId: kasus.id,
    data: { reading: id, until: endsAt.toISOString() },
  });
  return { reading: id, endsAt };
}
