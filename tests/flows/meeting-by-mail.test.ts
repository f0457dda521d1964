/**
 * A meeting by real mail: Bu Ani agrees on it and sends its letter, Sari's calendar says no, it is moved, she is reminded, they
 * meet, and the case ends as face to face. The program runs as its own process on a real Dovecot and a real SMTP server.
 */
import ICAL from 'ical.js';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chooseOutcome } from '../../src/cases/choose-outcome.ts';
import { lockCase } from '../../src/cases/lock-case.ts';
import { moveCase } from '../../src/cases/move-case.ts';
import type { Person } from '../../src/core/policy.ts';
import type { Tx } from '../../src/db/database.ts';
import { changeMeeting } from '../../src/meetings/change-meeting.ts';
import { readMeetings } from '../../src/meetings/read-meetings.ts';
import { dueLetter, sendMeetingLetter } from '../../src/meetings/send-meeting-letter.ts';
import { settleMeeting } from '../../src/meetings/settle-meeting.ts';
import { createStaff } from '../../src/staff/create-staff.ts';
import { dovecotAvailable } from '../support/dovecot.ts';
import { openService, type Program, type Service } from '../support/service.ts';

const HOUR = 3_600_000;

let service: Service;
let program: Program;
let ani: Person & { name: string };
let code = '';
let caseId = '';

const inOne = async <T extends object>(command: (tx: Tx) => Promise<T>) => {
  const done = await service.db.transaction().execute(command);
  if ('refused' in done) throw new Error(`${done.refused}`);
  return done as Exclude<T, { refused: unknown }>;
};
const meeting = async () => {
  const key = await service.vault.key(service.db, 'letters', caseId);
  return (await readMeetings(service.db, key, caseId))[0]!;
};

beforeAll(async () => {
  if (!dovecotAvailable) return;
  service = await openService();
  program = service.run();
  service.dovecot.deliver(
    [
      'From: Sari <sari@murid.example>',
      'To: konseling@sekolah.example',
      'Subject: Boleh cerita?',
      'Message-ID: <satu@murid.example>',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Bu, saya mau bertemu.',
      '',
    ].join('\r\n'),
  );
  const kasus = await program.until(
    'the case',
    () => service.db.selectFrom('cases').select(['id', 'code', 'last_inbound_id']).executeTakeFirst(),
    150_000,
  );
  caseId = kasus.id;
  code = kasus.code;
  const hired = await inOne((tx) =>
    createStaff(tx, { email: 'ani@sekolah.example', name: 'Bu Ani', role: 'counsellor', madeBy: null }, new Date()),
  );
  ani = { id: hired.staffId, role: 'counsellor', name: 'Bu Ani' };
  // How a case comes to its end is told in letter-to-ending; this story begins there.
  await service.db.transaction().execute(async (tx) => {
    const update = (set: { stage: 'counselling' | 'post_counselling'; counsellor_id?: number }) =>
      tx.updateTable('cases').set(set).where('id', '=', caseId).execute();
    for (const [from, to] of [
      ['preparation', 'counselling'],
      ['counselling', 'post_counselling'],
    ] as const) {
      const items = await tx
        .selectFrom('gate_items')
        .select('item')
        .where('from_stage', '=', from)
        .where('to_stage', '=', to)
        .execute();
      await tx
        .insertInto('case_records')
        .values(
          items.map(({ item }) => ({
            id: crypto.randomUUID(),
            case_id: caseId,
            round: 1,
            item,
            value: item === 'safe_contact' ? 'safe' : 'none',
            message_id: kasus.last_inbound_id,
            recorded_by: ani.id,
            recorded_at: new Date(),
          })),
        )
        .execute();
      await update({ stage: to, counsellor_id: ani.id });
    }
  });
});
afterAll(async () => {
  await program?.end();
  await service?.stop();
});

