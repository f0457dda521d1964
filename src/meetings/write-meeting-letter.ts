/** The text of each letter about a meeting or a session, in the konseli's language: all a calendar would show, in plain words. */
import { createHash } from 'node:crypto';
import type { Occasion } from '../core/occasions.ts';
import type { Language } from '../db/schema.ts';
import { type MailText, mailText } from '../replies/mail-texts.ts';
import { promiseInWords } from '../replies/promise-in-words.ts';
import type { Meeting } from './read-meetings.ts';

export interface Writer {
  language: Language;
  serviceName: string;
  /** who signs; a reminder is signed by the service alone */
  name: string;
}

const texts = {
  meeting: 'meeting',
  meeting_changed: 'meeting-changed',
  meeting_cancelled: 'meeting-cancelled',
  meeting_reminder: 'meeting-reminder',
  session_agreed: 'session-agreed',
  session_reminder: 'session-reminder',
} satisfies Partial<Record<Occasion, MailText>>;

export type MeetingOccasion = keyof typeof texts;

export const isAboutMeetings = (occasion: Occasion): occasion is MeetingOccasion => Object.hasOwn(texts, occasion);

export function writeMeetingLetter(meeting: Meeting, occasion: MeetingOccasion, writer: Writer): string {
  const { language } = writer;
  const time = (at: Date) => promiseInWords(at, meeting.timeZone, language);
  const told = time(meeting.toldStartsAt ?? meeting.startsAt);
  const { text } = mailText(language, texts[occasion], {
    layanan: writer.serviceName,
    penulis: writer.name,
    waktu: told,
    waktu_semula: told,
    rincian: particulars(meeting, occasion, language, time(meeting.startsAt)),
    tambahan: additions(meeting, occasion, language),
  });
  return text.replace(/\n{3,}/g, '\n\n');
}

/** Has a file for the calendar: a reminder has none, for a second copy would only ask for a second answer. */
export const carriesEntry = ({ withCalendar }: Meeting, occasion: MeetingOccasion): boolean =>
  withCalendar && occasion !== 'meeting_reminder' && occasion !== 'session_reminder';

/** Knows a letter again, so that none is sent that the counsellor has not read as it is. */
export const fingerprint = (text: string, withEntry: boolean): string =>
  createHash('sha256')
    .update(JSON.stringify([text, withEntry]))
    .digest('hex')
    .slice(0, 32);

function particulars(meeting: Meeting, occasion: MeetingOccasion, language: Language, waktu: string): string {
  const part = (name: MailText, values: Record<string, string>) => mailText(language, name, values).text;
  const session = occasion === 'session_agreed' || occasion === 'session_reminder';
  return [
    part('part-when', { waktu }),
    ...(meeting.minutes ? [part('part-minutes', { menit: String(meeting.minutes) })] : []),
    ...(meeting.place ? [part('part-place', { tempat: meeting.place })] : []),
    ...(session && meeting.aim ? [part('part-aim', { isi: meeting.aim })] : []),
    ...(session && meeting.homework ? [part('part-homework', { isi: meeting.homework })] : []),
  ].join('\n');
}

function additions(meeting: Meeting, occasion: MeetingOccasion, language: Language): string {
  const used = occasion === 'meeting' && meeting.mayUse.trim() !== '';
  const entry = carriesEntry(meeting, occasion) && occasion !== 'meeting_cancelled';
  return [
    ...(used ? [mailText(language, 'part-may-use', { isi: meeting.mayUse.trim() }).text] : []),
    ...(entry ? [mailText(language, 'part-calendar', {}).text] : []),
  ].join('\n\n');
}
