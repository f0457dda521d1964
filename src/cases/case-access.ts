/**
 * The door to a case: every page and command that names a case comes through here. A case that a person must not see and one
 * that does not exist are the same answer, so that nobody learns from the difference.
 */
import { readCaseCode } from '../core/case-code.ts';
import { type CaseAction, mayWithCase, type Person, type Relation, relationTo } from '../core/policy.ts';
import type { Reader, Tx } from '../db/database.ts';
import { type CaseRow, lockCaseByCode } from './lock-case.ts';

export type Access = { kasus: CaseRow; relation: Relation } | { refused: 'not_found' | 'needs_reason' };

/**
 * Locks the case until the transaction ends, then asks the policy.
 * @param code as typed or as in the URL
 * @returns `needs_reason` when a supervisor may do this only during a reading with a recorded reason, and none is running
 */
export async function accessCase(tx: Tx, person: Person, code: string, action: CaseAction, now: Date): Promise<Access> {
  const known = readCaseCode(code);
  return judge(tx, known ? await lockCaseByCode(tx, known) : undefined, person, action, now);
}

/** `accessCase` for those who only look: nothing is locked. */
export async function readCaseAccess(
  db: Reader,
  person: Person,
  code: string,
  action: CaseAction,
  now: Date,
): Promise<Access> {
  const known = readCaseCode(code);
  const kasus = known
    ? await db.selectFrom('cases').selectAll().where('code', '=', known).executeTakeFirst()
    : undefined;
  return judge(db, kasus, person, action, now);
}

async function judge(
  db: Reader,
  kasus: CaseRow | undefined,
  person: Person,
  action: CaseAction,
  now: Date,
): Promise<Access> {
  if (!kasus) return { refused: 'not_found' };
  const relation = await relationWith(db, kasus, person);
  const answer = mayWithCase(person, action, relation);
  if (answer === 'no') return { refused: 'not_found' };
  if (answer === 'with_reason' && !(await readingRuns(db, kasus.id, person, now))) return { refused: 'needs_reason' };
  return { kasus, relation };
}

async function relationWith(db: Reader, kasus: CaseRow, person: Person): Promise<Relation> {
  const people = await db
    .selectFrom('case_people')
    .select(['staff_id', 'part'])
    .where('case_id', '=', kasus.id)
    .execute();
  const ties = {
    counsellorId: kasus.counsellor_id,
    people: people.map((p) => ({ staffId: p.staff_id, part: p.part })),
  };
  return relationTo(ties, person);
}

async function readingRuns(db: Reader, caseId: string, person: Person, now: Date): Promise<boolean> {
  const reading = await db
    .selectFrom('supervisor_readings')
    .select('id')
    .where('case_id', '=', caseId)
    .where('supervisor_id', '=', person.id)
    .where('began_at', '<=', now)
    .where('ends_at', '>', now)
    .executeTakeFirst();
  return reading !== undefined;
}
