/** A person says that nobody needs to answer this mail. It stays in the list of mails with its bytes. */
import { record } from '../audit/record.ts';
import { mayWithService, type Person } from '../core/policy.ts';
import type { Database } from '../db/database.ts';
import { type HeldRefusal, lockHeldFor } from './held-mail.ts';
import { settle } from './inbound-mail.ts';

export async function setMailAside(
  db: Database,
  person: Person,
  id: string,
  now: Date,
): Promise<{ done: true } | { refused: HeldRefusal }> {
  if (!mayWithService(person, 'settle_held_mail')) return { refused: 'not_found' };
  return db.transaction().execute(async (tx) => {
    if (!(await lockHeldFor(tx, person, id))) return { refused: 'already_settled' as const };
    await settle(tx, id, { state: 'ignored', fate: 'set_aside', caseId: null, by: person.id, at: now });
    await record(tx, { actor: { staff: person.id }, kind: 'mail.set_aside', data: { mail: id, fate: 'set_aside' } });
    return { done: true as const };
  });
}
