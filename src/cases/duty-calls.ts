/**
 * A letter with signs of danger calls somebody: by mail, without a word of it, one step of the line after the other until a person
 * opens the case. Who has the case comes first, then who stands in for them, then those on duty in their order, then all counsellors, then the supervisors.
 */
import { type Happening, record } from '../audit/record.ts';
import { type Database, newId, type Reader, type Tx } from '../db/database.ts';
import { readSettings, type ServiceSettings } from '../service/settings.ts';
import { lockCase } from './lock-case.ts';

interface CalledCase {
  id: string;
  counsellor_id: number | null;
}

/**
 * Calls the first in line, unless the case is calling already; a line that ended in vain begins anew with the next letter. The case must be locked by the caller, who records what is
 * returned.
 */
export async function callDuty(tx: Tx, kasus: CalledCase, messageId: string, now: Date): Promise<Happening[]> {
  const open = await tx
    .selectFrom('duty_calls')
    .select('id')
    .where('case_id', '=', kasus.id)
    .where('answered_at', 'is', null)
    .where('next_at', 'is not', null)
    .executeTakeFirst();
  return open ? [] : callStep(tx, kasus, messageId, 0, now);
}

async function callStep(tx: Tx, kasus: CalledCase, messageId: string, step: number, now: Date): Promise<Happening[]> {
  const settings = await readSettings(tx);
  const [called, ...others] = await lineOf(tx, kasus, settings, await calledFor(tx, messageId), now);
  if (!called) return [];
  const id = newId();
  await tx
    .insertInto('duty_calls')
    .values({
      id,
      case_id: kasus.id,
      message_id: messageId,
      step,
      called_at: now,
      next_at: others.length === 0 ? null : new Date(now.getTime() + settings.dutyMinutes * 60_000),
    })
    .execute();
  await tx
    .insertInto('alarm_mails')
    .values(
      called.map((staff) => ({ id: newId(), call_id: id, staff_id: staff, tells: 'called' as const, due_at: now })),
    )
    .execute();
  return [{ actor: 'system', kind: 'duty.called', caseId: kasus.id, data: { call: id, step, count: called.length } }];
}

/** Whoever was called for this letter; the line may have changed since, when the case was given to somebody. */
async function calledFor(db: Reader, messageId: string): Promise<number[]> {
  const rows = await db
    .selectFrom('alarm_mails as m')
    .innerJoin('duty_calls as d', 'd.id', 'm.call_id')
    .select('m.staff_id')
    .where('d.message_id', '=', messageId)
    .execute();
  return rows.map((row) => row.staff_id);
}

/** The steps that are left: each person once, at their first place; nobody who must not see the case. */
async function lineOf(
  db: Reader,
  kasus: CalledCase,
  settings: ServiceSettings,
  called: readonly number[],
  now: Date,
): Promise<number[][]> {
  const standIns = await standInsFor(db, kasus, now);
  const staff = await db
    .selectFrom('staff as s')
    .select(['s.id', 's.email', 's.role'])
    .where('s.disabled_at', 'is', null)
    .where('s.role', 'in', ['counsellor', 'supervisor'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('case_people as p')
            .select('p.staff_id')
            .whereRef('p.staff_id', '=', 's.id')
            .where('p.case_id', '=', kasus.id)
            .where('p.part', '=', 'excluded'),
        ),
      ),
    )
    .orderBy('s.id')
    .execute();
  const ids = (who: (one: (typeof staff)[number]) => boolean) => staff.filter(who).map(({ id }) => id);
  const inOrder = [
    ids(({ id }) => id === kasus.counsellor_id),
    ids(({ id }) => standIns.includes(id)),
    ...settings.dutyStaff.map((email) => ids((one) => one.email === email)),
    ids(({ role }) => role === 'counsellor'),
    ids(({ role }) => role === 'supervisor'),
  ];
  const before = new Set(called);
  return inOrder.flatMap((group) => {
    const left = group.filter((id) => !before.has(id));
    for (const id of left) before.add(id);
    return left.length ? [left] : [];
  });
}

/** While the counsellor is away. */
async function standInsFor(db: Reader, kasus: CalledCase, now: Date): Promise<number[]> {
  const rows = await db
    .selectFrom('absences')
    .select('stand_in_id')
    .where('staff_id', '=', kasus.counsellor_id)
    .where('begins_at', '<=', now)
    .where('ends_at', '>', now)
    .where('ended_at', 'is', null)
    .execute();
  return rows.map((row) => row.stand_in_id);
}

/** Whoever opens the case answers for all that were called. @returns what happened, for the caller to record */
export async function answerCalls(tx: Tx, caseId: string, staffId: number, now: Date): Promise<Happening[]> {
  const answered = await tx
    .updateTable('duty_calls')
    .set({ answered_at: now, answered_by: staffId })
    .where('case_id', '=', caseId)
    .where('answered_at', 'is', null)
    .returning('id')
    .execute();
  if (!answered.length) return [];
  const calls = answered.map(({ id }) => id);
  await tx
    .updateTable('alarm_mails')
    .set({ state: 'cancelled', settled_at: now })
    .where('call_id', 'in', calls)
    .where('state', '=', 'queued')
    .execute();
  return [{ actor: { staff: staffId }, kind: 'duty.answered', caseId, data: { calls } }];
}

const AT_ONCE = 50;

/** Calls the next in line wherever nobody came in time. @returns how many steps were taken */
export async function escalateCalls(db: Database, now: Date): Promise<number> {
  let steps = 0;
  for (; steps < AT_ONCE; steps++) if (!(await db.transaction().execute((tx) => escalateNext(tx, now)))) break;
  return steps;
}

async function escalateNext(tx: Tx, now: Date): Promise<boolean> {
  const due = await overdue(tx, now).limit(1).executeTakeFirst();
  if (!due) return false;
  const kasus = await lockCase(tx, due.case_id); // whoever opens the case holds it first
  const still = await overdue(tx, now).where('id', '=', due.id).forNoKeyUpdate().executeTakeFirst();
  if (!still) return true;
  await tx.updateTable('duty_calls').set({ next_at: null }).where('id', '=', due.id).execute();
  if (kasus && kasus.stage !== 'closed')
    await record(tx, ...(await callStep(tx, kasus, due.message_id, due.step + 1, now)));
  return true;
}

const overdue = (tx: Tx, now: Date) =>
  tx
    .selectFrom('duty_calls')
    .select(['id', 'case_id', 'message_id', 'step'])
    .where('next_at', '<=', now)
    .where('answered_at', 'is', null)
    .orderBy('next_at');
