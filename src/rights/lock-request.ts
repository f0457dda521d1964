/** A konseli's request with its case, held until the transaction ends: the konseli first, then the case, then the request. */
import type { Selectable } from 'kysely';
import { accessCase } from '../cases/case-access.ts';
import { type CaseRow, lockCase } from '../cases/lock-case.ts';
import type { CaseAction, Person } from '../core/policy.ts';
import type { Tx } from '../db/database.ts';
import type { OwnRequestsTable } from '../db/schema.ts';

export type OwnRequest = Selectable<OwnRequestsTable>;

/** @returns undefined when there is none, or it is settled and owes nothing */
export async function lockRequest(tx: Tx, id: string): Promise<{ request: OwnRequest; kasus: CaseRow } | undefined> {
  const where = await lockKonseliOf(tx, id);
  const kasus = where && (await lockCase(tx, where.caseId));
  if (!kasus) return undefined;
  const request = await tx
    .selectFrom('own_requests')
    .selectAll()
    .where('id', '=', id)
    .where((eb) => eb.or([eb('settled_at', 'is', null), eb('owes', 'is not', null)]))
    .forNoKeyUpdate()
    .executeTakeFirst();
  return request && { request, kasus };
}

export type RequestRefusal = 'not_found' | 'needs_reason' | 'already_settled';

/** For a person who settles it: what they may not do looks like what is not there. */
export async function accessRequest(
  tx: Tx,
  person: Person,
  id: string,
  action: CaseAction,
  now: Date,
): Promise<{ request: OwnRequest; kasus: CaseRow } | { refused: RequestRefusal }> {
  const where = await lockKonseliOf(tx, id);
  if (!where) return { refused: 'not_found' };
  const access = await accessCase(tx, person, where.code, action, now);
  if ('refused' in access) return access;
  const found = await lockRequest(tx, id);
  return found && found.request.settled_at === null ? found : { refused: 'already_settled' };
}

const lockKonseliOf = (tx: Tx, id: string) =>
  tx
    .selectFrom('own_requests as r')
    .innerJoin('cases as c', 'c.id', 'r.case_id')
    .innerJoin('konseli as k', 'k.id', 'c.konseli_id')
    .select(['c.id as caseId', 'c.code'])
    .where('r.id', '=', id)
    .forNoKeyUpdate('k')
    .executeTakeFirst();

/** Nothing waits for it any more, and its code is good for nothing. */
export async function settleRequest(
  tx: Tx,
  id: string,
  how: { state: 'done' | 'lapsed'; by: number | null; now: Date },
): Promise<void> {
  await tx
    .updateTable('own_requests')
    .set({ state: how.state, settled_at: how.now, settled_by: how.by, code_hash: null, code_ends_at: null, owes: null })
    .where('id', '=', id)
    .execute();
}
