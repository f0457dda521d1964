// The settings of mailboxes: one or several, with passwords or without, and a sentence for each thing that is wrong.
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';

const one = {
  MAIL_ADDRESS: 'Konseling@sekolah.example',
  IMAP_URL: 'imaps://konseling:rahasia@imap.example',
  SMTP_URL: 'smtps://konseling:rahasia@smtp.example',
};
const two = {
  ...one,
  MAIL_ADDRESS_2: 'bk@sekolah.example',
  IMAP_URL_2: 'imaps://bk:rahasia@imap.example',
  SMTP_URL_2: 'smtps://bk:rahasia@smtp.example',
  IMAP_FOLDERS_2: 'INBOX, \\Junk',
};

function complaints(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    expect(JSON.stringify((error as ConfigError).sentences)).not.toContain('rahasia');
    if (error instanceof ConfigError) return error.sentences;
  }
  return [];
}

test('none, one, several mailboxes', () => {
  expect(readConfig({}).mailboxes).toEqual([]);
  expect(readConfig({ ...one, IMAP_FOLDERS: '' }).mailboxes).toEqual([
    { address: 'konseling@sekolah.example', imapUrl: one.IMAP_URL, smtpUrl: one.SMTP_URL, folders: ['INBOX'] },
  ]);
  expect(readConfig(two).mailboxes.map(({ address, folders }) => [address, folders])).toEqual([
    ['konseling@sekolah.example', ['INBOX']],
    ['bk@sekolah.example', ['INBOX', '\\Junk']],
  ]);
});

test('a mailbox without a password needs to know who gives the tokens', () => {
  const bare = { ...one, IMAP_URL: 'imaps://konseling%40sekolah.example@imap.gmail.com' };
  expect(complaints(bare)).toEqual([expect.stringMatching(/^IMAP_URL: .*no password.*OAUTH_PROVIDER/)]);
  const { oauth } = readConfig({
    ...bare,
    OAUTH_PROVIDER: 'google',
    OAUTH_CLIENT_ID: 'suluh',
    OAUTH_CLIENT_SECRET: 'x',
  });
  expect(oauth).toEqual({
    provider: 'google',
    clientId: 'suluh',
    clientSecret: 'x',
    tenant: 'organizations',
    authorizeUrl: null,
    tokenUrl: null,
  });
});

describe('what is wrong is said', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    [
      'an address without its number',
      { ...one, IMAP_URL_2: two.IMAP_URL_2, SMTP_URL_2: two.SMTP_URL_2 },
      /^MAIL_ADDRESS_2: /,
    ],
    ['a mailbox that cannot answer', { ...two, SMTP_URL_2: '' }, /^SMTP_URL_2: letters could be read but not answered/],
    ['an address twice', { ...two, MAIL_ADDRESS_2: 'konseling@Sekolah.example' }, /^MAIL_ADDRESS_2: two mailboxes/],
    ['an unknown provider', { ...one, OAUTH_PROVIDER: 'yahoo' }, /^OAUTH_PROVIDER: one of google, microsoft/],
    ['a provider without an application', { ...one, OAUTH_PROVIDER: 'google' }, /^OAUTH_CLIENT_ID: /],
    ['tokens by http', { ...one, OAUTH_TOKEN_URL: 'http://login.example/token' }, /^OAUTH_TOKEN_URL: .*https/],
    ['days that are none', { ...one, REMOVE_AFTER_DAYS: 'tujuh' }, /^REMOVE_AFTER_DAYS: .*number of days/],
    ['days beyond what can be compared', { ...one, REMOVE_AFTER_DAYS: '61' }, /^REMOVE_AFTER_DAYS: .*at most 60/],
  ])('%s', (_, environment, sentence) => {
    expect(complaints(environment)).toEqual([expect.stringMatching(sentence)]);
  });
});
