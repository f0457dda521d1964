/** What a case has agreed for an hour, with the words about it: opened for its page and its letters. */
import type { MeetingFacts } from '../core/meetings.ts';
import { type Key, openText } from '../crypto/seal.ts';
import type { Reader } from '../db/database.ts';
import type { MeetingChange, MeetingsTable } from '../db/schema.ts';

export interface Meeting extends MeetingFacts {
  /** also the UID of its calendar entry */
  id: string;
  outcomeId: string;
  /** in which its outcome was chosen; a session is held in the next */
  round: number;
  minutes: number | null;
  timeZone: string;
  /** '' for a session */
  place: string;
  /** what of the letters may be talked about there; '' where nothing was said */
  mayUse: string;
  aim: string;
  homework: string;
  withCalendar: boolean;
  /** what our last letter about it said; null: none did */
  toldStartsAt: Date | null;
  toldAt: Date | null;
  /** from the konseli's calendar */
  answer: MeetingsTable['answer'];
  answeredAt: Date | null;
  remindAt: Date | null;
  reminder: MeetingsTable['reminder'];
  /** its outcome was not replaced by another, and did not happen yet */
  outcomeStands: boolean;
}

/** Newest first; of an erased case without their words. */
export async function readMeetings(db: Reader, letters: Key | null, caseId: string): Promise<Meeting[]> {
  const rows = await db
    .selectFrom('meetings as m')
    .innerJoin('outcomes as o', 'o.id', 'm.outcome_id')
    .selectAll('m')
    .select(['o.details_sealed', 'o.round', 'o.replaced_at', 'o.completed_at'])
    .select((eb) =>
      eb
        .selectFrom('meeting_changes as c')
        .select('c.starts_at')
        .whereRef('c.meeting_id', '=', 'm.id')
        .where('c.what', '=', 'told')
        .orderBy('c.at', 'desc')
        .orderBy('c.id', 'desc')
        .limit(1)
        .as('told_starts_at'),
    )
    .where('m.case_id', '=', caseId)
    .orderBy('m.made_at', 'desc')
    .orderBy('m.id', 'desc')
    .execute();
  return rows.map((row) => {
    const details = letters ? detailsOf(letters, row.outcome_id, row.details_sealed) : {};
    const moved = letters && row.place_sealed ? openText(letters, 'meetings.place', row.id, row.place_sealed) : null;
    return {
      id: row.id,
      outcomeId: row.outcome_id,
      round: row.round,
      kind: row.kind,
      startsAt: row.starts_at,
      minutes: row.minutes,
      timeZone: row.time_zone,
      place: moved ?? details.place ?? '',
      mayUse: details.may_use ?? '',
      aim: details.aim ?? '',
      homework: details.homework ?? '',
      withCalendar: row.with_calendar,
      sequence: row.sequence,
      toldSequence: row.told_sequence,
      toldStartsAt: row.told_starts_at,
      toldAt: row.told_at,
      answer: row.answer,
      answeredAt: row.answered_at,
      remindAt: row.remind_at,
      reminder: row.reminder,
      ended: row.ended,
      outcomeStands: row.replaced_at === null && row.completed_at === null,
    };
  });
}

const detailsOf = (key: Key, outcomeId: string, sealed: Buffer): Partial<Record<string, string>> =>
  JSON.parse(openText(key, 'outcomes.details', outcomeId, sealed));

export interface ListedChange {
  what: MeetingChange;
  startsAt: Date;
  /** null: the konseli's calendar, or the program */
  by: string | null;
  at: Date;
}

/** Of all meetings of the case, newest first. */
export const readChanges = (db: Reader, caseId: string): Promise<ListedChange[]> =>
  db
    .selectFrom('meeting_changes as c')
    .innerJoin('meetings as m', 'm.id', 'c.meeting_id')
    .leftJoin('staff as s', 's.id', 'c.by')
    .select(['c.what', 'c.starts_at as startsAt', 's.name as by', 'c.at'])
    .where('m.case_id', '=', caseId)
    .orderBy('c.at', 'desc')
    .orderBy('c.id', 'desc')
    .execute();
