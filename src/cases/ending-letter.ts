/** Whether the work of a round was ended by a letter: one of ours that was sent after counselling, or a reason why there is none. */
import type { Reader } from '../db/database.ts';
import type { CaseRow } from './lock-case.ts';

/** The same as the trigger `guard_ending`. */
export async function isEndedByLetter(db: Reader, kasus: CaseRow): Promise<boolean> {
  if (kasus.stage !== 'post_counselling') return false;
  if (await endingLetterOf(db, kasus.id, kasus.round)) return true;
  const said = await db
    .selectFrom('outcomes')
    .select('fields')
    .where('case_id', '=', kasus.id)
    .where('round', '=', kasus.round)
    .where('outcome', '=', 'resolved')
    .where('replaced_at', 'is', null)
    .executeTakeFirst();
  return said?.fields.includes('without_ending_letter') ?? false;
}

/** The newest letter that ended this round; one that never left does not count. */
export const endingLetterOf = (
  db: Reader,
  caseId: string,
  round: number,
): Promise<{ id: string; arrived_at: Date } | undefined> =>
  db
    .selectFrom('messages as m')
    .leftJoin('outbound_mails as o', 'o.id', 'm.outbound_id')
    .select(['m.id', 'm.arrived_at'])
    .where('m.case_id', '=', caseId)
    .where('m.ends_round', '=', round)
    .where((eb) => eb.or([eb('o.id', 'is', null), eb('o.state', 'not in', ['failed', 'cancelled'])]))
    .orderBy('m.arrived_at', 'desc')
    .limit(1)
    .executeTakeFirst();