/** Reads the letter that waits, and sends it; what arrives at Sari's server. */
async function tell(method: string) {
  const before = service.sink.received.length;
  const from = { vault: service.vault, mailName: 'Konseling', linksTo: null };
  const now = new Date();
  await inOne(async (tx) => {
    const kasus = (await lockCase(tx, caseId))!;
    const due = (await dueLetter(tx, service.vault, kasus, await meeting(), ani.name, now))!;
    const wish = { meetingId: due.meeting.id, sequence: due.meeting.sequence, seen: due.seen };
    return sendMeetingLetter(tx, from, ani, code, wish, now);
  });
  const received = await program.until('the letter', async () => service.sink.received[before]);
  expect(received.to).toEqual(['sari@murid.example']);
  const mail = await simpleParser(received.raw);
  const calendar = new ICAL.Component(ICAL.parse(mail.attachments[0]!.content.toString()));
  expect(calendar.getFirstPropertyValue('method')).toBe(method);
  return { mail, event: calendar.getFirstSubcomponent('vevent')! };
}

test.skipIf(!dovecotAvailable)('from the agreement to the ending', async () => {
  await program.until('the receipt', async () => service.sink.received[0]);
  const startsAt = new Date(Math.ceil(Date.now() / HOUR) * HOUR + 80 * HOUR);
  const details = { why: 'Perlu', place: 'Taman kota', who_is_told: 'Tidak ada', without_consent: 'Lewat telepon' };
  const wish = { outcome: 'face_to_face' as const, details, happensAt: startsAt, messageId: null };
  await inOne((tx) => chooseOutcome(tx, service.vault, ani, code, wish, new Date()));
  const { mail, event } = await tell('REQUEST');
  expect(mail.text).toContain('Taman kota');
  expect(event.toString()).not.toContain('Taman');
  const uid = event.getFirstPropertyValue('uid') as string;

  service.dovecot.deliver(calendarReply(uid));
  await program.until('the no', async () => (await meeting()).answer === 'declined');
  const kasus = await service.db.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow();
  expect(kasus.turn).toBe('counsellor');
  const mails = await service.db.selectFrom('inbound_mails').select(['fate', 'case_id']).execute();
  expect(mails).toContainEqual({ fate: 'calendar', case_id: caseId });

  const later = new Date(startsAt.getTime() + 24 * HOUR);
  await inOne((tx) =>
    changeMeeting(tx, service.vault, ani, code, { startsAt: later, minutes: '', place: '' }, new Date()),
  );
  const moved = await tell('REQUEST');
  expect(moved.event.getFirstPropertyValue('uid')).toBe(uid);
  expect(moved.event.getFirstPropertyValue('sequence')).toBe(1);

  // Service hours round the clock, and the hour of the reminder has come: the program does the rest by itself.
  await service.db
    .updateTable('service')
    .set({ settings: JSON.stringify({ opens: '00:00', closes: '23:59', workdays: [1, 2, 3, 4, 5, 6, 7] }) })
    .execute();
  const before = service.sink.received.length;
  await service.db
    .updateTable('meetings')
    .set({ remind_at: new Date(), told_at: new Date(Date.now() - HOUR) })
    .where('id', '=', uid)
    .execute();
  const reminder = await program.until('the reminder', async () => service.sink.received[before], 150_000);
  expect((await simpleParser(reminder.raw)).text).toContain('pengingat kecil');

  await inOne((tx) =>
    settleMeeting(tx, service.vault, ani, code, { ended: 'took_place', askKonseli: false }, new Date(+later + HOUR)),
  );
  await inOne((tx) => moveCase(tx, ani, code, { to: 'closed', ending: 'face_to_face' }, new Date()));
  expect(program.output()).not.toContain('Taman kota');
  const events = await service.db.selectFrom('events').select('data').execute();
  expect(JSON.stringify(events)).not.toContain('Taman kota');
});

/** As Gmail sends it: no thread is named, and the answer is a part of the mail beside its words. */
const calendarReply = (uid: string) =>
  [
    'From: Sari <sari@murid.example>',
    'To: konseling@sekolah.example',
    'Subject: Ditolak: Janji',
    'Message-ID: <kalender@murid.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary=batas',
    '',
    '--batas',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Sari telah menolak undangan ini.',
    '--batas',
    'Content-Type: text/calendar; charset=utf-8; method=REPLY',
    '',
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'METHOD:REPLY',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'SEQUENCE:0',
    'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED:mailto:sari@murid.example',
    'END:VEVENT',
    'END:VCALENDAR',
    '--batas--',
    '',
  ].join('\r\n');
