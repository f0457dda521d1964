/**
 * A letter with signs of danger calls somebody: by mail, without a word of it, one step of the line after the other until a person
 * opens the case. Who has the case comes first, then those on duty in their order, then all counsellors, then the supervisors.
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
 * Calls the first in line, unless the case calls somebody already. The case must be locked by the caller, who records what is
 * returned.
 */
export async function callDuty(tx: Tx, kasus: CalledCase, messageId: string, now: Date): Promise<Happening[]> {
  const open = await tx
    .selectFrom('duty_calls')
    .select('id')
    .where('case_id', '=', kasus.id)
    .where('answered_at', 'is', null)
    .executeTakeFirst();
  return open ? [] : callStep(tx, kasus, messageId, 0, now);
}

async function callStep(tx: Tx, kasus: CalledCase, messageId: string, step: number, now: Date): Promise<Happening[]> {
  const settings = await readSettings(tx);
  const line = await lineOf(tx, kasus, settings);
  const called = line[step];
  if (!called) return [];
  const id = newId();
  const isLast = step === line.length - 1;
  await tx
    .insertInto('duty_calls')
    .values({
      id,
      case_id: kasus.id,
      message_id: messageId,
      step,
      called_at: now,
      next_at: isLast ? null : new Date(now.getTime() + settings.dutyMinutes * 60_000),
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

/** Each person once, at their first place; nobody who must not see the case. */
async function lineOf(db: Reader, kasus: CalledCase, settings: ServiceSettings): Promise<number[][]> {
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
    ...settings.dutyStaff.map((email) => ids((one) => one.email === email)),
    ids(({ role }) => role === 'counsellor'),
    ids(({ role }) => role === 'supervisor'),
  ];
  const before = new Set<number>();
  return inOrder.flatMap((group) => {
    const left = group.filter((id) => !before.has(id));
    for (const id of left) before.add(id);
    return left.length ? [left] : [];
  });
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
