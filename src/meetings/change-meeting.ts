/**
 * Moves what was agreed to another time or place, agrees on a new time after one that did not happen, or calls it off. The
 * konseli learns of it by a letter that the counsellor reads first; until then the page says that it waits.
 */
import { type Happening, record } from '../audit/record.ts';
import { accessCase } from '../cases/case-access.ts';
import { cancelFollowUps, planFollowUp } from '../cases/follow-up.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import { addChange, agreeMeeting, endMeetings, endOf, readMinutes } from '../cases/meeting-row.ts';
import { reminderAt } from '../core/meetings.ts';
import type { Person } from '../core/policy.ts';
import { seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Tx } from '../db/database.ts';
import { calendarOf, readSettings } from '../service/settings.ts';
import { type Meeting, readMeetings } from './read-meetings.ts';

export interface NewTime {
  /** null: nothing was typed that is a time */
  startsAt: Date | null;
  /** as typed; empty: as long as before */
  minutes: string;
  /** empty: the same place */
  place: string;
}

type Refusal = 'not_found' | 'needs_reason' | 'nothing_agreed';

const LONGEST_PLACE = 4000;

/** @returns the id of the meeting: the same that was moved, or a new one where the last did not happen */
export async function changeMeeting(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  wish: NewTime,
  now: Date,
): Promise<
  | { agreed: string }
  | { refused: Refusal | 'no_new_time' | 'time_has_passed' | 'out_of_range' | 'place_too_long' | 'nothing_changed' }
> {
  const found = await lockLatest(tx, vault, person, code, now);
  if ('refused' in found) return found;
  const { kasus, latest } = found;
  const { startsAt } = wish;
  if (!startsAt) return { refused: 'no_new_time' };
  if (startsAt <= now) return { refused: 'time_has_passed' };
  const typed = readMinutes(wish.minutes);
  if (typed === 'out_of_range') return { refused: 'out_of_range' };
  if (wish.place.length > LONGEST_PLACE) return { refused: 'place_too_long' };
  const minutes = typed ?? latest.minutes;
  const place = wish.place.trim() || latest.place;
  const same = startsAt.getTime() === latest.startsAt.getTime() && minutes === latest.minutes && place === latest.place;
  if (same && !latest.ended) return { refused: 'nothing_changed' };
  const outcome = latest.kind === 'meeting' ? ('face_to_face' as const) : ('another_session' as const);
  const time = { outcomeId: latest.outcomeId, outcome, startsAt, minutes, by: person.id };
  const happened = latest.ended ? await agreeMeeting(tx, kasus, time, now) : await move(tx, kasus, latest, time, now);
  const id = String(happened.data?.meeting);
  if (place !== latest.place || latest.ended) await keepPlace(tx, vault, kasus.id, id, place);
  await tx.updateTable('outcomes').set({ happens_at: startsAt }).where('id', '=', latest.outcomeId).execute();
  await record(tx, happened);
  return { agreed: id };
}

async function move(
  tx: Tx,
  kasus: CaseRow,
  { id, kind, sequence }: Meeting,
  { startsAt, minutes, by }: { startsAt: Date; minutes: number | null; by: number },
  now: Date,
): Promise<Happening> {
  const settings = await readSettings(tx);
  const remindAt = reminderAt({ kind, startsAt }, settings.reminderHours, calendarOf(settings));
  await tx
    .updateTable('meetings')
    .set({
      starts_at: startsAt,
      minutes,
      time_zone: settings.timeZone,
      sequence: sequence + 1,
      answer: null,
      answered_at: null,
      remind_at: remindAt,
      reminder: null,
    })
    .where('id', '=', id)
    .execute();
  await planFollowUp(tx, { caseId: kasus.id, kind, dueAt: endOf(startsAt, minutes), by }, now);
  await addChange(tx, { meetingId: id, sequence: sequence + 1, what: 'moved', startsAt, by, at: now });
  const data = { meeting: id, kind, starts: startsAt.toISOString() };
  return { actor: { staff: by }, kind: 'meeting.moved', caseId: kasus.id, data };
}

async function keepPlace(tx: Tx, vault: Vault, caseId: string, id: string, place: string): Promise<void> {
  const key = await vault.key(tx, 'letters', caseId);
  await tx
    .updateTable('meetings')
    .set({ place_sealed: place ? seal(key, 'meetings.place', id, place) : null })
    .where('id', '=', id)
    .execute();
}

/** The outcome stays chosen: a new time may be agreed, or another outcome. */
export async function cancelMeeting(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  now: Date,
): Promise<{ cancelled: string } | { refused: Refusal | 'ended_already' }> {
  const found = await lockLatest(tx, vault, person, code, now);
  if ('refused' in found) return found;
  const { kasus, latest } = found;
  if (latest.ended) return { refused: 'ended_already' };
  const how = { ended: 'cancelled' as const, by: person.id, outcomeId: latest.outcomeId };
  const happened = await endMeetings(tx, kasus.id, how, now);
  await cancelFollowUps(tx, kasus.id, [latest.kind], now);
  await record(tx, ...happened);
  return { cancelled: latest.id };
}

/** Whether letters about it carry an entry for the konseli's calendar; settled before the first of them. */
export async function chooseCalendar(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  withCalendar: boolean,
  now: Date,
): Promise<{ withCalendar: boolean } | { refused: Refusal | 'told_already' }> {
  const found = await lockLatest(tx, vault, person, code, now);
  if ('refused' in found) return found;
  const { latest } = found;
  if (latest.ended || latest.toldSequence !== null) return { refused: 'told_already' };
  await tx.updateTable('meetings').set({ with_calendar: withCalendar }).where('id', '=', latest.id).execute();
  return { withCalendar };
}

/** The case, locked, and what it agreed on last, while the outcome that it belongs to stands. */
export async function lockLatest(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  now: Date,
): Promise<{ kasus: CaseRow; latest: Meeting } | { refused: Refusal }> {
  const found = await accessCase(tx, person, code, 'choose_outcome', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  const key = (await vault.keys(tx, 'letters', [kasus.id])).get(kasus.id) ?? null;
  const latest = kasus.stage === 'closed' ? undefined : latestOf(kasus, await readMeetings(tx, key, kasus.id));
  return latest ? { kasus, latest } : { refused: 'nothing_agreed' };
}

/** What concerns the case now: in counselling the session that the last round agreed on. */
export const latestOf = (kasus: CaseRow, meetings: readonly Meeting[]): Meeting | undefined =>
  meetings.find(
    ({ outcomeStands, round }) =>
      outcomeStands && round === (kasus.stage === 'counselling' ? kasus.round - 1 : kasus.round),
  );
