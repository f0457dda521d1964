/** Puts one letter about a meeting into the outgoing door, with its calendar entry, and remembers what the konseli now knows. */
import type { Happening } from '../audit/record.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import { addChange } from '../cases/meeting-row.ts';
import type { Tx } from '../db/database.ts';
import type { MailToCompose } from '../mail/compose-mail.ts';
import { queueServiceLetter, type ServiceLetterQueued } from '../replies/service-letter.ts';
import type { WritingFrom } from '../replies/write-to-konseli.ts';
import type { ServiceSettings } from '../service/settings.ts';
import { calendarEntry } from './calendar-entry.ts';
import type { Meeting } from './read-meetings.ts';
import { carriesEntry, type MeetingOccasion } from './write-meeting-letter.ts';

export interface MeetingLetter {
  /** locked by the caller */
  kasus: CaseRow;
  meeting: Meeting;
  occasion: MeetingOccasion;
  text: string;
  to: string;
  settings: ServiceSettings;
  /** null: the program, by itself */
  by: number | null;
}

export type MeetingLetterQueued =
  | { outboundId: string; happening: Happening }
  | Extract<ServiceLetterQueued, { refused: string }>;

/** One change of one meeting is told once, however often it is asked for. */
export async function queueMeetingLetter(
  tx: Tx,
  from: WritingFrom,
  letter: MeetingLetter,
  now: Date,
): Promise<MeetingLetterQueued> {
  const { kasus, meeting, occasion, text, by } = letter;
  const files = carriesEntry(meeting, occasion) ? [await entryOf(tx, letter, now)] : [];
  const queued = await queueServiceLetter(
    tx,
    from,
    {
      kasus,
      occasion,
      dedupeKey: `${occasion}:${meeting.id}:${meeting.sequence}`,
      authorId: by,
      dueAt: now,
      write: () => ({ text }),
      ...(files.length ? { files } : {}),
    },
    now,
  );
  if ('refused' in queued) return queued;
  const reminded = occasion === 'meeting_reminder' || occasion === 'session_reminder';
  await tx
    .updateTable('meetings')
    .set(reminded ? { reminder: 'sent' } : { told_sequence: meeting.sequence, told_at: now })
    .where('id', '=', meeting.id)
    .execute();
  const { id: meetingId, sequence, startsAt } = meeting;
  await addChange(tx, { meetingId, sequence, what: reminded ? 'reminded' : 'told', startsAt, by, at: now });
  const { outboundId } = queued;
  const happening: Happening = {
    actor: by === null ? 'system' : { staff: by },
    kind: 'meeting.told',
    caseId: kasus.id,
    data: { meeting: meetingId, occasion, outbound: outboundId },
  };
  return { outboundId, happening };
}

async function entryOf(
  tx: Tx,
  { kasus, meeting, occasion, to, settings }: MeetingLetter,
  now: Date,
): Promise<NonNullable<MailToCompose['attachments']>[number]> {
  const mailbox = await tx
    .selectFrom('mailboxes')
    .select('address')
    .where('id', '=', kasus.mailbox_id)
    .executeTakeFirstOrThrow();
  return calendarEntry({
    uid: meeting.id,
    sequence: meeting.sequence,
    startsAt: meeting.startsAt,
    minutes: meeting.minutes,
    cancelled: occasion === 'meeting_cancelled',
    title: settings.meetingTitle,
    from: mailbox.address,
    to,
    at: now,
  });
}
