/** A counsellor takes a case that nobody has. Of two who try at once, one gets it and the other learns who has it. */
import { record } from '../audit/record.ts';
import { readCaseCode } from '../core/case-code.ts';
import type { Person } from '../core/policy.ts';
import type { Reader, Tx } from '../db/database.ts';
import { refuseCase } from '../load/room-for.ts';
import { accessCase } from './case-access.ts';
import { giveCase } from './give-case.ts';

/** Whoever had the case in the pool's list before their eyes so long ago may learn who was quicker; nobody else may. */
const LIST_IS_FRESH_FOR = 10 * 60_000;

export type Claim =
  | { claimed: string }
  | { refused: 'taken'; by: string }
  | { refused: 'not_found' | 'needs_reason' | 'closed' | 'no_room' | 'on_pause' };

export async function claimCase(tx: Tx, person: Person, code: string, now: Date): Promise<Claim> {
  const found = await accessCase(tx, person, code, 'claim', now);
  if ('refused' in found) return (await whoWasQuicker(tx, person, code, now)) ?? found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  if (kasus.counsellor_id !== null) return { refused: 'taken', by: await nameOf(tx, kasus.counsellor_id) };
  const full = await refuseCase(tx, kasus.id, person.id, now);
  if (full) return { refused: full };
  await giveCase(tx, kasus, person.id);
  await record(tx, { actor: { staff: person.id }, kind: 'case.claimed', caseId: kasus.id });
  return { claimed: kasus.code };
}

async function whoWasQuicker(db: Reader, person: Person, code: string, now: Date): Promise<Claim | null> {
  const known = readCaseCode(code);
  if (!known || person.role !== 'counsellor') return null;
  const taken = await db
    .selectFrom('cases as c')
    .innerJoin('staff as s', 's.id', 'c.counsellor_id')
    .leftJoin('case_people as p', (join) =>
      join.onRef('p.case_id', '=', 'c.id').on('p.staff_id', '=', person.id).on('p.part', '=', 'excluded'),
    )
    .select(['c.id', 'c.counsellor_id', 's.name'])
    .where('c.code', '=', known)
    .where('p.staff_id', 'is', null)
    .executeTakeFirst();
  if (!taken) return null;
  if (taken.counsellor_id === person.id) return { claimed: known }; // the button was pressed twice
  return (await claimedSince(db, taken.id, now.getTime() - LIST_IS_FRESH_FOR))
    ? { refused: 'taken', by: taken.name }
    : null;
}

async function claimedSince(db: Reader, caseId: string, since: number): Promise<boolean> {
  const claim = await db
    .selectFrom('events')
    .select('seq')
    .where('case_id', '=', caseId)
    .where('kind', '=', 'case.claimed')
    .where('at', '>', new Date(since))
    .executeTakeFirst();
  return claim !== undefined;
}

async function nameOf(db: Reader, staffId: number): Promise<string> {
  const row = await db.selectFrom('staff').select('name').where('id', '=', staffId).executeTakeFirstOrThrow();
  return row.name;
}
