// The one setting that names a mail server, and the sentences for those who mistype it.
import { expect, test } from 'vitest';
import { type MailProtocol, parseMailUrl } from '../../../src/mail/mail-url.ts';

test.each<[string, MailProtocol, unknown]>([
  [
    'imaps://konseling%40sekolah.example:ra%2Fhasia@mail.sekolah.example',
    'imap',
    {
      host: 'mail.sekolah.example',
      port: 993,
      tls: 'implicit',
      login: { user: 'konseling@sekolah.example', password: 'ra/hasia' },
    },
  ],
  [
    'imaps://konseling@sekolah.example:abcd efgh@imap.example:1993/',
    'imap',
    {
      host: 'imap.example',
      port: 1993,
      tls: 'implicit',
      login: { user: 'konseling@sekolah.example', password: 'abcd efgh' },
    },
  ],
  ['smtp://mail.sekolah.example', 'smtp', { host: 'mail.sekolah.example', port: 587, tls: 'starttls' }],
  ['smtps://mail.sekolah.example', 'smtp', { host: 'mail.sekolah.example', port: 465, tls: 'implicit' }],
  ['smtp://127.0.0.1:2525', 'smtp', { host: '127.0.0.1', port: 2525, tls: 'none' }],
  ['smtp://localhost:2525', 'smtp', { host: 'localhost', port: 2525, tls: 'none' }],
  ['imap://a:b@[::1]:2143', 'imap', { host: '::1', port: 2143, tls: 'none', login: { user: 'a', password: 'b' } }],
  [
    'imaps://konseling%40sekolah.example@imap.gmail.com',
    'imap',
    { host: 'imap.gmail.com', port: 993, tls: 'implicit', login: { user: 'konseling@sekolah.example' } },
  ],
  ['smtp://127.0.0.1.jahat.example', 'smtp', { host: '127.0.0.1.jahat.example', port: 587, tls: 'starttls' }],
  ['smtp://10.0.0.5', 'smtp', { host: '10.0.0.5', port: 587, tls: 'starttls' }],
])('%s', (text, protocol, expected) => {
  expect(parseMailUrl(text, protocol)).toEqual(expected);
});

test.each<[string, MailProtocol, RegExp]>([
  ['', 'imap', /not a mail server address/],
  ['mail.sekolah.example', 'imap', /not a mail server address/],
  ['imaps://user:rahasia@', 'imap', /not a mail server address|names no host/],
  ['smtp://user:rahasia@mail.example', 'imap', /begin with imap/],
  ['imaps://user:rahasia@mail.example', 'smtp', /begin with smtp/],
  ['imaps://:rahasia@mail.example', 'imap', /a password but no user/],
  ['imaps://user:rahasia%@mail.example', 'imap', /%25/],
  ['imaps://user:x@mail.example/rahasia', 'imap', /Nothing may follow/],
  ['imaps://user:x@mail.example?rahasia', 'imap', /Nothing may follow/],
  ['imaps://user:rahasia@mail.example:99999', 'imap', /not a mail server address/],
])('%s is refused in words that do not repeat it', (text, protocol, sentence) => {
  const refusal = parseMailUrl(text, protocol);
  expect(refusal).toEqual({ refused: expect.stringMatching(sentence) });
  expect(JSON.stringify(refusal)).not.toContain('rahasia');
});
