/** What came of comparing each watched folder with what was taken in from it: numbers only, one row for each time. */
import type { Reader } from '../db/database.ts';

export interface Reconciliation {
  address: string;
  folder: string;
  endedAt: Date;
  /** mails the server lists */
  onServer: number;
  /** of these above the cursor: the poller is on its way to them */
  waiting: number;
  /** were missing here and were fetched now */
  fetched: number;
  /** are missing here and were not to be had; not 0: somebody must look */
  missing: number;
  /** here and there, with another number of bytes */
  sizeDiffers: number;
  /** here, and no longer there; what the program itself removed is not counted */
  gone: number;
  /** came and went since the last time, before the program saw them */
  goneUnread: number;
}

/** The latest of each folder, by address and folder. A folder that was never compared has none. */
export const lastReconciliations = (db: Reader): Promise<Reconciliation[]> =>
  db
    .selectFrom('reconciliations as r')
    .innerJoin('mailboxes as m', 'm.id', 'r.mailbox_id')
    .distinctOn(['m.address', 'r.folder'])
    .select([
      'm.address',
      'r.folder',
      'r.ended_at as endedAt',
      'r.on_server as onServer',
      'r.waiting',
      'r.fetched',
      'r.missing',
      'r.size_differs as sizeDiffers',
      'r.gone',
      'r.gone_unread as goneUnread',
    ])
    .orderBy('m.address')
    .orderBy('r.folder')
    .orderBy('r.id', 'desc')
    .execute();

/** When a folder was last compared, and since when mail has been taken in from it. */
export async function reconciliationTimes(
  db: Reader,
  mailboxId: number,
  folder: string,
): Promise<{ last: Date | null; since: Date | null }> {
  const last = await db
    .selectFrom('reconciliations')
    .select('ended_at')
    .where('mailbox_id', '=', mailboxId)
    .where('folder', '=', folder)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const first = await db
    .selectFrom('inbound_mails')
    .select('received_at')
    .where('mailbox_id', '=', mailboxId)
    .where('folder', '=', folder)
    .orderBy('uid_validity')
    .orderBy('uid')
    .limit(1)
    .executeTakeFirst();
  return { last: last?.ended_at ?? null, since: first?.received_at ?? null };
}
