/** Takes back what was put on record by mistake. It stays in the history; the gate asks for it again. */
import { record } from '../audit/record.ts';
import type { Person } from '../core/policy.ts';
import type { Tx } from '../db/database.ts';
import { accessCase } from './case-access.ts';
import { dangerMayPass, isRiskItem, settleRisk } from './risk.ts';
import { withdrawStanding } from './standing-record.ts';

export type Withdrawal =
  | { withdrawn: string }
  | { refused: 'not_found' | 'needs_reason' | 'closed' | 'nothing_on_record' | 'needs_protocol' };

/** @returns the id of the record; only records of the present round can be taken back */
export async function withdrawRecord(
  tx: Tx,
  person: Person,
  code: string,
  item: string,
  now: Date,
): Promise<Withdrawal> {
  const found = await accessCase(tx, person, code, 'record', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  if (isRiskItem(item) && !(await dangerMayPass(tx, kasus))) return { refused: 'needs_protocol' };
  const withdrawn = await withdrawStanding(tx, kasus, item, now);
  if (!withdrawn) return { refused: 'nothing_on_record' };
  if (isRiskItem(item)) await settleRisk(tx, kasus.id);
  await record(tx, {
    actor: { staff: person.id },
    kind: 'record.withdrawn',
    caseId: kasus.id,
    data: { record: withdrawn, item, round: kasus.round },
  });
  return { withdrawn };
}
