/**
 * The calendar entry that goes with a letter (RFC 5545, RFC 5546), as bare as it can be: whoever shares the calendar, or sees the
 * screen when it rings, learns that there is an appointment and when. No place, no description, no alarm, no name; the title is
 * the service's word for it, and the organizer is what the mail's From says already, without its name.
 *
 * METHOD:REQUEST and not PUBLISH, because only of a request may the konseli's program say yes or no with a button, and only
 * with it do calendars follow a change and take out what was cancelled: an entry that stays sends somebody to the place in vain.
 */
import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  ICalEventClass,
  ICalEventStatus,
} from 'ical-generator';
import type { MailToCompose } from '../mail/compose-mail.ts';

export interface EntryFacts {
  /** stays the same for as long as the meeting lives */
  uid: string;
  sequence: number;
  startsAt: Date;
  /** null: open */
  minutes: number | null;
  cancelled: boolean;
  title: string;
  /** of the mailbox the letter leaves from */
  from: string;
  to: string;
  /** when it is written */
  at: Date;
}

/** Times are in UTC, which every program turns into its own; Indonesia has no summer time that a zone would have to tell. */
export function calendarEntry(facts: EntryFacts): NonNullable<MailToCompose['attachments']>[number] {
  const { startsAt, minutes, cancelled } = facts;
  const method = cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
  const calendar = ical({ method, prodId: { company: 'Kalender', product: 'Janji', language: 'ID' } });
  calendar.createEvent({
    id: facts.uid,
    sequence: facts.sequence,
    stamp: facts.at,
    start: startsAt,
    ...(minutes !== null && { end: new Date(startsAt.getTime() + minutes * 60_000) }),
    summary: facts.title,
    class: ICalEventClass.PRIVATE,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: facts.from, email: facts.from },
    attendees: [
      {
        email: facts.to,
        type: ICalAttendeeType.INDIVIDUAL,
        role: ICalAttendeeRole.REQ,
        status: ICalAttendeeStatus.NEEDSACTION,
        rsvp: !cancelled,
      },
    ],
  });
  return {
    filename: 'janji.ics',
    contentType: `text/calendar; charset=utf-8; method=${method}`,
    content: Buffer.from(`${calendar.toString()}\r\n`),
  };
}
