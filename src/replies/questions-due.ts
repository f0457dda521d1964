/**
 * When a letter of ours may end with questions about the work together, and when it is time: not in the first answer and not
 * while somebody is in danger; in counselling the pulse, then in each third letter, and
 * with it how close the goals are.
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

async function hasGoals(db: Reader, caseId: string): Promise<boolean> {
  const goal = await db
    .selectFrom('goals')
    .select('id')
    .where('case_id', '=', caseId)
    .where('dropped_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return goal !== undefined;
}

/** What belongs under the letter that ends the work. */
export const ofTheEnding: readonly Asked[] = ['satisfaction', 'follow_up'];

/** Consent may be asked for in any letter, the rest from the second on; nothing while somebody is in danger. */
export async function mayAsk(db: Reader, kasus: CaseRow, asks: readonly Asked[]): Promise<boolean> {
  if (!asks.length) return true;
  if (kasus.risk === 'urgent') return false;
  if (kasus.stage !== 'post_counselling' && asks.some((asked) => ofTheEnding.includes(asked))) return false;
  return asks.every((asked) => asked === 'consent') || (await questionsDue(db, kasus)) !== null;
}

/** @returns what it is time to ask in the next letter; null: nothing but consent may be asked now */
export async function questionsDue(db: Reader, kasus: CaseRow): Promise<Asked[] | null> {
  if (kasus.risk === 'urgent') return null;
  const asked = await askedSoFar(db, kasus.id);
  if (!asked.length) return null;
  if (kasus.stage !== 'counselling') return [];
  const isDue = (question: Asked) => asked.slice(1 - LETTERS_BETWEEN).every((asks) => !asks.includes(question));
  const timely: Asked[] = (await hasGoals(db, kasus.id)) ? ['pulse', 'goals'] : ['pulse'];
  return timely.filter(isDue);
}
