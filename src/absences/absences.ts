/** A counsellor says when they are away and who stands in; a supervisor says it for one who is ill. */
import { type Happening, record } from '../audit/record.ts';
import { mayWithService, type Person } from '../core/policy.ts';
import { newId, type Reader, type Tx } from '../db/database.ts';
import { endParts } from './parts.ts';

const DAY = 24 * 3_600_000;
const LONGEST_DAYS = 366;

export interface AbsenceWish {
  staffId: number;
  standInId: number;
  /** what lies in the past begins now */
  from: Date;
  until: Date;
  /** whether konseli who write meanwhile are told */
  tells: boolean;
  /** whether they are told the stand-in's name */
  names: boolean;
}

type Refusal =
  | 'no_such_counsellor'
  | 'no_such_stand_in'
  | 'not_in_the_future'
  | 'too_far_away'
  | 'away_already'
  | 'stand_in_is_away';

export async function enterAbsence(
  tx: Tx,
  person: Person,
  wish: AbsenceWish,
  now: Date,
): Promise<{ entered: string } | { refused: Refusal }> {
  const { staffId, standInId, until, tells, names } = wish;
  if (!mayEnterFor(person, staffId)) return { refused: 'no_such_counsellor' };
  const begins = wish.from > now ? wish.from : now;
  if (until <= begins) return { refused: 'not_in_the_future' };
  if (until.getTime() - now.getTime() > LONGEST_DAYS * DAY) return { refused: 'too_far_away' };
  const active = await holdCounsellors(tx, [staffId, standInId]);
  if (!active.includes(staffId)) return { refused: 'no_such_counsellor' };
  if (staffId === standInId || !active.includes(standInId)) return { refused: 'no_such_stand_in' };
  if (await isAway(tx, staffId, begins, until)) return { refused: 'away_already' };
  if (await isAway(tx, standInId, begins, until)) return { refused: 'stand_in_is_away' };
  const id = newId();
  await tx
    .insertInto('absences')
    .values({
      id,
      staff_id: staffId,
      stand_in_id: standInId,
      entered_by: person.id,
      entered_at: now,
      begins_at: begins,
      ends_at: until,
      tells_konseli: tells,
      names_stand_in: names,
    })
    .execute();
  const data = { absence: id, staff: staffId, standIn: standInId };
  await record(tx, { actor: { staff: person.id }, kind: 'absence.entered', data });
  return { entered: id };
}

/** One that has not begun never does; one that runs ends at once, and the stand-in sees nothing more. */
export async function endAbsence(
  tx: Tx,
  person: Person,
  id: string,
  now: Date,
): Promise<{ ended: string } | { refused: 'no_such_absence' }> {
  const row = await tx
    .selectFrom('absences')
    .select('staff_id')
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row || !mayEnterFor(person, row.staff_id)) return { refused: 'no_such_absence' };
  await record(tx, ...(await closeAbsence(tx, id, { staff: person.id }, now)));
  return { ended: id };
}

/** The row must be held by the caller, who records what is returned. */
export async function closeAbsence(tx: Tx, id: string, actor: Happening['actor'], now: Date): Promise<Happening[]> {
  await tx.updateTable('absences').set({ ended_at: now }).where('id', '=', id).execute();
  const cases = await endParts(tx, id, now);
  return [
    { actor, kind: 'absence.ended', data: { absence: id } },
    ...cases.map((caseId): Happening => ({ actor, kind: 'absence.ended', caseId, data: { absence: id } })),
  ];
}

export interface StandingAbsence {
  id: string;
  staffId: number;
  name: string;
  standIn: string;
  from: Date;
  until: Date;
  tells: boolean;
  runs: boolean;
}

/** Those that run or are to come, the next first: one's own, or everybody's for a supervisor. */
export async function readAbsences(db: Reader, person: Person, now: Date): Promise<StandingAbsence[]> {
  const rows = await db
    .selectFrom('absences as a')
    .innerJoin('staff as s', 's.id', 'a.staff_id')
    .innerJoin('staff as i', 'i.id', 'a.stand_in_id')
    .select(['a.id', 'a.staff_id', 's.name', 'i.name as standIn', 'a.begins_at', 'a.ends_at', 'a.tells_konseli'])
    .where('a.ended_at', 'is', null)
    .where('a.ends_at', '>', now)
    .$if(!mayWithService(person, 'enter_absences'), (q) => q.where('a.staff_id', '=', person.id))
    .orderBy('a.begins_at')
    .orderBy('a.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    staffId: row.staff_id,
    name: row.name,
    standIn: row.standIn,
    from: row.begins_at,
    until: row.ends_at,
    tells: row.tells_konseli,
    runs: row.begins_at <= now,
  }));
}

const mayEnterFor = (person: Person, staffId: number): boolean =>
  mayWithService(person, 'enter_absences') || (person.id === staffId && mayWithService(person, 'own_absences'));

/** Their rows are held in one order, so that two absences do not meet. @returns those who are active counsellors */
async function holdCounsellors(tx: Tx, ids: readonly number[]): Promise<number[]> {
  const rows = await tx
    .selectFrom('staff')
    .select('id')
    .where('id', 'in', ids)
    .where('role', '=', 'counsellor')
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return rows.map((row) => row.id);
}

async function isAway(tx: Tx, staffId: number, from: Date, until: Date): Promise<boolean> {
  const row = await tx
    .selectFrom('absences')
    .select('id')
    .where('staff_id', '=', staffId)
    .where('ended_at', 'is', null)
    .where('begins_at', '<', until)
    .where('ends_at', '>', from)
    .executeTakeFirst();
  return row !== undefined;
}
