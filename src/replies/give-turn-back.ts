/**
 * An answer that did not reach the konseli is no answer: when it is called back, refused or returned, the case is the
 * counsellor's turn again, and the clock stands where it stood before the answer was written.
 */
import type { CaseRow } from '../cases/lock-case.ts';
import { answerDueAt } from '../core/promise-clock.ts';
import type { Tx } from '../db/database.ts';
import { calendarOf, readSettings } from '../service/settings.ts';

/** The case must be locked by the caller. A closed case is nobody's turn and stays so. */
export async function giveTurnBack(tx: Tx, kasus: CaseRow): Promise<void> {
  if (kasus.stage === 'closed') return;
  const waiting = await oldestUnanswered(tx, kasus.id);
  const settings = await readSettings(tx);
  await tx
    .updateTable('cases')
    .set({
      turn: 'counsellor',
      waiting_since: waiting,
      answer_due_at: waiting && answerDueAt(waiting, calendarOf(settings), settings.promiseDays),
    })
    .where('id', '=', kasus.id)
    .execute();
}

/** When the oldest of the konseli's letters came after which nothing of ours was delivered. */
async function oldestUnanswered(tx: Tx, caseId: string): Promise<Date | null> {
  const row = await tx
    .selectFrom('messages as m')
    .select((eb) => eb.fn.min('m.arrived_at').as('since'))
    .where('m.case_id', '=', caseId)
    .where('m.direction', '=', 'in')
    .where('m.kind', '=', 'letter')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('messages as answer')
            .innerJoin('outbound_mails as o', 'o.id', 'answer.outbound_id')
            .select('answer.id')
            .whereRef('answer.case_id', '=', 'm.case_id')
            .whereRef('answer.arrived_at', '>=', 'm.arrived_at')
            .where('answer.kind', '=', 'letter')
            .where('o.state', 'not in', ['failed', 'cancelled'])
            .where((eb) => eb.or([eb('o.bounced_at', 'is', null), eb('o.bounce_permanent', 'is distinct from', true)])),
        ),
      ),
    )
    .executeTakeFirst();
  return row?.since ?? null;
}
