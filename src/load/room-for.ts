/** Whether a counsellor may be given one more case. Two cases at once are weighed one after the other. */
import { refuseLoad, weightOf } from '../core/load.ts';
import type { Reader, Tx } from '../db/database.ts';
import { readSettings } from '../service/settings.ts';
import { carriedCases, hasRoom, readLoads, weightsIn } from './read-loads.ts';

/** The case must be locked by the caller. `null`: there is room */
export async function refuseCase(
  tx: Tx,
  caseId: string,
  staffId: number,
  now: Date,
): Promise<'no_room' | 'on_pause' | null> {
  await tx.selectFrom('staff').select('id').where('id', '=', staffId).forNoKeyUpdate().execute();
  const settings = await readSettings(tx);
  const kasus = await carriedCases(tx).where('cases.id', '=', caseId).executeTakeFirst();
  const loads = await readLoads(tx, settings, now);
  const own = loads.find((load) => load.id === staffId);
  if (!kasus || !own) return null;
  const added = weightOf(kasus, weightsIn(settings), now);
  const excluded = await excludedFrom(tx, caseId);
  const others = loads.filter((load) => load.id !== staffId && !excluded.includes(load.id));
  return refuseLoad({
    carried: own.weight,
    added,
    cap: own.cap,
    onPause: own.pausedUntil !== null,
    inDanger: kasus.risk === 'urgent' || kasus.signs === 'red',
    lastResort: own.email === settings.fallbackStaff && !others.some((load) => hasRoom(load, added)),
  });
}

async function excludedFrom(db: Reader, caseId: string): Promise<number[]> {
  const rows = await db
    .selectFrom('case_people')
    .select('staff_id')
    .where('case_id', '=', caseId)
    .where('part', '=', 'excluded')
    .execute();
  return rows.map((row) => row.staff_id);
}
