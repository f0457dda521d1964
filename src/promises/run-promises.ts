/**
 * Keeps the ledger of promises: every answer that a konseli was promised for a day, from the day it is made to the day it is
 * kept, put off with a word, or missed. Who waits past the day hears of it once, from the program, with a new date; when that
 * date passes too, once more and without a date, for a promise that may not hold is none.
 */
import { sql } from 'kysely';
import { record } from '../audit/record.ts';
import { type CaseRow, lockCase } from '../cases/lock-case.ts';
import { answerDueAt } from '../core/promise-clock.ts';
import { type Database, newId, type Reader, type Tx } from '../db/database.ts';
import { notUnasked } from '../replies/not-unasked.ts';
import { promiseInWords } from '../replies/promise-in-words.ts';
import { queueServiceLetter } from '../replies/service-letter.ts';
import { unaskedText } from '../replies/unasked-text.ts';
import type { WritingFrom } from '../replies/write-to-konseli.ts';
import { calendarOf, readSettings, type ServiceSettings } from '../service/settings.ts';

export interface PromiseRun {
  /** promises that were missed */
  missed: number;
  /** cases in which that could not be settled; the others were */
  failed: { caseId: string; error: unknown }[];
}

export async function runPromises(db: Database, from: WritingFrom, now: Date): Promise<PromiseRun> {
  await db.transaction().execute(async (tx) => {
    await settleWhatIsOver(tx, now);
    await noteNew(tx, now);
  });
  const run: PromiseRun = { missed: 0, failed: [] };
  for (const { id, case_id: caseId } of await missedNow(db, now))
    try {
      if (await db.transaction().execute((tx) => settleMiss(tx, from, id, caseId, now))) run.missed++;
    } catch (error) {
      run.failed.push({ caseId, error });
    }
  return run;
}

/** The case goes by another day, or by none: whether in time is told by the first letter of ours that reached the konseli. */
async function settleWhatIsOver(tx: Tx, now: Date): Promise<void> {
  await sql`
    with over as (
      select p.id, p.due_at, c.waiting_since = p.waiting_since as waits_on, (
        select min(m.arrived_at) from messages m join outbound_mails o on o.id = m.outbound_id
        where m.case_id = p.case_id and m.direction = 'out' and m.kind = 'letter' and m.arrived_at >= p.waiting_since
          and o.state not in ('failed', 'cancelled') and (o.bounced_at is null or o.bounce_permanent is not true)) as heard_at
      from promises p join cases c on c.id = p.case_id
      where p.state = 'open'
        and (c.waiting_since is distinct from p.waiting_since or c.answer_due_at is distinct from p.due_at))
    update promises p set settled_at = ${now},
      state = case when o.heard_at is null then 'void' when o.heard_at > o.due_at then 'missed'
                   when o.waits_on then 'explained' else 'kept' end,
      why_not_told = case when o.heard_at > o.due_at then 'answered_meanwhile' end
    from over o where o.id = p.id`.execute(tx);
}

/** A promise whose day had passed before anybody saw it was never made; an answer that was called back is owed again. */
async function noteNew(tx: Tx, now: Date): Promise<void> {
  await sql`
    update promises p set state = 'open', settled_at = null from cases c
    where c.id = p.case_id and c.waiting_since = p.waiting_since and c.answer_due_at = p.due_at
      and p.state in ('kept', 'explained')`.execute(tx);
  const { rows } = await sql<{ caseId: string; since: Date; due: Date }>`
    select c.id as "caseId", c.waiting_since as since, c.answer_due_at as due from cases c
    where c.stage <> 'closed' and c.waiting_since is not null and c.answer_due_at is not null
      and not exists (select from promises p
        where p.case_id = c.id and p.waiting_since = c.waiting_since and p.due_at = c.answer_due_at)`.execute(tx);
  if (!rows.length) return;
  const made = rows.map(({ caseId, since, due }) => ({
    id: newId(),
    case_id: caseId,
    waiting_since: since,
    due_at: due,
    made_at: now,
    ...(due <= now && { state: 'void' as const, settled_at: now }),
  }));
  await tx
    .insertInto('promises')
    .values(made)
    .onConflict((c) => c.doNothing())
    .execute();
}

const missedNow = (db: Reader, now: Date) =>
  db
    .selectFrom('promises')
    .select(['id', 'case_id'])
    .where('state', '=', 'open')
    .where('due_at', '<', now)
    .orderBy('due_at')
    .execute();

/** @returns whether it was missed, and is settled now */
async function settleMiss(tx: Tx, from: WritingFrom, id: string, caseId: string, now: Date): Promise<boolean> {
  const kasus = await lockCase(tx, caseId);
  const promise = await tx
    .selectFrom('promises')
    .select(['waiting_since', 'due_at'])
    .where('id', '=', id)
    .where('state', '=', 'open')
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!promise || kasus?.answer_due_at?.getTime() !== promise.due_at.getTime()) return false;
  if (kasus.waiting_since?.getTime() !== promise.waiting_since.getTime()) return false;
  const settings = await readSettings(tx);
  const next = (await toldBefore(tx, caseId, promise.waiting_since))
    ? null
    : answerDueAt(now, calendarOf(settings), settings.promiseDays);
  const why = await tell(tx, from, { id, kasus, next, settings }, now);
  const told = why === null;
  await tx
    .updateTable('promises')
    .set({ state: 'missed', settled_at: now, told_at: told ? now : null, why_not_told: why })
    .where('id', '=', id)
    .execute();
  if (told && next) await promiseAnew(tx, kasus, next, now);
  const data = { promise: id, told, why, next: told ? (next?.toISOString() ?? null) : null };
  await record(tx, { actor: 'system', kind: 'promise.missed', caseId, data });
  return true;
}

/** Of this wait. */
async function toldBefore(tx: Tx, caseId: string, since: Date): Promise<boolean> {
  const before = await tx
    .selectFrom('promises')
    .select('id')
    .where('case_id', '=', caseId)
    .where('waiting_since', '=', since)
    .where('told_at', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return before !== undefined;
}

/** @returns why the konseli was not told; null: they are */
async function tell(
  tx: Tx,
  from: WritingFrom,
  { id, kasus, next, settings }: { id: string; kasus: CaseRow; next: Date | null; settings: ServiceSettings },
  now: Date,
): Promise<string | null> {
  const against = await notUnasked(tx, from.vault, kasus);
  if (against) return against;
  const write = await unaskedText(
    tx,
    settings,
    next ? 'answer-takes-longer' : 'answer-takes-longest',
    true,
    now,
    (language) => (next ? { tanggal_janji: promiseInWords(next, settings.timeZone, language) } : {}),
  );
  const letter = { kasus, occasion: 'answer_takes_longer' as const, dedupeKey: `answer_takes_longer:${id}` };
  const queued = await queueServiceLetter(tx, from, { ...letter, authorId: null, dueAt: now, write }, now);
  return 'refused' in queued && queued.refused !== 'written_before' ? queued.refused : null;
}

async function promiseAnew(tx: Tx, kasus: CaseRow, due: Date, now: Date): Promise<void> {
  await tx.updateTable('cases').set({ answer_due_at: due }).where('id', '=', kasus.id).execute();
  const made = { id: newId(), case_id: kasus.id, waiting_since: kasus.waiting_since!, due_at: due, made_at: now };
  await tx.insertInto('promises').values(made).execute();
}
