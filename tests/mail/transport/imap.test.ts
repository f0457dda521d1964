// Reading a real mailbox: nothing lost, nothing twice, nothing changed on the server, whatever the line does.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appendToSent } from '../../../src/mail/imap/append-to-sent.ts';
import { checkImap } from '../../../src/mail/imap/check-imap.ts';
import { type Dovecot, dovecotAvailable, dovecotMissing, startDovecot } from '../../support/dovecot.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { lastHealth, startTaker, type Taker, until, watch } from './taker.ts';

const through = (dovecot: Dovecot, port: number, user: string) => dovecot.imapUrl(user, port);

/** Every byte but NUL, CR and LF (RFC 9051 §4.3 forbids NUL in a literal; line ends are the server's). */
function randomMail(n: number): Buffer {
  const lines = Array.from({ length: 1 + (n % 40) }, () => {
    const line = randomBytes(1 + (n % 77)).map((byte) => (byte === 0 || byte === 10 || byte === 13 ? 0xe9 : byte));
    return Buffer.concat([line, Buffer.from('\r\n')]);
  });
  return Buffer.concat([Buffer.from(`From: sari@murid.example\r\nX-N: ${n}\r\n\r\n`), ...lines]);
}

const asText = (mails: Iterable<Buffer>) => [...mails].map((mail) => mail.toString('latin1')).sort();
const kept = (taker: Taker) => asText([...taker.mails.values()].map(({ raw }) => raw));
const plain = (n: number | string, size = 0) =>
  `From: sari@murid.example\r\nSubject: ${n}\r\n\r\nisi ${n}\r\n${'x'
    .repeat(76)
    .concat('\r\n')
    .repeat(size / 78)}`;

