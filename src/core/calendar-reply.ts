/**
 * What a konseli's calendar answers to an entry of ours (RFC 5546 §3.2.3). Files of calendars are dangerous to read, so only
 * four properties are looked for, line by line in a bounded piece of text; nothing is expanded, repeated or shown.
 */
export interface CalendarReply {
  /** of the entry, as we wrote it */
  uid: string;
  answer: 'accepted' | 'declined' | 'tentative';
  /** of which version; null: it does not say */
  sequence: number | null;
  /** something was written beside the answer, that a person should read */
  hasComment: boolean;
}

/** characters */
const LONGEST = 65_536;

/** @returns null: it is no answer, or not to one entry by one person */
export function readCalendarReply(text: string): CalendarReply | null {
  const lines = text
    .slice(0, LONGEST)
    .replace(/\r?\n[ \t]/g, '') // folded lines, RFC 5545 §3.1
    .split(/\r?\n/);
  const valuesOf = (name: string) => lines.filter((line) => named(line, name));
  if (!valuesOf('METHOD').some((line) => /:\s*REPLY\s*$/i.test(line))) return null;
  const [uid, ...moreUids] = valuesOf('UID').map(textOf);
  const [attendee, ...moreAttendees] = valuesOf('ATTENDEE');
  if (!uid || moreUids.length || !attendee || moreAttendees.length) return null;
  const said = /[;]PARTSTAT="?(ACCEPTED|DECLINED|TENTATIVE)"?[;:]/i.exec(attendee)?.[1]?.toLowerCase();
  if (!said) return null;
  const sequence = /^\d{1,9}$/.exec(valuesOf('SEQUENCE').map(textOf)[0] ?? '')?.[0];
  return {
    uid,
    answer: said as CalendarReply['answer'],
    sequence: sequence === undefined ? null : Number(sequence),
    hasComment: valuesOf('COMMENT').some((line) => textOf(line) !== '') || /;X-RESPONSE-COMMENT=/i.test(attendee),
  };
}

const named = (line: string, name: string): boolean =>
  line.slice(0, name.length).toUpperCase() === name && /[:;]/.test(line.charAt(name.length));

const textOf = (line: string): string => line.slice(line.indexOf(':') + 1).trim();
