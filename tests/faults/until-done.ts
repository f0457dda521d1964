/** Waits until a service that was hit by a fault has nothing left to do. */
import { type Program, type Service, until } from '../support/service.ts';

export interface Wish {
  /** so many mails have been taken in; the same bytes a second time count only with `duplicates` */
  mails: number;
  duplicates: boolean;
  /** and so many in all, if that is more */
  rows?: number;
  /** ends the waiting early */
  orWhen?: () => boolean;
  patienceMs?: number;
}

/**
 * Every mail is taken in and filed and everything has left, or the program has looked into the mailbox three times in vain:
 * then nothing more will come, and the invariants say what is missing.
 * @param program whose output stands in the complaint
 * @throws when neither happens in time
 */
export async function untilDone(service: Service, program: Program | null, wish: Wish): Promise<void> {
  const looks = new Set<number>();
  let before = -1;
  await (program?.until ?? until)(
    'everything to be done',
    async () => {
      if (wish.orWhen?.()) return true;
      const { taken, rows, waiting, checkedAt } = await howFar(service, wish.duplicates);
      if (rows !== before || waiting > 0) looks.clear();
      else if (checkedAt) looks.add(checkedAt.getTime());
      before = rows;
      const allTaken = taken >= wish.mails && rows >= (wish.rows ?? 0);
      return waiting === 0 && (allTaken || looks.size > 3);
    },
    wish.patienceMs ?? 120_000,
  );
}

async function howFar({ db }: Service, duplicates: boolean) {
  const mails = await db.selectFrom('inbound_mails').select(['state', 'fate']).execute();
  const leaving = await db
    .selectFrom('outbound_mails')
    .select('id')
    .where('state', 'in', ['queued', 'retry', 'sending'])
    .execute();
  const folder = await db.selectFrom('mailbox_folders').select('checked_at').limit(1).executeTakeFirst();
  const unfiled = mails.filter((mail) => mail.state === 'received').length;
  const taken = duplicates ? mails : mails.filter((mail) => mail.fate !== 'duplicate');
  return {
    taken: taken.length,
    rows: mails.length,
    waiting: unfiled + leaving.length,
    checkedAt: folder?.checked_at ?? null,
  };
}
