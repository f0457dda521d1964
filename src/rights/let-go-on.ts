/** A person has looked at a request that was held, and it is the konseli's: the program goes on with it, code and all. */
import { record } from '../audit/record.ts';
import type { Person } from '../core/policy.ts';
import type { Tx } from '../db/database.ts';
import { accessRequest, type RequestRefusal } from './lock-request.ts';

export async function letGoOn(
  tx: Tx,
  person: Person,
  requestId: string,
  now: Date,
): Promise<{ goesOn: string } | { refused: RequestRefusal }> {
  const found = await accessRequest(tx, person, requestId, 'settle_request', now);
  if ('refused' in found) return found;
  const { request, kasus } = found;
  if (request.state !== 'held') return { refused: 'already_settled' };
  await tx
    .updateTable('own_requests')
    .set({ state: 'new', held_because: null, due_at: null })
    .where('id', '=', request.id)
    .execute();
  await record(tx, {
    actor: { staff: person.id },
    kind: 'request.let_go_on',
    caseId: kasus.id,
    data: { request: request.id, wish: request.kind },
  });
  return { goesOn: request.id };
}
