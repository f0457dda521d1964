/**
 * Keeps, for whatever stands still, one alarm from its beginning to its end, and one mail to each admin for either: an outage
 * is told once, and that it is over is told once, however many processes watch.
 */
import { record } from '../audit/record.ts';
import { type Database, newId, type Tx } from '../db/database.ts';
import type { AlarmKind } from '../db/schema.ts';
import type { Trouble } from './find-troubles.ts';

export interface AlarmTimings {
  /** how long something stands still before the admins are told */
  tellAfterMs: number;
  /** how long it must have been well before it counts as over: what comes and goes is one outage */
  calmMs: number;
}

export const ALARM_TIMINGS: AlarmTimings = { tellAfterMs: 300_000, calmMs: 120_000 };

/** Told to one admin in an hour, at most; beyond that the pages say it. */
const MOST_AN_HOUR = 12;

export interface Raised {
  began: AlarmKind[];
  ended: AlarmKind[];
}

export async function raiseAlarms(
  db: Database,
  troubles: readonly Trouble[],
  now: Date,
  timings: AlarmTimings = ALARM_TIMINGS,
): Promise<Raised> {
  const lasting = troubles.filter(({ kind, since }) => {
    // a disk does not empty itself while one waits
    return kind === 'disk_nearly_full' || now.getTime() - since.getTime() >= timings.tellAfterMs;
  });
  return db.transaction().execute(async (tx) => {
    const began: AlarmKind[] = [];
    for (const trouble of lasting) if (await begin(tx, trouble, now)) began.push(trouble.kind);
    const ended = await end(tx, new Date(now.getTime() - timings.calmMs), now);
    await record(
      tx,
      ...began.map((alarm) => ({ actor: 'system' as const, kind: 'alarm.began' as const, data: { alarm } })),
      ...ended.map((alarm) => ({ actor: 'system' as const, kind: 'alarm.ended' as const, data: { alarm } })),
    );
    return { began, ended };
  });
}

/** @returns whether this is news */
async function begin(tx: Tx, { kind, place, since }: Trouble, now: Date): Promise<boolean> {
  const id = newId();
  const row = await tx
    .insertInto('alarms')
    .values({ id, kind, place, began_at: since, seen_at: now })
    .onConflict((c) => c.columns(['kind', 'place']).where('ended_at', 'is', null).doUpdateSet({ seen_at: now }))
    .returning('id')
    .executeTakeFirstOrThrow();
  if (row.id !== id) return false;
  await tellAdmins(tx, id, 'began', now);
  return true;
}

async function end(tx: Tx, before: Date, now: Date): Promise<AlarmKind[]> {
  const over = await tx
    .updateTable('alarms')
    .set({ ended_at: now })
    .where('ended_at', 'is', null)
    .where('seen_at', '<=', before)
    .returning(['id', 'kind'])
    .execute();
  for (const { id } of over) {
    // who never heard that it began needs not hear that it is over
    await tx
      .updateTable('alarm_mails')
      .set({ state: 'cancelled', settled_at: now })
      .where('alarm_id', '=', id)
      .where('state', '=', 'queued')
      .execute();
    await tellAdmins(tx, id, 'ended', now);
  }
  return over.map(({ kind }) => kind);
}

async function tellAdmins(tx: Tx, alarmId: string, tells: 'began' | 'ended', now: Date): Promise<void> {
  const anHourAgo = new Date(now.getTime() - 3_600_000);
  const admins = await tx
    .selectFrom('staff')
    .select('staff.id')
    .where('role', '=', 'admin')
    .where('disabled_at', 'is', null)
    .where((eb) =>
      eb(
        eb
          .selectFrom('alarm_mails as m')
          .select((e) => e.fn.countAll<number>().as('n'))
          .whereRef('m.staff_id', '=', 'staff.id')
          .where('m.due_at', '>', anHourAgo),
        '<',
        MOST_AN_HOUR,
      ),
    )
    .$if(tells === 'ended', (q) =>
      q.where((eb) =>
        eb.exists(
          eb
            .selectFrom('alarm_mails as told')
            .select('told.id')
            .whereRef('told.staff_id', '=', 'staff.id')
            .where('told.alarm_id', '=', alarmId)
            .where('told.state', 'in', ['sent', 'sending']),
        ),
      ),
    )
    .execute();
  if (!admins.length) return;
  await tx
    .insertInto('alarm_mails')
    .values(admins.map(({ id }) => ({ id: newId(), alarm_id: alarmId, staff_id: id, tells, due_at: now })))
    .onConflict((c) => c.columns(['alarm_id', 'staff_id', 'tells']).doNothing())
    .execute();
}
