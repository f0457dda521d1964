/** The letter a record or an outcome points at, if it is one of this case: another's letter proves nothing here. */
import type { Reader } from '../db/database.ts';

export const letterOfCase = (
  db: Reader,
  caseId: string,
  messageId: string,
): Promise<{ id: string; direction: 'in' | 'out' } | undefined> =>
  db
    .selectFrom('messages')
    .select(['id', 'direction'])
    .where('case_id', '=', caseId)
    .where((e) => e(e.cast<string>('id', 'text'), '=', messageId.toLowerCase())) // as text: anything may be typed
    .executeTakeFirst();
