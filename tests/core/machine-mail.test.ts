import { describe, expect, test } from 'vitest';
import { classifyMachineMail, type MachineFacts } from '../../src/core/machine-mail.ts';

const human: MachineFacts = {
  headers: [{ name: 'subject', text: 'Boleh cerita?' }],
  contentType: 'text/plain',
  reportType: null,
  calendarMethod: null,
  isBounce: false,
  fromAddress: 'sari@murid.example',
  ownAddresses: ['konseling@sekolah.example'],
};
const withHeader = (name: string, text: string): MachineFacts => ({
  ...human,
  headers: [{ name, text }, ...human.headers],
});
const withSubject = (text: string): MachineFacts => ({ ...human, headers: [{ name: 'subject', text }] });

describe('machines', () => {
  test.each([
    ['auto-submitted', 'auto-replied'],
    ['auto-submitted', 'auto-generated (rejected); owner-email="a@b.example"'],
    ['auto-submitted', 'Auto-Notified'],
    ['precedence', 'auto_reply'],
    ['precedence', 'bulk'],
    ['precedence', 'junk'],
    ['precedence', 'list'],
    ['x-autoreply', 'yes'],
    ['x-autorespond', 'Re: x'],
    ['x-auto-reply-from', 'a@b.example'],
    ['x-loop', 'a@b.example'],
    ['list-id', '<x.toko.example>'],
    ['list-unsubscribe', '<https://toko.example>'],
    ['return-path', '<>'],
    ['x-ms-exchange-inbox-rules-loop', 'a@b.example'],
  ])('%s: %s', (name, text) => {
    expect(classifyMachineMail(withHeader(name, text)).autoSubmitted).toBe(true);
  });

  test.each([
    'Balasan otomatis: Boleh cerita?',
    'Automatic reply: x',
    'Out of Office: x',
    'Out of office',
    'AutoReply: x',
    'Abwesenheitsnotiz: x',
    'Réponse automatique : x',
    'Risposta automatica: x',
    'Автоответ: x',
    '自動返信: x',
    'Auto: x',
    'Sedang cuti',
  ])('subject %s', (subject) => {
    expect(classifyMachineMail(withSubject(subject)).kind).toBe('auto_reply');
  });

  test.each([
    'mailer-daemon@x.example',
    'no-reply@x.example',
    'noreply+a@x.example',
    'donotreply@x.example',
    'bounce-12@x.example',
  ])('from %s', (fromAddress) => {
    expect(classifyMachineMail({ ...human, fromAddress }).autoSubmitted).toBe(true);
  });

  test.each(['disposition-notification', 'feedback-report'])('a report of %s', (reportType) => {
    expect(classifyMachineMail({ ...human, contentType: 'multipart/report', reportType }).kind).toBe('auto_reply');
  });

  test('a bounce is a bounce before all else', () => {
    expect(
      classifyMachineMail({ ...withHeader('list-id', 'x'), isBounce: true, fromAddress: 'konseling@sekolah.example' })
        .kind,
    ).toBe('bounce');
  });

  test('our own address is never a writer, in any case of letters', () => {
    expect(classifyMachineMail({ ...human, fromAddress: 'Konseling@Sekolah.example' }).kind).toBe('own_copy');
  });

  test('an automatic reply on a list is an automatic reply; an invitation is one', () => {
    expect(
      classifyMachineMail({ ...withHeader('auto-submitted', 'auto-replied'), calendarMethod: 'request' }).kind,
    ).toBe('auto_reply');
    expect(classifyMachineMail({ ...human, calendarMethod: 'request' }).kind).toBe('calendar');
  });
});

describe('people', () => {
  test.each([
    ['auto-submitted', 'no'],
    ['auto-submitted', 'auto-forwarded'],
    ['auto-submitted', ''],
    ['x-auto-response-suppress', 'All'],
    ['precedence', 'first-class'],
    ['x-priority', '1'],
    ['return-path', '<sari@murid.example>'],
    ['x-spam-flag', 'NO'],
  ])('%s: %s', (name, text) => {
    expect(classifyMachineMail(withHeader(name, text))).toEqual({ kind: 'human', autoSubmitted: false });
  });

  test.each([
    'Re: Automatic reply: x',
    'Balasan otomatis itu menyakitkan',
    'Auto saya rusak',
    'Automatic cars',
    'Vacation plans',
    'Out of office hours I cry',
    'Boleh cerita?',
    '',
  ])('subject %s', (subject) => {
    expect(classifyMachineMail(withSubject(subject)).kind).toBe('human');
  });

  test.each(['nora@x.example', 'noreen@x.example', 'bouncer@x.example', 'postmaster@x.example'])(
    'from %s',
    (fromAddress) => {
      expect(classifyMachineMail({ ...human, fromAddress }).kind).toBe('human');
    },
  );

  test('a mark of spam changes the kind, not that a person wrote it', () => {
    expect(classifyMachineMail(withHeader('x-spam-status', 'Yes, score=9'))).toEqual({
      kind: 'spam_marked',
      autoSubmitted: false,
    });
  });
});
