/**
 * What the konseli's calendar answers to an entry of ours is shown where the meeting stands. A no, a perhaps, or words beside the
 * answer put the case before its counsellor; the answer to an earlier version does not count for the present one.
 */
import type { Happening } from '../audit/record.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import { addChange } from '../cases/meeting-row.ts';
import type { CalendarReply } from '../core/calendar-reply.ts';
import type { Tx } from '../db/database.ts';

export interface TakenReply {
  happening: Happening;
  /** a person must look at it */
  needsPerson: boolean;
}

/**
 * @param kasus the case that the mail belongs to, locked: an entry of another case is not looked for
 * @returns null: no meeting of this case
 */
export async function takeCalendarReply(
  tx: Tx,
  kasus: Pick<CaseRow, 'id'>,
  { uid, answer, sequence, hasComment }: CalendarReply,
  now: Date,
): Promise<TakenReply | null> {
  const known = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(uid);
  const meeting = known ? await meetingOf(tx, kasus.id, uid) : undefined;
  if (!meeting) return null;
  const of = sequence ?? meeting.sequence;
  const counts = of === meeting.sequence && meeting.ended === null;
  if (counts) await tx.updateTable('meetings').set({ answer, answered_at: now }).where('id', '=', meeting.id).execute();
  const change = { meetingId: meeting.id, sequence: of, what: answer, startsAt: meeting.starts_at, by: null, at: now };
  await addChange(tx, change);
  const data = { meeting: meeting.id, answer };
  return {
    happening: { actor: 'konseli', kind: 'meeting.answered', caseId: kasus.id, data },
    needsPerson: hasComment || (answer !== 'accepted' && meeting.ended === null),
  };
}

const meetingOf = (tx: Tx, caseId: string, uid: string) =>
  tx
    .selectFrom('meetings')
    .select(['id', 'sequence', 'starts_at', 'ended'])
    .where('id', '=', uid.toLowerCase())
    .where('case_id', '=', caseId)
    .executeTakeFirst();
