/** Mails that wait for a person, or that needed nobody: opened for reading, each look recorded, or held for a decision. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { EventKind } from '../audit/event-kinds.ts';
import { record } from '../audit/record.ts';
import { relationInSql } from '../cases/visible-cases.ts';
import { mayWithService, type Person } from '../core/policy.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Database, Tx } from '../db/database.ts';
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
  /** code of the case it may belong to */
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
): Promise<HeldMail | null> {
  if (!mayWithService(person, 'read_held_mail')) return null;
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('inbound_mails as i')
      .leftJoin('cases as c', 'c.id', 'i.suggestion')
      .select(['i.state', 'i.fate', 'i.arrived_at', 'i.size', 'i.truncated', 'i.problem', 'c.code'])
      .where('i.id', '=', id)
      .where('i.state', 'in', openStates)
      .where((eb) => eb.not(isForAColleague(person)))
      .executeTakeFirst();
    const raw = row && (await readRaw(tx, vault, id));
    if (!row?.fate || !raw) return null;
    if (look) await record(tx, { actor: { staff: person.id }, kind: look, data: { mail: id } });
    return {
      id,
      state: row.state as HeldMail['state'],
      fate: row.fate,
      arrivedAt: row.arrived_at,
      size: row.size,
      truncated: row.truncated,
      problem: row.problem,
      suggestion: row.code,
      raw,
    };
  });
}

/**
 * A mail that seems to belong to a case often quotes its letters, so it waits for those who have the case, and never for the
 * excluded. While nobody works on the case (in the pool, or its counsellor is gone) it waits for all others, lest it be lost.
 * For queries over `inbound_mails as i`.
 */
export const isForAColleague = (person: Person): RawBuilder<SqlBool> => sql<SqlBool>`exists (
  select from cases left join staff on staff.id = cases.counsellor_id
  where cases.id = i.suggestion and (${relationInSql(person)} = 'excluded'
    or (${relationInSql(person)} = 'other' and staff.role = 'counsellor' and staff.disabled_at is null)))`;

/** Holds the mail for a decision until the transaction ends; undefined when it is not for this person, or somebody else has decided. */
export const lockHeldFor = (tx: Tx, person: Person, id: string) =>
  lockable(tx, id)
    .where((eb) => eb.not(isForAColleague(person)))
    .executeTakeFirst();

/** `lockHeldFor` where nobody reads or decides anything. */
export const lockHeld = (tx: Tx, id: string) => lockable(tx, id).executeTakeFirst();

const lockable = (tx: Tx, id: string) =>
  tx
    .selectFrom('inbound_mails as i')
    .select(['i.id', 'i.mailbox_id', 'i.arrived_at', 'i.truncated'])
    .where('i.id', '=', id)
    .where('i.state', 'in', openStates)
    .where('i.raw_sealed', 'is not', null)
    .forNoKeyUpdate();
