import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCalendarReply } from '../../src/core/calendar-reply.ts';

const UID = '01890a5d-ac96-774b-bcce-b302099a8057';
const reply = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'METHOD:REPLY', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join(
    '\r\n',
  );
const said = (partstat: string) => `ATTENDEE;PARTSTAT=${partstat}:mailto:sari@murid.example`;

describe('a calendar answers', () => {
  test.each(['accepted', 'declined', 'tentative'] as const)('%s', (answer) => {
    const text = reply(`UID:${UID}`, 'SEQUENCE:3', said(answer.toUpperCase()));
    expect(readCalendarReply(text)).toEqual({ uid: UID, answer, sequence: 3, hasComment: false });
  });

  test('as Gmail writes it, folded and with a note', () => {
    const attendee = `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECL\r\n INED;CN=sari@murid.example;X-NUM-GUESTS=0;X-RESPONSE-COMMENT="Maaf Bu":mai\r\n lto:sari@murid.example`;
    expect(readCalendarReply(reply(`UID:${UID}`, 'SEQUENCE:0', attendee))).toEqual({
      uid: UID,
      answer: 'declined',
      sequence: 0,
      hasComment: true,
    });
  });

  test('as Outlook writes it, with a comment of its own and bare line feeds', () => {
    const text = reply(said('ACCEPTED'), 'COMMENT;LANGUAGE=id-ID:Saya datang\\n', `UID:${UID}`);
    const read = readCalendarReply(text.replaceAll('\r\n', '\n'));
    expect(read).toEqual({ uid: UID, answer: 'accepted', sequence: null, hasComment: true });
  });

  test('an empty comment is none', () => {
    const text = reply(said('ACCEPTED'), 'COMMENT:', `UID:${UID}`);
    expect(readCalendarReply(text)?.hasComment).toBe(false);
  });
});

describe('no answer of one person to one entry', () => {
  test.each([
    ['an invitation', reply(`UID:${UID}`, said('ACCEPTED')).replace('REPLY', 'REQUEST')],
    ['nobody answers', reply(`UID:${UID}`)],
    ['two answer', reply(`UID:${UID}`, said('ACCEPTED'), said('DECLINED'))],
    ['two entries', reply(`UID:${UID}`, said('ACCEPTED'), `UID:${UID}`)],
    ['passed on to somebody else', reply(`UID:${UID}`, said('DELEGATED'))],
    ['no entry', reply(said('ACCEPTED'))],
    ['nothing', ''],
  ])('%s', (_, text) => {
    expect(readCalendarReply(text)).toBeNull();
  });
});

test('whatever comes is read quickly and throws nothing', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void readCalendarReply(text)));
  const began = performance.now();
  readCalendarReply(reply('ATTENDEE;PARTSTAT='.repeat(200_000)));
  readCalendarReply(`METHOD:REPLY\r\n${' x\r\n'.repeat(200_000)}`);
  expect(performance.now() - began).toBeLessThan(500);
});
