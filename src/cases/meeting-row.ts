/** The row of what an outcome agreed for an hour. Letters about it, changes and reminders: src/meetings. */
import type { Happening } from '../audit/record.ts';
import { type MeetingEnd, type MeetingKind, reminderAt } from '../core/meetings.ts';
import { newId, type Reader, type Tx } from '../db/database.ts';
import type { MeetingChangesTable, Outcome } from '../db/schema.ts';
import { calendarOf, readSettings } from '../service/settings.ts';
import { planFollowUp } from './follow-up.ts';
import type { CaseRow } from './lock-case.ts';
import { readSafeContact } from './safe-contact.ts';

export interface MeetingToAgree {
  outcomeId: string;
  outcome: Outcome;
  startsAt: Date;
  /** null: as long as it takes */
  minutes: number | null;
  by: number;
}

/** How long two people sit together, unless it is said otherwise. */
export const USUAL_MINUTES = 60;
const SHORTEST_MINUTES = 5;
const LONGEST_MINUTES = 600;

/** @param typed as in a form; nothing is null, as long as usual */
export function readMinutes(typed: string): number | null | 'out_of_range' {
  if (!typed.trim()) return null;
  const minutes = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0;
  return minutes >= SHORTEST_MINUTES && minutes <= LONGEST_MINUTES ? minutes : 'out_of_range';
}

/** The case must be locked, and no meeting of this outcome stand. @returns what is to be recorded */
export async function agreeMeeting(tx: Tx, kasus: CaseRow, wish: MeetingToAgree, now: Date): Promise<Happening> {
  const settings = await readSettings(tx);
  const id = newId();
  const kind: MeetingKind = wish.outcome === 'face_to_face' ? 'meeting' : 'session';
  const { startsAt } = wish;
  const minutes = wish.minutes ?? (kind === 'meeting' ? USUAL_MINUTES : null);
  await tx
    .insertInto('meetings')
    .values({
      id,
      case_id: kasus.id,
      outcome_id: wish.outcomeId,
      kind,
      starts_at: startsAt,
      minutes,
      time_zone: settings.timeZone,
      // An entry in a calendar may be seen by whoever shares it: only where the konseli said that mail is safe.
      with_calendar: (await readSafeContact(tx, kasus.id)) === 'safe',
      remind_at: reminderAt({ kind, startsAt }, settings.reminderHours, calendarOf(settings)),
      made_by: wish.by,
      made_at: now,
    })
    .execute();
  await planFollowUp(tx, { caseId: kasus.id, kind, dueAt: endOf(startsAt, minutes), by: wish.by }, now);
  await addChange(tx, { meetingId: id, sequence: 0, what: 'agreed', startsAt, by: wish.by, at: now });
  const data = { meeting: id, kind, starts: startsAt.toISOString() };
  return { actor: { staff: wish.by }, kind: 'meeting.agreed', caseId: kasus.id, data };
}

/** When the counsellor is asked how it was. */
export const endOf = (startsAt: Date, minutes: number | null): Date =>
  new Date(startsAt.getTime() + (minutes ?? 0) * 60_000);

/**
 * Ends what stands of the case, or of one outcome of it. A cancelled one counts the change, so that a letter about it is due.
 * @param how.by null: the program
 * @param how.begunBy only those that had begun by then
 * @returns what is to be recorded
 */
export async function endMeetings(
  tx: Tx,
  caseId: string,
  how: { ended: MeetingEnd; by: number | null; outcomeId?: string; begunBy?: Date },
  now: Date,
): Promise<Happening[]> {
  const { ended, by, outcomeId, begunBy } = how;
  const rows = await tx
    .updateTable('meetings')
    .set((eb) => ({
      ended,
      ended_at: now,
      ended_by: by,
      sequence: ended === 'cancelled' ? eb('sequence', '+', 1) : eb.ref('sequence'),
    }))
    .where('case_id', '=', caseId)
    .where('ended', 'is', null)
    .$if(outcomeId !== undefined, (query) => query.where('outcome_id', '=', outcomeId!))
    .$if(begunBy !== undefined, (query) => query.where('starts_at', '<=', begunBy!))
    .returning(['id', 'kind', 'sequence', 'starts_at'])
    .execute();
  for (const { id, sequence, starts_at: startsAt } of rows)
    await addChange(tx, { meetingId: id, sequence, what: ended, startsAt, by, at: now });
  const actor = by === null ? ('system' as const) : { staff: by };
  return rows.map(({ id, kind }) => ({ actor, kind: 'meeting.ended', caseId, data: { meeting: id, kind, ended } }));
}

export interface MeetingChange {
  meetingId: string;
  sequence: number;
  what: MeetingChangesTable['what'];
  startsAt: Date;
  by: number | null;
  at: Date;
}

export const addChange = (tx: Tx, { meetingId, sequence, what, startsAt, by, at }: MeetingChange) =>
  tx
    .insertInto('meeting_changes')
    .values({ id: newId(), meeting_id: meetingId, sequence, what, starts_at: startsAt, by, at })
    .execute();

/** For the export: when, how often changed, and what became of it. */
export async function readMeetingFacts(db: Reader, caseId: string) {
  return db
    .selectFrom('meetings')
    .select(['id', 'kind', 'starts_at as startsAt', 'minutes', 'time_zone as timeZone', 'place_sealed'])
    .select(['sequence', 'answer', 'ended', 'ended_at as endedAt', 'made_at as agreedAt'])
    .where('case_id', '=', caseId)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
}
