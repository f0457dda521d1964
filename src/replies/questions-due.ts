/**
 * When a letter of ours may end with questions about the work together, and when it is time: not in the first answer and not
 * while somebody is in danger; the pulse from the second answer on, then in each third.
 */
import type { CaseRow } from '../cases/lock-case.ts';
import type { Asked } from '../core/answers/questions.ts';
import type { Reader } from '../db/database.ts';

const LETTERS_BETWEEN = 3;

/** What each of our letters to the konseli asked, the oldest first. */
async function askedSoFar(db: Reader, caseId: string): Promise<string[][]> {
  const rows = await db
    .selectFrom('messages')
    .select('asks')
    .where('case_id', '=', caseId)
    .where('direction', '=', 'out')
    .where('kind', '=', 'letter')
    .orderBy('arrived_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.asks);
}

/** @returns what it is time to ask in the next letter; null: nothing may be asked now */
export async function questionsDue(db: Reader, kasus: CaseRow): Promise<Asked[] | null> {
  if (kasus.risk === 'urgent') return null;
  const asked = await askedSoFar(db, kasus.id);
  if (!asked.length) return null;
  const since = asked.length - 1 - asked.findLastIndex((asks) => asks.includes('pulse'));
  const never = !asked.some((asks) => asks.includes('pulse'));
  return never || since >= LETTERS_BETWEEN - 1 ? ['pulse'] : [];
}
