/** Every mail and what became of it, and how the mailboxes are: numbers, times and codes, never a word. */
import type { Reader } from '../db/database.ts';
import type { Fate, InboundState } from '../db/schema.ts';

export interface MailRow {
  id: string;
  arrivedAt: Date;
  receivedAt: Date;
  state: InboundState;
  fate: Fate | null;
  problem: string | null;
  size: number;
  attempts: number;
  hasBytes: boolean;
}

export const MAILS_A_PAGE = 50;

/** Newest first. @param before only mails taken in before this time, for the next page */
export async function listMails(
  db: Reader,
  filter: { state: InboundState | null; before: Date | null },
): Promise<MailRow[]> {
  let query = db
    .selectFrom('inbound_mails')
    .select((eb) => [
      'id',
      'arrived_at as arrivedAt',
      'received_at as receivedAt',
      'state',
      'fate',
      'problem',
      'size',
      'attempts',
      eb('raw_sealed', 'is not', null).as('hasBytes'),
    ])
    .orderBy('received_at', 'desc')
    .limit(MAILS_A_PAGE);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.before) query = query.where('received_at', '<', filter.before);
  const rows = await query.execute();
  return rows.map((row) => ({ ...row, hasBytes: Boolean(row.hasBytes) }));
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

export interface MailboxState {
  address: string;
  folder: string;
  checkedAt: Date | null;
  problem: string | null;
  problemSince: Date | null;
  lastUid: number;
}

export const readMailboxStates = (db: Reader): Promise<MailboxState[]> =>
  db
    .selectFrom('mailbox_folders as f')
    .innerJoin('mailboxes as m', 'm.id', 'f.mailbox_id')
    .select([
      'm.address',
      'f.folder',
      'f.checked_at as checkedAt',
      'f.problem',
      'f.problem_since as problemSince',
      'f.last_uid as lastUid',
    ])
    .where('f.folder', 'not like', 'import:%')
    .orderBy('m.address')
    .orderBy('f.folder')
    .execute();
