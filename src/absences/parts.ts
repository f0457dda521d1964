/** The cases in which a stand-in reads and answers, for as long as the counsellor is away. Who was shut out stays out. */
import type { Happening } from '../audit/record.ts';
import { lockCase } from '../cases/lock-case.ts';
import type { Reader, Tx } from '../db/database.ts';

/** Open cases of counsellors who are away that their stand-ins were not let into yet; each is asked about once an absence. */
export const missingParts = (db: Reader, now: Date) =>
  db
    .selectFrom('absences as a')
    .innerJoin('cases as c', 'c.counsellor_id', 'a.staff_id')
    .select(['a.id as absenceId', 'c.id as caseId'])
    .where('a.began_at', 'is not', null)
    .where('a.ended_at', 'is', null)
    .where('a.ends_at', '>', now)
    .where('c.stage', '<>', 'closed')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('case_people as p')
            .select('p.case_id')
            .whereRef('p.case_id', '=', 'c.id')
            .whereRef('p.staff_id', '=', 'a.stand_in_id'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('absence_parts as g')
            .select('g.case_id')
            .whereRef('g.case_id', '=', 'c.id')
            .whereRef('g.absence_id', '=', 'a.id'),
        ),
      ),
    )
    .orderBy('c.id')
    .execute();

/** The caller records what is returned. */
export async function givePart(tx: Tx, absenceId: string, caseId: string, now: Date): Promise<Happening[]> {
  const absence = await tx
    .selectFrom('absences')
    .select(['staff_id', 'stand_in_id', 'ends_at', 'entered_by'])
    .where('id', '=', absenceId)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', now)
    .forShare() // who ends it waits, and then ends this part too
    .executeTakeFirst();
  const kasus = absence && (await lockCase(tx, caseId));
  if (!kasus || kasus.stage === 'closed' || kasus.counsellor_id !== absence.staff_id) return [];
  const given = await tx
    .insertInto('case_people')
    .values({
      case_id: caseId,
      staff_id: absence.stand_in_id,
      part: 'co',
      added_by: absence.entered_by,
      added_at: now,
    })
    .onConflict((c) => c.doNothing()) // shut out, or brought in by hand
    .executeTakeFirst();
  if (given.numInsertedOrUpdatedRows === 0n) return [];
  await tx.insertInto('absence_parts').values({ absence_id: absenceId, case_id: caseId, given_at: now }).execute();
  const data = { absence: absenceId, with: absence.stand_in_id };
  return [{ actor: 'system', kind: 'absence.began', caseId, data }];
}

/** Only what the absence gave: a part that was given by hand is another one. @returns the cases */
export async function endParts(tx: Tx, absenceId: string, now: Date, only: readonly string[] = []): Promise<string[]> {
  const ended = await tx
    .updateTable('absence_parts')
    .set({ ended_at: now })
    .where('absence_id', '=', absenceId)
    .where('ended_at', 'is', null)
    .$if(only.length > 0, (q) => q.where('case_id', 'in', only))
    .returning(['case_id', 'given_at'])
    .execute();
  const { stand_in_id: standIn } = await tx
    .selectFrom('absences')
    .select('stand_in_id')
    .where('id', '=', absenceId)
    .executeTakeFirstOrThrow();
  for (const { case_id: caseId, given_at: givenAt } of ended)
    await tx
      .deleteFrom('case_people')
      .where('case_id', '=', caseId)
      .where('staff_id', '=', standIn)
      .where('part', '=', 'co')
      .where('added_at', '=', givenAt)
      .execute();
  return ended.map((row) => row.case_id);
}

/** Cases that went to somebody else meanwhile: the stand-in stood in for who had them. */
export const strayParts = (db: Reader) =>
  db
    .selectFrom('absence_parts as g')
    .innerJoin('absences as a', 'a.id', 'g.absence_id')
    .innerJoin('cases as c', 'c.id', 'g.case_id')
    .select(['a.id as absenceId', 'c.id as caseId'])
    .where('g.ended_at', 'is', null)
    .where(({ eb, ref }) => eb('c.counsellor_id', 'is distinct from', ref('a.staff_id')))
    .execute();
