/** No new cases for a while: a counsellor says so for themselves, or a supervisor for them. It ends by itself. */
import { record } from '../audit/record.ts';
import type { Person } from '../core/policy.ts';
import { newId, type Tx } from '../db/database.ts';

const DAY = 24 * 3_600_000;
const LONGEST_DAYS = 366;

type Refusal = 'no_such_counsellor' | 'not_in_the_future' | 'too_far_away';

/** One that runs already gives way to the new one. */
export async function setPause(
  tx: Tx,
  person: Person,
  wish: { staffId: number; until: Date },
  now: Date,
): Promise<{ pausedUntil: Date } | { refused: Refusal }> {
  if (!(await mayPause(tx, person, wish.staffId))) return { refused: 'no_such_counsellor' };
  if (wish.until <= now) return { refused: 'not_in_the_future' };
  if (wish.until.getTime() - now.getTime() > LONGEST_DAYS * DAY) return { refused: 'too_far_away' };
  await endRunning(tx, wish.staffId, now);
  await tx
    .insertInto('pauses')
    .values({ id: newId(), staff_id: wish.staffId, set_by: person.id, begins_at: now, ends_at: wish.until })
    .execute();
  const data = { staff: wish.staffId, until: wish.until.toISOString().slice(0, 10) };
  await record(tx, { actor: { staff: person.id }, kind: 'pause.set', data });
  return { pausedUntil: wish.until };
}

export async function endPause(
  tx: Tx,
  person: Person,
  staffId: number,
  now: Date,
): Promise<{ ended: true } | { refused: 'no_such_counsellor' | 'not_on_pause' }> {
  if (!(await mayPause(tx, person, staffId))) return { refused: 'no_such_counsellor' };
  if (!(await endRunning(tx, staffId, now))) return { refused: 'not_on_pause' };
  await record(tx, { actor: { staff: person.id }, kind: 'pause.ended', data: { staff: staffId } });
  return { ended: true };
}

/** Of active counsellors: oneself, or a supervisor any. Their row is held, so that two pauses do not meet. */
async function mayPause(tx: Tx, person: Person, staffId: number): Promise<boolean> {
  if (person.id !== staffId && person.role !== 'supervisor') return false;
  const row = await tx
    .selectFrom('staff')
    .select('id')
    .where('id', '=', staffId)
    .where('role', '=', 'counsellor')
    .where('disabled_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

async function endRunning(tx: Tx, staffId: number, now: Date): Promise<boolean> {
  const ended = await tx
    .updateTable('pauses')
    .set({ ended_at: now })
    .where('staff_id', '=', staffId)
    .where('ended_at', 'is', null)
    .returning('ends_at')
    .executeTakeFirst();
  return ended !== undefined && ended.ends_at > now;
}
