/**
 * The sweep, every few seconds: rows are the truth, so whatever the queue forgot is found here. A mail still `sending` after
 * its lease ran out was in the hands of a worker that died: uncertain, for a person to decide.
 */
import { record } from '../audit/record.ts';
import type { Database } from '../db/database.ts';
import { dueCopies, dueMails, strandedMails } from './outbound-mail.ts';

const A_ROUND = 100;

export interface Due {
  /** ids for `deliverMail` */
  mails: string[];
  /** ids for `appendCopy` */
  copies: string[];
}

/** Undo windows end and retries come due without anybody ringing: at most this late. */
export const SWEEP_MS = 5_000;

export async function deliverDue(db: Database, now: Date): Promise<Due> {
  await db.transaction().execute(async (tx) => {
    const stranded = await strandedMails(tx, now);
    await record(
      tx,
      ...stranded.map(({ id, caseId }) => ({
        actor: 'system' as const,
        kind: 'delivery.became_uncertain' as const,
        caseId,
        data: { outbound: id, problem: 'worker_died' },
      })),
    );
  });
  return { mails: await dueMails(db, now, A_ROUND), copies: await dueCopies(db, now, A_ROUND) };
}
