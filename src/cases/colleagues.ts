/** The people a case can be given to or shared with, and in which part each already stands. */
import type { Reader } from '../db/database.ts';

export interface Colleague {
  id: number;
  name: string;
  part: 'own' | 'co' | 'excluded' | null;
}

/** Active counsellors, by name, each with the part they have in this case. */
export async function colleaguesFor(
  db: Reader,
  kasus: { id: string; counsellor_id: number | null },
): Promise<Colleague[]> {
  const rows = await db
    .selectFrom('staff as s')
    .leftJoin('case_people as p', (join) => join.onRef('p.staff_id', '=', 's.id').on('p.case_id', '=', kasus.id))
    .select(['s.id', 's.name', 'p.part'])
    .where('s.role', '=', 'counsellor')
    .where('s.disabled_at', 'is', null)
    .orderBy('s.name')
    .orderBy('s.id')
    .execute();
  return rows.map((r) => ({ id: r.id, name: r.name, part: r.id === kasus.counsellor_id ? 'own' : r.part }));
}

/** One of them; undefined when the person is no active counsellor. */
export const colleagueFor = async (
  db: Reader,
  kasus: { id: string; counsellor_id: number | null },
  staffId: number,
): Promise<Colleague | undefined> => (await colleaguesFor(db, kasus)).find((c) => c.id === staffId);
