// The calendar entry against the standard, by somebody else's reader and byte for byte.
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { calendarEntry, type EntryFacts } from '../../../src/meetings/calendar-entry.ts';

const UID = '01890a5d-ac96-774b-bcce-b302099a8057';
const entry = (wish: Partial<EntryFacts> = {}) =>
  calendarEntry({
    uid: UID,
    sequence: 0,
    startsAt: new Date('2026-12-01T03:00:00Z'),
    minutes: 60,
    cancelled: false,
    title: 'Janji',
    from: 'konseling@sekolah.example',
    to: 'sari@murid.example',
    at: new Date('2026-11-26T02:00:00Z'),
    ...wish,
  });
const textOf = (wish?: Partial<EntryFacts>) => entry(wish).content.toString('utf8');
const read = (wish?: Partial<EntryFacts>) => {
  const calendar = new ICAL.Component(ICAL.parse(textOf(wish)));
  const event = calendar.getFirstSubcomponent('vevent')!;
  return { method: calendar.getFirstPropertyValue('method'), event, one: new ICAL.Event(event) };
};

test('as it leaves, byte for byte', () => {
  expect(textOf().split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Kalender//Janji//ID',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    `UID:${UID}`,
    'SEQUENCE:0',
    'DTSTAMP:20261126T020000Z',
    'DTSTART:20261201T030000Z',
    'DTEND:20261201T040000Z',
    'SUMMARY:Janji',
    'ORGANIZER;CN="konseling@sekolah.example":mailto:konseling@sekolah.example',
    'ATTENDEE;ROLE=REQ-PARTICIPANT;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;RSVP',
    ' =TRUE:MAILTO:sari@murid.example',
    'STATUS:CONFIRMED',
    'CLASS:PRIVATE',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

test.each([
  ['WIB', 'Asia/Jakarta', '2026-12-01T10:00', '20261201T030000Z'],
  ['WITA', 'Asia/Makassar', '2026-12-01T10:00', '20261201T020000Z'],
  ['WIT', 'Asia/Jayapura', '2026-12-01T10:00', '20261201T010000Z'],
  [
    'the first morning of a year, which is the old year in UTC',
    'Asia/Jayapura',
    '2027-01-01T07:30',
    '20261231T223000Z',
  ],
])('%s: the hour that was agreed', (_, timeZone, local, utc) => {
  const startsAt = new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds);
  expect(textOf({ startsAt })).toContain(`DTSTART:${utc}\r\n`);
  const { one } = read({ startsAt });
  expect(one.startDate.toJSDate()).toEqual(startsAt);
  expect(one.endDate.toJSDate().getTime() - startsAt.getTime()).toBe(3_600_000);
});

describe('RFC 5545', () => {
  test('lines end with CRLF and are folded before 75 bytes, whatever the title is', () => {
    const text = textOf({ title: `Janji; penting, ya\\${'é'.repeat(60)}` });
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(read({ title: `Janji; penting, ya\\${'é'.repeat(60)}` }).one.summary).toBe(
      `Janji; penting, ya\\${'é'.repeat(60)}`,
    );
  });

  test('a change is the same entry with a higher number; a cancellation says so', () => {
    const changed = read({ sequence: 2 });
    expect([changed.method, changed.one.uid, changed.one.sequence]).toEqual(['REQUEST', UID, 2]);
    const gone = read({ sequence: 3, cancelled: true });
    expect([gone.method, gone.one.uid, gone.one.sequence]).toEqual(['CANCEL', UID, 3]);
    expect(gone.event.getFirstPropertyValue('status')).toBe('CANCELLED');
  });

  test('a session without an agreed length has no end', () => {
    expect(textOf({ minutes: null })).not.toContain('DTEND');
    expect(textOf({ minutes: null })).not.toContain('DURATION');
  });
});

test('it says nothing but that, when, and from which address', () => {
  const { event } = read();
  const names = event.getAllProperties().map(({ name }) => name);
  expect(names.toSorted()).toEqual(
    'attendee,class,dtend,dtstamp,dtstart,organizer,sequence,status,summary,uid'.split(','),
  );
  expect(event.getFirstPropertyValue('class')).toBe('PRIVATE');
  expect(event.getAllSubcomponents()).toEqual([]); // no alarm that rings on a shared screen
  expect(entry()).toMatchObject({
    filename: 'janji.ics',
    contentType: 'text/calendar; charset=utf-8; method=REQUEST',
  });
});
