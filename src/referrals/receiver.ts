/** Who a referral goes to, in words. */
import type { Reader } from '../db/database.ts';
import { type Expert, nameOfExpert, readExpert } from './experts.ts';
import type { ReferralRow } from './standing-referral.ts';

export interface Receiver {
  inWords: string;
  /** null: a colleague of the service */
  expert: Expert | null;
}

export async function readReceiver(db: Reader, row: ReferralRow): Promise<Receiver> {
  if (row.expert_id !== null) {
    const expert = (await readExpert(db, row.expert_id))!;
    return { inWords: nameOfExpert(expert), expert };
  }
  const colleague = await db
    .selectFrom('staff')
    .select('name')
    .where('id', '=', row.colleague_id)
    .executeTakeFirstOrThrow();
  return { inWords: colleague.name, expert: null };
}
