/**
 * What time asks for while a counsellor is away: the stand-in is let into the open cases, whoever writes hears of it once, and on
 * the day the stand-in is let out again. Each step is looked at anew with its row in hand, so two workers take it once.
 */
import { record } from '../audit/record.ts';
import type { Database, Tx } from '../db/database.ts';
import type { WritingFrom } from '../replies/write-to-konseli.ts';
import { answerFor, unansweredLetters } from './absence-letter.ts';
import { closeAbsence } from './absences.ts';
import { endParts, givePart, missingParts, strayParts } from './parts.ts';

export interface AbsenceRun {
  /** letters that now wait to be delivered */
  written: string[];
  /** what could not be done; the rest was */
  failed: { id: string; error: unknown }[];
}

export async function lookAfterAbsences(db: Database, from: WritingFrom, now: Date): Promise<AbsenceRun> {
  const run: AbsenceRun = { written: [], failed: [] };
  const each = async <Row>(
    rows: readonly Row[],
    idOf: (row: Row) => string,
    step: (tx: Tx, row: Row) => Promise<void>,
  ) => {
    for (const row of rows)
      try {
        await db.transaction().execute((tx) => step(tx, row));
      } catch (error) {
        run.failed.push({ id: idOf(row), error });
      }
  };
  const ids = ({ id }: { id: string }) => id;
  const cases = ({ caseId }: { caseId: string }) => caseId;
  await each(await standing(db).where('ends_at', '<=', now).execute(), ids, (tx, { id }) => endOver(tx, id, now));
  await each(await toBegin(db, now).execute(), ids, (tx, { id }) => begin(tx, id, now));
  await each(await strayParts(db), cases, (tx, { absenceId, caseId }) => endStray(tx, absenceId, caseId, now));
  await each(await missingParts(db, now), cases, async (tx, { absenceId, caseId }) =>
    record(tx, ...(await givePart(tx, absenceId, caseId, now))),
  );
  await each(await unansweredLetters(db, now), cases, async (tx, letter) => {
    const outboundId = await answerFor(tx, from, letter, now);
    if (outboundId) run.written.push(outboundId);
  });
  return run;
}

const standing = (db: Pick<Database, 'selectFrom'>) =>
  db.selectFrom('absences').select('id').where('ended_at', 'is', null);

const toBegin = (db: Pick<Database, 'selectFrom'>, now: Date) =>
  standing(db).where('began_at', 'is', null).where('begins_at', '<=', now).where('ends_at', '>', now);

async function begin(tx: Tx, id: string, now: Date): Promise<void> {
  const begun = await tx
    .updateTable('absences')
    .set({ began_at: now })
    .where('id', '=', id)
    .where('began_at', 'is', null)
    .where('ended_at', 'is', null)
    .returning(['staff_id', 'stand_in_id'])
    .executeTakeFirst();
  if (!begun) return;
  const data = { absence: id, staff: begun.staff_id, standIn: begun.stand_in_id };
  await record(tx, { actor: 'system', kind: 'absence.began', data });
}

async function endOver(tx: Tx, id: string, now: Date): Promise<void> {
  const still = await standing(tx).where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  if (still) await record(tx, ...(await closeAbsence(tx, id, 'system', now)));
}

async function endStray(tx: Tx, absenceId: string, caseId: string, now: Date): Promise<void> {
  const cases = await endParts(tx, absenceId, now, [caseId]);
  if (cases.length) await record(tx, { actor: 'system', kind: 'absence.ended', caseId, data: { absence: absenceId } });
}
