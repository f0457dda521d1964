/** Every mail and what became of it: numbers, times and codes, never a word. */
import { visibleCases } from '../cases/visible-cases.ts';
import type { MailKind } from '../core/mail-report.ts';
import type { Person } from '../core/policy.ts';
import type { Reader } from '../db/database.ts';
import type { Fate, InboundState } from '../db/schema.ts';
import { isForAColleague } from './held-mail.ts';

export interface MailRow {
  id: string;
  arrivedAt: Date;
  state: InboundState;
  fate: Fate | null;
  problem: string | null;
  size: number;
  attempts: number;
  /** false: nothing is left to read or to try again */
  hasBytes: boolean;
  /** it waits for those who have the case it may belong to */
  forAColleague: boolean;
  /** of the case it is in, when this person may see that case */
  caseCode: string | null;
}

export const MAILS_A_PAGE = 50;

export interface MailFilter {
  states: readonly InboundState[];
  /** keyed hash of the sender's address */
  sender?: Buffer | null;
  /** what the mail is (core/mail-report.ts) */
  kind?: MailKind | null;
  /** came to the mail server at this moment or later, and before that one */
  since?: Date | null;
  until?: Date | null;
  /** mail from lists is left out: it is counted in one line */
  foldsLists?: boolean;
  /** only mails taken in before this one, for the next page */
  before: string | null;
}

/** At most `MAILS_A_PAGE`, the last taken in first: ids are UUIDs of version 7, which sort by the time they were made. */
export async function listMails(db: Reader, person: Person, filter: MailFilter, now: Date): Promise<MailRow[]> {
  let query = db
    .selectFrom('inbound_mails as i')
    .leftJoin('cases', (join) => join.onRef('cases.id', '=', 'i.case_id').on(visibleCases(person, 'see', now)))
    .select((eb) => [
      'i.id',
      'i.arrived_at as arrivedAt',
      'i.state',
      'i.fate',
      'i.problem',
      'i.size',
      'i.attempts',
      eb('i.raw_sealed', 'is not', null).as('hasBytes'),
      isForAColleague(person).as('forAColleague'),
      'cases.code as caseCode',
    ])
    .where('i.state', 'in', filter.states)
    .orderBy('i.id', 'desc')
    .limit(MAILS_A_PAGE);
  if (filter.before) query = query.where('i.id', '<', filter.before);
  if (filter.sender) query = query.where('i.sender_index', '=', filter.sender);
  if (filter.kind) query = query.where('i.kind', '=', filter.kind);
  if (filter.since) query = query.where('i.arrived_at', '>=', filter.since);
  if (filter.until) query = query.where('i.arrived_at', '<', filter.until);
  if (filter.foldsLists) query = query.where((eb) => eb.or([eb('i.fate', 'is', null), eb('i.fate', '<>', 'list')]));
  const rows = await query.execute();
  return rows.map((row) => ({ ...row, hasBytes: Boolean(row.hasBytes), forAColleague: Boolean(row.forAColleague) }));
}

/** How many mails from mailing lists came since then. */
export async function countListMails(db: Reader, since: Date): Promise<number> {
  const row = await db
    .selectFrom('inbound_mails')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('fate', '=', 'list')
    .where('arrived_at', '>=', since)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** How many mails wait for a person. */
export async function countWaitingMails(db: Reader): Promise<number> {
  const row = await db
    .selectFrom('inbound_mails')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', 'in', ['held', 'failed'])
    .executeTakeFirstOrThrow();
  return Number(row.n);
}
