/** Puts a mail through the program once more, with a fresh count of attempts. The edge wakes the job after the commit. */
import { record } from '../audit/record.ts';
import { mayWithService, type Person } from '../core/policy.ts';
import type { Database } from '../db/database.ts';
import { type HeldRefusal, lockHeld } from './held-mail.ts';

export async function retryMail(
  db: Database,
  person: Person,
  id: string,
): Promise<{ done: true } | { refused: HeldRefusal }> {
  if (!mayWithService(person, 'retry_mail')) return { refused: 'not_found' };
  return db.transaction().execute(async (tx) => {
    if (!(await lockHeld(tx, id))) return { refused: 'already_settled' as const };
    await tx
      .updateTable('inbound_mails')
      .set({
        state: 'received',
        fate: null,
        problem: null,
        suggestion: null,
        settled_at: null,
        settled_by: null,
        lease_until: null,
        attempts: 0,
      })
      .where('id', '=', id)
      .execute();
    await record(tx, { actor: { staff: person.id }, kind: 'mail.retried', data: { mail: id } });
    return { done: true as const };
  });
}
