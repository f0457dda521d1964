/**
 * Locks are taken in one order, always: own work row, konseli, case, chain of events. `FOR NO KEY UPDATE`, never
 * `FOR UPDATE`: the foreign key of the events takes a key share, which the latter would block into a deadlock.
 */
import type { Selectable } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { CasesTable } from '../db/schema.ts';

export type CaseRow = Selectable<CasesTable>;

/** The case, held until the transaction ends; undefined when there is none. */
export const lockCase = (tx: Tx, caseId: string): Promise<CaseRow | undefined> =>
  tx.selectFrom('cases').selectAll().where('id', '=', caseId).forNoKeyUpdate().executeTakeFirst();

export const lockCaseByCode = (tx: Tx, code: string): Promise<CaseRow | undefined> =>
  tx.selectFrom('cases').selectAll().where('code', '=', code).forNoKeyUpdate().executeTakeFirst();
