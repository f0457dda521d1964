/**
 * The two letters that ask, some weeks and some months after a case was closed as resolved, how it goes. They are rows from the
 * day of the ending on; whoever writes them when they are due asks once more whether they may be written.
 */
import type { Happening } from '../audit/record.ts';
import { type AftercareTerm, aftercareDue } from '../core/aftercare.ts';
import { newId, type Reader, type Tx } from '../db/database.ts';
import type { AftercareCancelled } from '../db/schema.ts';
import { readSettings } from '../service/settings.ts';

/**
 * Both letters, or none where the konseli did not agree to be written to; each term is planned once in the life of a case.
 * The case must be locked by the caller, and closed as resolved.
 * @returns what was planned now
 */
export async function planAftercare(
  tx: Tx,
  { caseId, closedAt }: { caseId: string; closedAt: Date },
  now: Date,
): Promise<readonly AftercareTerm[]> {
  if (!(await mayBeWrittenTo(tx, caseId))) return [];
  const { shortTermDays, longTermDays } = await readSettings(tx);
  const planned = await tx
    .insertInto('aftercare')
    .values(
      aftercareDue(closedAt, { short_term: shortTermDays, long_term: longTermDays }).map(({ term, dueAt }) => ({
        id: newId(),
        case_id: caseId,
        term,
        planned_at: now,
        due_at: dueAt,
      })),
    )
    .onConflict((c) => c.columns(['case_id', 'term']).doNothing())
    .returning('term')
    .execute();
  return planned.map(({ term }) => term);
}

/** The konseli's standing word on letters after the ending; null: none. */
export async function followUpConsent(db: Reader, caseId: string): Promise<boolean | null> {
  const row = await db
    .selectFrom('consents')
    .select('given')
    .where('case_id', '=', caseId)
    .where('kind', '=', 'follow_up')
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return row?.given ?? null;
}

const mayBeWrittenTo = async (db: Reader, caseId: string): Promise<boolean> =>
  (await followUpConsent(db, caseId)) === true;

/** What was not written yet will not be. @returns what the caller records; nothing where nothing was planned */
export async function cancelAftercare(
  tx: Tx,
  caseId: string,
  why: AftercareCancelled,
  now: Date,
): Promise<Happening[]> {
  const cancelled = await tx
    .updateTable('aftercare')
    .set({ cancelled_at: now, cancelled_for: why })
    .where('case_id', '=', caseId)
    .where('written_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .returning('term')
    .execute();
  const terms = cancelled.map(({ term }) => term).sort();
  return terms.length ? [{ actor: 'system', kind: 'aftercare.cancelled', caseId, data: { terms, why } }] : [];
}
