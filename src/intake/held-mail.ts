/** Mails that wait for a person, or that needed nobody: opened for reading, each look recorded, or held for a decision. */
import type { EventKind } from '../audit/event-kinds.ts';
import { record } from '../audit/record.ts';
import { readCaseAccess } from '../cases/case-access.ts';
import { mayWithService, type Person } from '../core/policy.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Database, Reader, Tx } from '../db/database.ts';
import type { Fate } from '../db/schema.ts';
import { readRaw } from './inbound-mail.ts';

const openStates = ['held', 'failed', 'ignored'] as const;

export interface HeldMail {
  id: string;
  state: (typeof openStates)[number];
  fate: Fate;
  arrivedAt: Date;
  size: number;
  truncated: boolean;
  problem: string | null;
  /** code of the case it may belong to, when this person may see that case */
  suggestion: string | null;
  /** byte for byte as it came; understood by the edge, in a thread that can be killed */
  raw: Buffer;
}

export type HeldRefusal = 'not_found' | 'already_settled';

/** What a person takes a look at, as it stands in the record; null when the decision that follows is recorded itself. */
export type Look = Extract<EventKind, 'mail.read' | 'raw_mail.read' | 'attachment.read'> | null;

/** Opens a mail that is in no case. @returns null when there is none, its bytes are gone, or it is not for this person */
export async function openHeldMail(
  db: Database,
  vault: Vault,
  person: Person,
  id: string,
  look: Look,
  now: Date,
): Promise<HeldMail | null> {
  if (!mayWithService(person, 'read_held_mail')) return null;
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('inbound_mails as i')
      .leftJoin('cases as c', 'c.id', 'i.suggestion')
      .select(['i.state', 'i.fate', 'i.arrived_at', 'i.size', 'i.truncated', 'i.problem', 'c.code'])
      .where('i.id', '=', id)
      .where('i.state', 'in', openStates)
      .executeTakeFirst();
    const raw = row && (await readRaw(tx, vault, id));
    if (!row?.fate || !raw) return null;
    const suggestion = row.code && (await mayKnowOf(tx, person, row.code, now)) ? row.code : null;
    if (look) await record(tx, { actor: { staff: person.id }, kind: look, data: { mail: id } });
    return {
      id,
      state: row.state as HeldMail['state'],
      fate: row.fate,
      arrivedAt: row.arrived_at,
      size: row.size,
      truncated: row.truncated,
      problem: row.problem,
      suggestion,
      raw,
    };
  });
}

const mayKnowOf = async (db: Reader, person: Person, code: string, now: Date): Promise<boolean> =>
  'kasus' in (await readCaseAccess(db, person, code, 'see', now));

/** Holds the mail for a decision until the transaction ends; undefined when somebody else has decided. */
export const lockHeld = (tx: Tx, id: string) =>
  tx
    .selectFrom('inbound_mails')
    .select(['id', 'mailbox_id', 'arrived_at', 'truncated'])
    .where('id', '=', id)
    .where('state', 'in', openStates)
    .where('raw_sealed', 'is not', null)
    .forNoKeyUpdate()
    .executeTakeFirst();
