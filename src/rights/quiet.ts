/**
 * BERHENTI, JEDA and LANJUT: what they change in all cases of the konseli. They only make us quieter, or take that back, so they
 * hold at once. A letter that nobody has answered stays before its counsellor: a pause never hides a word that was not read.
 */
import { cancelFollowUps, planFollowUp } from '../cases/follow-up.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import { answerDueAt } from '../core/promise-clock.ts';
import type { Tx } from '../db/database.ts';
import { calendarOf, readSettings, type ServiceSettings } from '../service/settings.ts';
import type { OwnRequest } from './lock-request.ts';

export async function keepQuiet(
  tx: Tx,
  asked: CaseRow,
  request: Pick<OwnRequest, 'kind' | 'pause_until'>,
  now: Date,
): Promise<void> {
  const settings = await readSettings(tx);
  const cases = await tx
    .selectFrom('cases')
    .selectAll()
    .where('konseli_id', '=', asked.konseli_id)
    .where('erased_at', 'is', null)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  for (const kasus of cases) {
    await tx
      .updateTable('cases')
      .set(change(kasus, request, settings, now))
      .where('id', '=', kasus.id)
      .execute();
    if (kasus.stage === 'closed') continue;
    await cancelFollowUps(tx, kasus.id, ['wake'], now);
    if (request.kind === 'pause')
      await planFollowUp(tx, { caseId: kasus.id, kind: 'wake', dueAt: request.pause_until!, by: null }, now);
  }
  if (request.kind === 'resume') return;
  await callBack(
    tx,
    cases.map(({ id }) => id),
    now,
  );
}

/** What the program had written and what has not left yet stays here. */
async function callBack(tx: Tx, caseIds: readonly string[], now: Date): Promise<void> {
  await tx
    .updateTable('outbound_mails')
    .set({ state: 'cancelled', settled_at: now, copy_state: 'none' })
    .where('case_id', 'in', caseIds)
    .where('automatic', '=', true)
    .where('kind', '=', 'service')
    .where('occasion', 'not in', ['own_rights', 'access_receipt'])
    .where('state', 'in', ['queued', 'retry'])
    .execute();
}

function change(
  kasus: CaseRow,
  { kind, pause_until: until }: Pick<OwnRequest, 'kind' | 'pause_until'>,
  settings: ServiceSettings,
  now: Date,
) {
  const isOpen = kasus.stage !== 'closed';
  const promiseFrom = (from: Date) =>
    kasus.waiting_since && answerDueAt(from, calendarOf(settings), settings.promiseDays);
  const onTheDesk = { turn: 'counsellor' as const, asleep_until: null };
  switch (kind) {
    case 'stop':
      return { stopped_at: now, ...(isOpen && { ...onTheDesk, answer_due_at: null }) };
    case 'pause':
      if (!isOpen) return { quiet_until: until };
      return {
        quiet_until: until,
        asleep_until: kasus.waiting_since ? null : until,
        answer_due_at: promiseFrom(until!) || null,
      };
    default:
      return {
        stopped_at: null,
        quiet_until: null,
        ...(isOpen && { ...onTheDesk, answer_due_at: promiseFrom(now) || null }),
      };
  }
}
