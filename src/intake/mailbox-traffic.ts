/** How much was read from each mailbox on a day (UTC): providers lock an account that reads too much (Gmail: 2,500 MB). */
import type { Database, Reader } from '../db/database.ts';

/** @returns the bytes of that day with these added */
export async function addTraffic(db: Database, mailboxId: number, bytes: number, now: Date): Promise<number> {
  const { received } = await db
    .insertInto('mailbox_traffic')
    .values({ mailbox_id: mailboxId, day: dayOf(now), received: bytes })
    .onConflict((c) =>
      c.columns(['mailbox_id', 'day']).doUpdateSet((eb) => ({ received: eb('mailbox_traffic.received', '+', bytes) })),
    )
    .returning('received')
    .executeTakeFirstOrThrow();
  return received;
}

/** Bytes read from a mailbox on the day of `now`. */
export async function trafficOf(db: Reader, address: string, now: Date): Promise<number> {
  const row = await db
    .selectFrom('mailbox_traffic as t')
    .innerJoin('mailboxes as m', 'm.id', 't.mailbox_id')
    .select('t.received')
    .where('m.address', '=', address)
    .where('t.day', '=', dayOf(now))
    .executeTakeFirst();
  return row?.received ?? 0;
}

const dayOf = (now: Date): string => now.toISOString().slice(0, 10);