describe.skipIf(!dovecotAvailable)(`a Dovecot mailbox (${dovecotMissing})`, () => {
  let dovecot: Dovecot;
  let count = 0;
  const nextUser = () => `kotak${count++}`; // every test has a mailbox of its own
  beforeAll(async () => {
    dovecot = await startDovecot({ users: Array.from({ length: 40 }, (_, i) => `kotak${i}`) });
  });
  afterAll(() => dovecot.stop());

  test('300 mails of random bytes arrive byte for byte, in bounded batches, and stay untouched', async () => {
    const user = nextUser();
    const sent = Array.from({ length: 300 }, (_, n) => randomMail(n));
    for (const mail of sent) dovecot.deliver(mail, user);
    const taker = startTaker();
    const watching = watch(dovecot.imapUrl(user), taker);
    await until(() => taker.mails.size === 300);
    await watching.stop();
    expect(kept(taker)).toEqual(asText(sent));
    expect(taker.repeated).toBe(0);
    expect(Math.max(...taker.batches.map(({ mails }) => mails))).toBeLessThanOrEqual(20);
    expect(taker.cursor.lastUid).toBe(300);
    expect(dovecot.flags(user)).toEqual(Array(300).fill(''));
    expect(dovecot.unopened(user)).toBe(300);
  });

  test('batches are bounded by bytes, and a mail above the hard cap comes as its header', async () => {
    const user = nextUser();
    for (let n = 0; n < 6; n++) dovecot.deliver(plain(n, 40_000), user);
    dovecot.deliver(plain('besar', 400_000), user);
    dovecot.deliver(plain('kecil'), user);
    const taker = startTaker();
    const limits = { mails: 20, bytes: 100_000, hardCap: 300_000 };
    const watching = watch(dovecot.imapUrl(user), taker, { limits });
    await until(() => taker.mails.size === 8);
    await watching.stop();
    expect(Math.max(...taker.batches.map(({ bytes }) => bytes))).toBeLessThanOrEqual(100_000);
    const large = [...taker.mails.values()].filter(({ truncated }) => truncated);
    expect(large).toHaveLength(1);
    expect(large[0]?.raw.toString()).toBe('From: sari@murid.example\r\nSubject: besar\r\n\r\n');
    expect(large[0]?.size).toBeGreaterThan(400_000 - 200);
    expect(taker.cursor.lastUid).toBe(8);
  });

  test('mail read or flagged by a person before is taken like any other', async () => {
    const user = nextUser();
    for (let n = 0; n < 4; n++) dovecot.deliver(plain(n), user);
    const { openImap } = await import('../../../src/mail/imap/imap-session.ts');
    const person = await openImap({ url: dovecot.imapUrl(user) });
    await person.client.mailboxOpen('INBOX');
    await person.client.messageFlagsAdd('1:2', ['\\Seen', '\\Deleted']);
    person.close();
    const taker = startTaker();
    const watching = watch(dovecot.imapUrl(user), taker);
    await until(() => taker.mails.size === 4);
    await watching.stop();
    expect([...taker.mails.values()].map(({ flags }) => flags.includes('\\Seen'))).toEqual([true, true, false, false]);
  });

  test('reading goes on at the cursor, and the last mail does not come again', async () => {
    const user = nextUser();
    for (let n = 0; n < 5; n++) dovecot.deliver(plain(n), user);
    const taker = startTaker();
    const first = watch(dovecot.imapUrl(user), taker);
    await until(() => taker.mails.size === 5);
    await first.stop();
    const second = watch(dovecot.imapUrl(user), taker);
    await until(() => second.health.filter(({ state }) => state === 'connected').length >= 3);
    expect(taker.batches.reduce((sum, { mails }) => sum + mails, 0)).toBe(5);
    dovecot.deliver(plain('baru'), user);
    await until(() => taker.mails.size === 6);
    await second.stop();
    expect(taker.repeated).toBe(0);
  });

  test('mail that arrives during IDLE is there at once, long before the poll', async () => {
    const user = nextUser();
    const taker = startTaker();
    const watching = watch(dovecot.imapUrl(user), taker, {
      timings: { pollEveryMs: 60_000, probeEveryMs: 60_000, silenceMs: 75_000 },
    });
    await until(() => lastHealth(watching)?.state === 'connected');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const start = performance.now();
    await dovecot.deliverTo(`${user}+K7F3QX@sekolah.example`, plain('segera'));
    await until(() => taker.mails.size === 1);
    expect(performance.now() - start).toBeLessThan(2_000);
    await watching.stop();
  });

  test('a new UIDVALIDITY: everything is read again', async () => {
    const user = nextUser();
    for (let n = 0; n < 30; n++) dovecot.deliver(plain(n), user);
    const taker = startTaker();
    const watching = watch(dovecot.imapUrl(user), taker);
    await until(() => taker.mails.size === 30);
    const before = taker.cursor.uidValidity;
    dovecot.dropIndex(user);
    dovecot.deliver(plain('sesudah'), user);
    await until(() => taker.mails.size === 61);
    await watching.stop();
    expect(taker.cursor.uidValidity).not.toBe(before);
    const now = [...taker.mails.values()].filter(({ uidValidity }) => uidValidity === taker.cursor.uidValidity);
    expect(now.map(({ raw }) => raw.toString().includes('sesudah')).filter(Boolean)).toHaveLength(1);
    expect(new Set(now.map(({ raw }) => raw.toString())).size).toBe(31);
  });

  test('a taker that fails gets the same mails again, and the cursor does not move', async () => {
    const user = nextUser();
    for (let n = 0; n < 3; n++) dovecot.deliver(plain(n), user);
    const taker = startTaker();
    let refusals = 3;
    const watching = watch(dovecot.imapUrl(user), taker, {
      take: async (batch, seen) => {
        if (refusals-- > 0) throw new Error('the database is away');
        await taker.take(batch, seen);
      },
    });
    await until(() => taker.mails.size === 3);
    await watching.stop();
    expect(watching.health.filter(({ error }) => error === 'not_stored')).toHaveLength(3);
    expect(taker.repeated).toBe(0);
  });

  test('a wrong password is told apart and not tried again at once', async () => {
    const taker = startTaker();
    const url = dovecot.imapUrl(nextUser()).replace('rahasia', 'salah');
    const watching = watch(url, taker);
    await until(() => watching.health.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 800));
    await watching.stop();
    expect(watching.health.map(({ state, error }) => [state, error])).toEqual([['failed', 'auth_failed']]);
    expect(JSON.stringify(watching.health)).not.toContain('salah');
  });

  test('a half-open line is noticed and left', async () => {
    const user = nextUser();
    const proxy = await startTcpProxy({ port: dovecot.imapPort });
    const taker = startTaker();
    const watching = watch(through(dovecot, proxy.port, user), taker, { timings: { pollEveryMs: 60_000 } });
    await until(() => lastHealth(watching)?.state === 'connected');
    proxy.stall();
    dovecot.deliver(plain('terlambat'), user);
    await until(() => lastHealth(watching)?.state === 'failed');
    proxy.heal();
    await until(() => taker.mails.size === 1);
    await watching.stop();
    await proxy.stop();
  });

  test('a line that is reset at odd places loses nothing and repeats nothing', async () => {
    const user = nextUser();
    const sent = Array.from({ length: 60 }, (_, n) => randomMail(n));
    for (const mail of sent) dovecot.deliver(mail, user);
    const proxy = await startTcpProxy({ port: dovecot.imapPort });
    const taker = startTaker();
    const timings = { retryFirstMs: 1, retryMaxMs: 5 };
    const watching = watch(through(dovecot, proxy.port, user), taker, { timings });
    // First every early byte of a conversation, then ever later ones, from either side.
    for (let bytes = 1; taker.mails.size < 60; bytes = Math.ceil(bytes * 1.2)) {
      const before = proxy.connections;
      proxy.cutAfter(bytes, bytes % 3 === 0 ? 'client' : 'server', true);
      await until(() => proxy.connections > before || taker.mails.size === 60);
    }
    proxy.heal();
    await until(() => taker.cursor.lastUid === 60);
    await watching.stop();
    await proxy.stop();
    expect(kept(taker)).toEqual(asText(sent));
    expect(taker.repeated).toBe(0);
    expect(proxy.connections).toBeGreaterThan(20);
  });

  test('a server that goes away and comes back', async () => {
    const user = nextUser();
    const proxy = await startTcpProxy({ port: dovecot.imapPort });
    const taker = startTaker();
    const watching = watch(through(dovecot, proxy.port, user), taker);
    await until(() => lastHealth(watching)?.state === 'connected');
    for (let n = 0; n < 10; n++) {
      proxy.reset();
      dovecot.deliver(plain(n), user);
      await until(() => taker.mails.size === n + 1);
    }
    await watching.stop();
    await proxy.stop();
    expect(taker.repeated).toBe(0);
  });

  test('stopping waits for the take under way', async () => {
    const user = nextUser();
    dovecot.deliver(plain(1), user);
    const taker = startTaker();
    let taking = false;
    const watching = watch(dovecot.imapUrl(user), taker, {
      take: async (batch, seen) => {
        taking = true;
        await new Promise((resolve) => setTimeout(resolve, 300));
        await taker.take(batch, seen);
      },
    });
    await until(() => taking);
    await watching.stop();
    expect(taker.cursor.lastUid).toBe(1);
  });

  test('the Sent copy is added once, however often it is tried', async () => {
    const user = nextUser();
    const settings = { url: dovecot.imapUrl(user) };
    const raw = Buffer.from('Message-ID: <b1@sekolah.example>\r\nSubject: =?utf-8?q?x?=\r\n\r\nisi é\r\n');
    expect(await appendToSent(settings, raw, '<b1@sekolah.example>')).toEqual({ state: 'appended' });
    expect(await appendToSent(settings, raw, '<b1@sekolah.example>')).toEqual({ state: 'already_there' });
    expect(dovecot.mails(user, 'Sent')).toHaveLength(1);
    expect(dovecot.flags(user, 'Sent')).toEqual(['S']);
    expect(await appendToSent({ url: 'imap://a:b@127.0.0.1:1' }, raw, '<c@d>')).toEqual({
      state: 'failed',
      code: 'cannot_connect',
    });
  });

  test('the Sent copy whose answer is lost is found at the next try', async () => {
    const user = nextUser();
    const proxy = await startTcpProxy({ port: dovecot.imapPort });
    const raw = Buffer.from(`Message-ID: <b2@sekolah.example>\r\n\r\n${'isi\r\n'.repeat(2_000)}`);
    const settings = { url: through(dovecot, proxy.port, user) };
    proxy.onWrite(({ from, chunk }) => {
      if (from === 'server' && chunk.includes('APPENDUID')) proxy.reset();
    });
    expect(await appendToSent(settings, raw, '<b2@sekolah.example>')).toEqual({
      state: 'failed',
      code: 'disconnected',
    });
    expect(await appendToSent(settings, raw, '<b2@sekolah.example>')).toEqual({ state: 'already_there' });
    await proxy.stop();
    expect(dovecot.mails(user, 'Sent')).toHaveLength(1);
  });

  test('the doctor is told what is wrong', async () => {
    const user = nextUser();
    dovecot.deliver(plain(1), user);
    const url = dovecot.imapUrl(user);
    expect(await checkImap({ url })).toEqual({
      ok: true,
      mails: 1,
      idle: true,
      uidPlus: true,
      sentFolder: 'Sent',
      spamFolder: 'Spam',
    });
    const codes = async (settings: Parameters<typeof checkImap>[0]) => {
      const check = await checkImap(settings);
      return check.ok ? 'ok' : check.code;
    };
    expect(await codes({ url: url.replace('rahasia', 'salah') })).toBe('auth_failed');
    expect(await codes({ url, folder: 'Tidak Ada' })).toBe('folder_missing');
    expect(await codes({ url: 'imap://a:b@127.0.0.1:1' })).toBe('cannot_connect');
    expect(await codes({ url: url.replace('imap:', 'imaps:') })).toBe('tls_failed');
    expect(await codes({ url: url.replace('127.0.0.1', '0.0.0.0') })).toBe('tls_failed');
    expect(await codes({ url: 'pop3://a:b@127.0.0.1' })).toBe('bad_settings');
    expect(await codes({ url: 'imap://127.0.0.1' })).toBe('bad_settings');
  });
});
