/** The author lets one supervisor read what a letter stirred up in them, and may take that back at any time. */
import { record } from '../audit/record.ts';
import { accessCase } from '../cases/case-access.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import type { Person } from '../core/policy.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Reader, type Tx } from '../db/database.ts';
import { readResonance, withdrawShares } from './resonances.ts';

type Refusal = 'not_found' | 'needs_reason' | 'nothing_to_share';

/** An earlier share with another supervisor ends with it. */
export async function shareResonance(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  letterId: string,
  supervisorId: number,
  now: Date,
): Promise<{ shared: string } | { refused: Refusal | 'no_such_supervisor' }> {
  const found = await accessCase(tx, person, code, 'write_worksheet', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  const place = { caseId: kasus.id, messageId: letterId.toLowerCase(), authorId: person.id };
  if (!(await readResonance(tx, vault, person, place))) return { refused: 'nothing_to_share' };
  const supervisors = await supervisorsFor(tx, kasus);
  if (!supervisors.some(({ id }) => id === supervisorId)) return { refused: 'no_such_supervisor' };
  await withdrawShares(tx, place, now);
  const id = newId();
  await tx
    .insertInto('resonance_shares')
    .values({
      id,
      message_id: place.messageId,
      author_id: person.id,
      supervisor_id: supervisorId,
      shared_at: now,
    })
    .execute();
  await record(tx, {
    actor: { staff: person.id },
    kind: 'resonance.shared',
    caseId: kasus.id,
    data: { letter: place.messageId, with: supervisorId },
  });
  return { shared: id };
}

export async function unshareResonance(
  tx: Tx,
  person: Person,
  code: string,
  letterId: string,
  now: Date,
): Promise<{ unshared: true } | { refused: Refusal }> {
  const found = await accessCase(tx, person, code, 'write_worksheet', now);
  if ('refused' in found) return found;
  const place = { messageId: letterId.toLowerCase(), authorId: person.id };
  if (!(await withdrawShares(tx, place, now))) return { refused: 'nothing_to_share' };
  await record(tx, {
    actor: { staff: person.id },
    kind: 'resonance.unshared',
    caseId: found.kasus.id,
    data: { letter: place.messageId },
  });
  return { unshared: true };
}

/** Active supervisors who may ever read this case, by name. */
export const supervisorsFor = (db: Reader, kasus: Pick<CaseRow, 'id'>): Promise<{ id: number; name: string }[]> =>
  db
    .selectFrom('staff as s')
    .leftJoin('case_people as p', (join) => join.onRef('p.staff_id', '=', 's.id').on('p.case_id', '=', kasus.id))
    .select(['s.id', 's.name'])
    .where('s.role', '=', 'supervisor')
    .where('s.disabled_at', 'is', null)
    .where((eb) => eb.or([eb('p.part', 'is', null), eb('p.part', '<>', 'excluded')]))
    .orderBy('s.name')
    .orderBy('s.id')
    .execute();
