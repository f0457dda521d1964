/** The wait of a case for the konseli's letter: one row from a letter of ours until somebody writes. */
import { type Selectable, sql } from 'kysely';
import type { CaseRow } from '../cases/lock-case.ts';
import { NOTHING_MORE, type Pause, restedSince, stepDueAt } from '../core/silence.ts';
import type { Reader, Tx } from '../db/database.ts';
import type { SilencesTable } from '../db/schema.ts';
import { calendarOf, readSettings } from '../service/settings.ts';

export type Silence = Selectable<SilencesTable>;

/** Stages in which a silence is looked after; before them nothing was agreed yet. */
export const LOOKED_AFTER = ['counselling', 'post_counselling'] as const;

/**
 * The silence that still stands: neither the konseli nor we have written since.
 * @returns null also where its row was not ended yet
 */
export async function standingSilence(db: Reader, kasus: CaseRow): Promise<Silence | null> {
  if (!(LOOKED_AFTER as readonly string[]).includes(kasus.stage) || kasus.waiting_since) return null;
  const silence = await openSilence(db, kasus.id);
  return silence && silence.after_outbound === (await lastAnswer(db, kasus.id)) ? silence : null;
}

const openSilence = (db: Reader, caseId: string): Promise<Silence | undefined> =>
  db.selectFrom('silences').selectAll().where('case_id', '=', caseId).where('ended_at', 'is', null).executeTakeFirst();

/** The mail of our newest answer; letters that the service wrote in between are none. */
async function lastAnswer(db: Reader, caseId: string): Promise<string | null> {
  const row = await db
    .selectFrom('messages')
    .select('outbound_id')
    .where('case_id', '=', caseId)
    .where('direction', '=', 'out')
    .where('kind', '=', 'letter')
    .orderBy('arrived_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.outbound_id ?? null;
}

/** When the next step is due, with the rests that were agreed meanwhile; null: nothing comes any more. */
export async function dueWithRests(db: Reader, silence: Silence, kasus: CaseRow, now: Date): Promise<Date | null> {
  if (!silence.due_at) return null;
  const rested = restedSince(silence.began_at, await restsOf(db, silence, kasus), now);
  return new Date(silence.due_at.getTime() + rested);
}

/** A rest was agreed, with us or by the konseli's own word, and is not over. */
export const rests = ({ asleep_until, quiet_until }: CaseRow, now: Date): boolean =>
  [asleep_until, quiet_until].some((until) => until !== null && until > now);

const restsOf = async (db: Reader, silence: Silence, kasus: CaseRow): Promise<Pause[]> => [
  ...(await sleepsOf(db, silence, kasus)),
  ...(await pausesOf(db, silence)),
];

/** Every agreed sleep since it began. One that nobody ended while the case is awake was over with a letter. */
async function sleepsOf(db: Reader, silence: Silence, kasus: CaseRow): Promise<Pause[]> {
  const rows = await db
    .selectFrom('follow_ups')
    .select(['created_at as from', sql<Date | null>`coalesce(done_at, cancelled_at)`.as('until')])
    .where('case_id', '=', silence.case_id)
    .where('kind', '=', 'wake')
    .where(sql<boolean>`coalesce(done_at, cancelled_at, 'infinity') > ${silence.began_at}`)
    .execute();
  return rows.filter(({ until }) => until !== null || kasus.asleep_until !== null);
}

/** The pauses that the konseli asked for, each until its day or until a word to go on. */
async function pausesOf(db: Reader, silence: Silence): Promise<Pause[]> {
  const rows = await db
    .selectFrom('own_requests')
    .select(['kind', 'asked_at as from', 'pause_until as until'])
    .where('case_id', '=', silence.case_id)
    .where('kind', 'in', ['pause', 'resume'])
    .where('state', '=', 'done')
    .orderBy('asked_at')
    .execute();
  return rows.flatMap(({ kind, from, until }, n) => {
    if (kind !== 'pause') return [];
    const next = rows[n + 1]?.from ?? null; // a resume, or a pause that takes its place
    return [{ from, until: next && until && next < until ? next : until }];
  });
}

/** The step was taken or left out: what comes next, and when. The case must be locked. */
export async function goOn(tx: Tx, silence: Silence, now: Date): Promise<void> {
  const next = silence.step + 1;
  const settings = await readSettings(tx);
  const due = stepDueAt(next, silence.expected_at, now, settings.silenceDays, calendarOf(settings));
  await tx
    .updateTable('silences')
    .set({ step: next, due_at: next === NOTHING_MORE ? null : due, told_at: null, told_why: null })
    .where('id', '=', silence.id)
    .execute();
}
