/**
 * What time asks for when a konseli does not write: a check-in, a second one, a letter that the door stays open, and at last the
 * counsellor decides. Nothing is closed by itself, and where a letter must not go out by itself a person is told instead.
 *
 * Every step is looked at again with the case in hand: whoever wrote a moment before is not silent, and two workers take a step
 * once.
 */
import { sql } from 'kysely';
import { record } from '../audit/record.ts';
import { type CaseRow, lockCase } from '../cases/lock-case.ts';
import { expectedAt, letterOfStep, stepDueAt } from '../core/silence.ts';
import { type Database, newId, type Reader, type Tx } from '../db/database.ts';
import type { ServiceLetterQueued } from '../replies/service-letter.ts';
import type { WritingFrom } from '../replies/write-to-konseli.ts';
import { calendarOf, readSettings } from '../service/settings.ts';
import { notByItself, type Reason } from './not-by-itself.ts';
import { queueSilenceLetter } from './silence-letter.ts';
import { dueWithRests, goOn, LOOKED_AFTER, rests, type Silence, standingSilence } from './silence-row.ts';

export interface SilenceRun {
  /** letters that were written, and cases that were put before somebody */
  taken: number;
  /** cases in which a step could not be taken; the others were */
  failed: { caseId: string; error: unknown }[];
}

export async function runSilence(db: Database, from: WritingFrom, now: Date): Promise<SilenceRun> {
  await db.transaction().execute((tx) => endSilences(tx, now));
  await db.transaction().execute((tx) => beginSilences(tx, now));
  const run: SilenceRun = { taken: 0, failed: [] };
  for (const { id, case_id: caseId } of await perhapsDue(db, now))
    try {
      if (await db.transaction().execute((tx) => takeStep(tx, from, id, caseId, now))) run.taken++;
    } catch (error) {
      run.failed.push({ caseId, error });
    }
  return run;
}

/** The newest answer of ours in each case, for a join. */
const lastAnswers = sql<{ case_id: string; outbound_id: string | null }>`(
  select distinct on (m.case_id) m.case_id, m.outbound_id
  from messages m where m.direction = 'out' and m.kind = 'letter'
    and m.case_id in (select id from cases where stage in ('counselling', 'post_counselling'))
  order by m.case_id, m.arrived_at desc, m.id desc)`;

async function endSilences(tx: Tx, now: Date): Promise<void> {
  await sql`
    update silences s set ended_at = ${now}
    from cases c left join ${lastAnswers} a on a.case_id = c.id
    where c.id = s.case_id and s.ended_at is null and (
      c.stage not in ('counselling', 'post_counselling') or c.waiting_since is not null
      or a.outbound_id is distinct from s.after_outbound)`.execute(tx);
}

/** It begins when our letter has left: what waits or came back asks nobody for an answer. */
async function beginSilences(tx: Tx, now: Date): Promise<void> {
  const { rows } = await sql<{ caseId: string; outbound: string; sent: Date }>`
    select c.id as "caseId", o.id as outbound, o.settled_at as sent
    from cases c join ${lastAnswers} a on a.case_id = c.id
    join outbound_mails o on o.id = a.outbound_id
    where c.turn = 'konseli' and c.stage in (${sql.join([...LOOKED_AFTER])})
      and o.state = 'sent' and (o.bounced_at is null or o.bounce_permanent is not true)
      and not exists (select from silences s where s.after_outbound = o.id)`.execute(tx);
  if (!rows.length) return;
  const settings = await readSettings(tx);
  const calendar = calendarOf(settings);
  const begun = rows.map(({ caseId, outbound, sent }) => {
    const expected = expectedAt(sent, settings.expectedReplyDays, calendar, now);
    return {
      id: newId(),
      case_id: caseId,
      after_outbound: outbound,
      began_at: sent,
      expected_at: expected,
      due_at: stepDueAt(1, expected, null, settings.silenceDays, calendar),
    };
  });
  await tx
    .insertInto('silences')
    .values(begun)
    .onConflict((c) => c.doNothing())
    .execute();
}

/** Rests that were agreed are looked at later, one by one. */
const perhapsDue = (db: Reader, now: Date) =>
  db
    .selectFrom('silences as s')
    .innerJoin('cases as c', 'c.id', 's.case_id')
    .select(['s.id', 's.case_id'])
    .where('s.ended_at', 'is', null)
    .where('s.due_at', '<=', now)
    .where('s.told_at', 'is', null)
    .where('s.held_at', 'is', null)
    .where((eb) => eb.or([eb('c.asleep_until', 'is', null), eb('c.asleep_until', '<=', now)]))
    .where((eb) => eb.or([eb('c.quiet_until', 'is', null), eb('c.quiet_until', '<=', now)]))
    .orderBy('s.due_at')
    .execute();

/** @returns whether anything was done */
async function takeStep(tx: Tx, from: WritingFrom, id: string, caseId: string, now: Date): Promise<boolean> {
  const kasus = await lockCase(tx, caseId);
  const silence = kasus && (await standingSilence(tx, kasus));
  if (silence?.id !== id || silence.told_at || silence.held_at) return false;
  if (rests(kasus!, now)) return false;
  const due = await dueWithRests(tx, silence, kasus!, now);
  if (!due || due > now) return false;
  const letter = letterOfStep(silence.step);
  if (!letter) return letCounsellorDecide(tx, kasus!, silence, now);
  const why = await notByItself(tx, from.vault, kasus!);
  if (why) return tell(tx, kasus!, silence, why, now);
  const queued = await queueSilenceLetter(tx, from, { kasus: kasus!, silence, letter, authorId: null }, now);
  if ('refused' in queued && queued.refused !== 'written_before')
    return tell(tx, kasus!, silence, reasonOf(queued.refused), now);
  await goOn(tx, silence, now);
  const data = { step: silence.step, outbound: 'outboundId' in queued ? queued.outboundId : null };
  await record(tx, { actor: 'system', kind: 'silence.letter_sent', caseId, data });
  return true;
}

type LetterRefusal = Exclude<Extract<ServiceLetterQueued, { refused: string }>['refused'], 'written_before'>;

function reasonOf(refused: LetterRefusal): Reason {
  if (refused === 'cannot_be_written' || refused === 'asked_to_stop') return refused;
  return refused === 'no_address' || refused === 'address_undeliverable' ? 'undeliverable' : 'unsafe_contact';
}

/** A letter is due that does not go out by itself. */
async function tell(tx: Tx, kasus: CaseRow, silence: Silence, why: Reason, now: Date): Promise<true> {
  await tx.updateTable('silences').set({ told_at: now, told_why: why }).where('id', '=', silence.id).execute();
  await putBeforeCounsellor(tx, kasus.id);
  const data = { step: silence.step, why };
  await record(tx, { actor: 'system', kind: 'silence.came_due', caseId: kasus.id, data });
  return true;
}

/** All letters were written or left out. */
async function letCounsellorDecide(tx: Tx, kasus: CaseRow, silence: Silence, now: Date): Promise<true> {
  await goOn(tx, silence, now);
  await putBeforeCounsellor(tx, kasus.id);
  await record(tx, { actor: 'system', kind: 'silence.came_due', caseId: kasus.id, data: { step: silence.step } });
  return true;
}

/** It is their turn, though no letter waits. */
const putBeforeCounsellor = (tx: Tx, caseId: string) =>
  tx.updateTable('cases').set({ turn: 'counsellor' }).where('id', '=', caseId).execute();
