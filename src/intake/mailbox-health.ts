/** How the watched folders are: when the server last answered, and what stands in the way. Times and codes, never a server's words. */
import type { Database, Reader } from '../db/database.ts';

export interface MailboxState {
  address: string;
  folder: string;
  checkedAt: Date | null;
  problem: string | null;
  problemSince: Date | null;
  /** the number up to which nothing is missing */
  lastUid: number;
  /** when the latest mail came to the mail server */
  lastMailAt: Date | null;
}

/** Folders of imported archives are not watched and do not appear. */
export const readMailboxStates = (db: Reader): Promise<MailboxState[]> =>
  db
    .selectFrom('mailbox_folders as f')
    .innerJoin('mailboxes as m', 'm.id', 'f.mailbox_id')
    .select((eb) => [
      'm.address',
      'f.folder',
      'f.checked_at as checkedAt',
      'f.problem',
      'f.problem_since as problemSince',
      'f.last_uid as lastUid',
      eb
        .selectFrom('inbound_mails as i')
        .select('i.arrived_at')
        .whereRef('i.mailbox_id', '=', 'f.mailbox_id')
        .whereRef('i.folder', '=', 'f.folder')
        .whereRef('i.uid_validity', '=', 'f.uid_validity')
        .orderBy('i.uid', 'desc')
        .limit(1)
        .as('lastMailAt'),
    ])
    .where('f.folder', 'not like', 'import:%')
    .orderBy('m.address')
    .orderBy('f.folder')
    .execute();

const MINUTE = 60_000;
/** A server that restarts is back within this time; nobody needs to hear of it. */
const PROBLEM_PATIENCE = 1.5 * MINUTE;
/** A look that takes its time is no silence; two minutes after the last good one everybody knows. */
const LATE_LOOK = 0.9 * MINUTE;

/**
 * Since when no mail can come in through this folder; null while all is well or the first look is still under way.
 * @param pollEveryMs how often the folder is looked at, when that is more than a minute
 */
export function stoppedSince(state: MailboxState, now: Date, pollEveryMs = MINUTE): Date | null {
  const lasts = (since: Date | null, patience: number) => since && now.getTime() - since.getTime() >= patience;
  if (lasts(state.problemSince, PROBLEM_PATIENCE)) return state.problemSince;
  return lasts(state.checkedAt, Math.max(MINUTE, pollEveryMs) + LATE_LOOK) ? state.checkedAt : null;
}

/** Says that from now on these folders are watched and no others: of the others nobody expects news. */
export async function watchOnly(
  db: Database,
  watched: readonly { mailboxId: number; folders: readonly string[] }[],
): Promise<void> {
  await db
    .updateTable('mailbox_folders')
    .set({ checked_at: null, problem: null, problem_since: null })
    .where((eb) =>
      eb.not(
        eb.or(
          watched.map(({ mailboxId, folders }) =>
            eb.and([eb('mailbox_id', '=', mailboxId), eb('folder', 'in', folders)]),
          ),
        ),
      ),
    )
    .execute();
}
