/** The letter about a meeting, read and sent with one press; and how the meeting was. */
import { lockLatest } from '../../meetings/change-meeting.ts';
import { dueLetter, sendMeetingLetter } from '../../meetings/send-meeting-letter.ts';
import { settleMeeting } from '../../meetings/settle-meeting.ts';
import type { Deed } from './story.ts';

export const tellOfMeeting: Deed = async (tx, { vault, from, who, code, now }) => {
  const found = await lockLatest(tx, vault, who, code, now);
  if ('refused' in found) return found;
  const { kasus, latest } = found;
  const due = await dueLetter(tx, vault, kasus, latest, who.name, now);
  if (!due) return { refused: 'no_letter_is_due' };
  const wish = { meetingId: latest.id, sequence: latest.sequence, seen: due.seen };
  return sendMeetingLetter(tx, from, who, code, wish, now);
};

export const theyMet: Deed = (tx, { vault, who, code, now }) =>
  settleMeeting(tx, vault, who, code, { ended: 'took_place', askKonseli: false }, now);
