// A mailbox without a password, on real servers: an authorisation server, Dovecot with XOAUTH2 that asks it, an SMTP server
// with XOAUTH2, and the database that keeps what the consent brought.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkImap } from '../../../src/mail/imap/check-imap.ts';
import type { OAuthSettings, TokenSource } from '../../../src/mail/oauth.ts';
import { checkSmtp, openSmtp } from '../../../src/mail/smtp.ts';
import { keepConsent, openTokenSource } from '../../../src/service/mailbox-logins.ts';
import { type AuthorizationServer, CLIENT, startAuthorizationServer } from '../../support/authorization-server.ts';
import { openWorld, type World } from '../../support/cast.ts';
import { type Dovecot, dovecotAvailable, dovecotMissing, startDovecot } from '../../support/dovecot.ts';
import { tablesHolding } from '../../support/plain-dump.ts';
import { type SmtpSink, startSmtpSink } from '../../support/smtp-sink.ts';

const HOUR = 3_600_000;

describe.skipIf(!dovecotAvailable)(`a mailbox without a password (${dovecotMissing})`, () => {
  let provider: AuthorizationServer;
  let dovecot: Dovecot;
  let sink: SmtpSink;
  let world: World;
  let clock: Date;
  let oauth: OAuthSettings;
  beforeAll(async () => {
    provider = await startAuthorizationServer();
    dovecot = await startDovecot({ users: ['konseling'], introspectUrl: provider.introspectUrl });
    sink = await startSmtpSink({ extensions: ['AUTH XOAUTH2', '8BITMIME'], isGood: provider.isGood });
    oauth = {
      provider: 'google',
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      tenant: 'organizations',
      authorizeUrl: provider.authorizeUrl,
      tokenUrl: provider.tokenUrl,
    };
  });
  afterAll(async () => {
    await sink?.stop();
    await dovecot?.stop();
    await provider?.stop();
  });
  beforeEach(async () => {
    world = await openWorld();
    clock = new Date();
    provider.asked.length = 0;
  });
  afterEach(async () => {
    provider.refuse(null);
    provider.misbehave(null);
    provider.rotate(false);
    await world.end();
  });

  const source = (): TokenSource =>
    openTokenSource({ db: world.db, vault: world.vault, mailboxId: world.mailboxId, oauth, now: () => clock });
  const imap = (tokens = source()) =>
    checkImap({ url: `imap://konseling@127.0.0.1:${dovecot.imapPort}`, tokens }).then((found) =>
      found.ok ? 'ok' : found.code,
    );
  const smtp = (tokens = source()) =>
    checkSmtp(`smtp://konseling@127.0.0.1:${sink.port}`, { tokens }).then((found) => (found.ok ? 'ok' : found.code));
  /** A person agreed; the token that came with it has ended long ago. */
  const agreed = (refresh = provider.consent()) =>
    world.tx((tx) =>
      keepConsent(tx, world.vault, world.mailboxId, { access: 'access-lama', lastsMs: -HOUR, refresh }, clock),
    );

  test('before anybody agreed, both say so and nobody is asked', async () => {
    expect([await imap(), await smtp()]).toEqual(['consent_needed', 'consent_needed']);
    expect(provider.asked).toEqual([]);
  });

  test('one token opens both, is asked for once, and is renewed before its end', async () => {
    await agreed();
    expect([await imap(), await smtp(), await imap()]).toEqual(['ok', 'ok', 'ok']);
    expect(provider.asked).toHaveLength(1);
    clock = new Date(clock.getTime() + HOUR - 60_000);
    expect(await imap()).toBe('ok');
    expect(provider.asked).toHaveLength(2);
  });

  test('a letter goes out', async () => {
    await agreed();
    const raw = Buffer.from('To: sari@murid.example\r\nFrom: konseling@sekolah.example\r\n\r\nIsi.\r\n');
    const sender = openSmtp(`smtp://konseling@127.0.0.1:${sink.port}`, { tokens: source() });
    const sent = await sender.send({ from: 'konseling@sekolah.example', to: 'sari@murid.example', raw });
    expect(sent).toMatchObject({ state: 'sent' });
  });

  test.each([
    ['IMAP', () => imap()],
    ['SMTP', () => smtp()],
  ])('a token that ended before its time is renewed once: %s', async (_, login) => {
    await agreed();
    expect(await login()).toBe('ok');
    provider.endTokens();
    expect(await login()).toBe('ok');
    expect(provider.asked).toHaveLength(2);
  });

  test.each([
    ['IMAP', imap],
    ['SMTP', smtp],
  ])('a server that refuses every token is asked twice and no more: %s', async (_, login) => {
    await agreed();
    expect(await login()).toBe('ok');
    // Good for the provider, and for no mail server: the wrong account agreed.
    const never = { get: async () => 'access-orang-lain', renew: async () => 'access-orang-lain-lagi' };
    const tries = sink.commands.length;
    expect(await login(never)).toBe('auth_failed');
    expect(sink.commands.slice(tries).filter((line) => line.startsWith('AUTH')).length).toBeLessThanOrEqual(2);
    expect(provider.asked).toHaveLength(1);
  });

  test('a withdrawn consent is told apart from a wrong password, by both', async () => {
    await agreed();
    expect(await imap()).toBe('ok');
    provider.withdraw();
    provider.endTokens();
    expect([await imap(), await smtp()]).toEqual(['consent_revoked', 'consent_revoked']);
    await agreed(); // somebody agreed again
    expect([await imap(), await smtp()]).toEqual(['ok', 'ok']);
  });

  test('a refresh token that works once is used once, by however many at the same time, and the next is kept', async () => {
    provider.rotate(true);
    await agreed();
    for (let n = 0; n < 3; n++) {
      const asked = provider.asked.length;
      const logins = await Promise.all(Array.from({ length: 6 }, () => source().get()));
      expect(new Set(logins).size).toBe(1);
      expect(provider.asked).toHaveLength(asked + 1);
      clock = new Date(clock.getTime() + HOUR);
    }
  });

  test('who died while asking holds nobody up for longer than the lease', async () => {
    await agreed();
    const lease = new Date(clock.getTime() + 20_000);
    await world.db.updateTable('mailbox_logins').set({ renewing_until: lease }).execute();
    clock = new Date(clock.getTime() + 21_000);
    expect(await imap()).toBe('ok');
  });

  test('a failed renewal leaves everything as it was for the next try', async () => {
    await agreed();
    provider.misbehave('error_500');
    expect(await imap()).toBe('token_server_silent');
    provider.misbehave(null);
    expect(await imap()).toBe('ok');
  });

  test('a consent given while an old token is being renewed is not overwritten', async () => {
    provider.rotate(true);
    await agreed();
    let released = () => {};
    const held = new Promise<void>((resolve) => {
      released = resolve;
    });
    const slow = openTokenSource({
      db: world.db,
      vault: world.vault,
      mailboxId: world.mailboxId,
      oauth,
      now: () => {
        released();
        return clock;
      },
    });
    const renewing = slow.get();
    await held;
    const fresh = provider.consent();
    await agreed(fresh);
    await renewing.catch(() => {});
    expect(await imap()).toBe('ok');
  });

  test('no secret stands in the database in the clear, nor in the record', async () => {
    provider.rotate(true);
    await agreed();
    expect(await imap()).toBe('ok');
    const login = await world.db.selectFrom('mailbox_logins').selectAll().executeTakeFirstOrThrow();
    expect(login.refresh_sealed.length).toBeGreaterThan(40);
    for (const secret of [CLIENT.secret, ...provider.secrets])
      expect(await tablesHolding(world.url, secret)).toEqual([]);
    const events = await world.db.selectFrom('events').select(['kind', 'data']).execute();
    expect(events).toEqual([{ kind: 'mailbox.authorized', data: { mailbox: world.mailboxId } }]);
  });
});
