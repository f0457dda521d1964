// Passwords and letters travel only over lines that are encrypted and whose other end has proved who it is.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkImap } from '../../../src/mail/imap/check-imap.ts';
import { checkSmtp, openSmtp } from '../../../src/mail/smtp.ts';
import { type Authority, type Certificate, createAuthority } from '../../support/certificates.ts';
import { dovecotAvailable, dovecotMissing, startDovecot } from '../../support/dovecot.ts';

// 0.0.0.0 reaches the same servers as 127.0.0.1 but is no loopback name: the rules for real servers hold.
const NAMES = 'IP:127.0.0.1,IP:0.0.0.0';

describe.skipIf(!dovecotAvailable)(`TLS (${dovecotMissing})`, () => {
  let dir: string;
  let authority: Authority;
  const usual = tls.getCACertificates('default');
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'certificates-'));
    authority = createAuthority(dir);
    tls.setDefaultCACertificates([...usual, authority.ca]);
  });
  afterAll(() => {
    tls.setDefaultCACertificates(usual);
    rmSync(dir, { recursive: true });
  });

  describe.each<[string, (authority: Authority) => Certificate, boolean]>([
    ['a good certificate', ({ sign }) => sign(NAMES), true],
    ['another name', ({ sign }) => sign('DNS:mail.jahat.example'), false],
    ['an expired certificate', ({ sign }) => sign(NAMES, -1), false],
    ['an unknown authority', () => createAuthority(dir).sign(NAMES), false],
  ])('%s', (_, certificate, good) => {
    test('IMAP', async () => {
      const dovecot = await startDovecot({ tls: certificate(authority) });
      const imaps = await checkImap({ url: `imaps://konseling:${dovecot.password}@127.0.0.1:${dovecot.imapsPort}` });
      const starttls = await checkImap({ url: `imap://konseling:${dovecot.password}@0.0.0.0:${dovecot.imapPort}` });
      const log = dovecot.log();
      await dovecot.stop();
      const expected = good ? { ok: true } : { ok: false, code: 'tls_failed' };
      expect(imaps).toMatchObject(expected);
      expect(starttls).toMatchObject(expected);
      expect(log.match(/Login: user=<konseling>/g) ?? []).toHaveLength(good ? 2 : 0);
    });

    test('SMTP', async () => {
      const { cert, key } = certificate(authority);
      const files = { cert: readFileSync(cert), key: readFileSync(key) };
      const logins: string[] = [];
      const results = [];
      for (const secure of [true, false]) {
        const server = new SMTPServer({
          ...files,
          secure,
          logger: false,
          disableReverseLookup: true,
          closeTimeout: 100,
          onAuth: ({ username }, _session, done) => {
            logins.push(String(username));
            done(null, { user: username });
          },
        });
        server.on('error', () => {}); // handshakes are meant to fail here
        await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
        const { port } = server.server.address() as AddressInfo;
        const host = secure ? 'smtps://konseling:rahasia@127.0.0.1' : 'smtp://konseling:rahasia@0.0.0.0';
        results.push(await checkSmtp(`${host}:${port}`, { timings: { connectMs: 3_000 } }));
        results.push(
          await openSmtp(`${host}:${port}`, { timings: { connectMs: 3_000 } }).send({
            from: 'konseling@sekolah.example',
            to: 'sari@murid.example',
            raw: Buffer.from('To: sari@murid.example\r\n\r\nhai\r\n'),
          }),
        );
        await new Promise<void>((resolve) => server.close(resolve));
      }
      const expected = good
        ? [{ ok: true, tls: true }, { state: 'sent' }]
        : [
            { ok: false, code: 'tls_failed' },
            { state: 'retry', code: 'tls_failed' },
          ];
      expect(results).toMatchObject([...expected, ...expected]);
      expect(logins).toHaveLength(good ? 4 : 0);
    });
  });
});
