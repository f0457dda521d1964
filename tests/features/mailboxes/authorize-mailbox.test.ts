// The command that lets the program into a mailbox without a password, as a person lives through it: the page in the browser,
// the way back, and that nothing is kept before the mailbox has opened.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AuthorizationServer, CLIENT, startAuthorizationServer } from '../../support/authorization-server.ts';
import { suluh } from '../../support/desk.ts';
import { type Dovecot, dovecotAvailable, dovecotMissing, startDovecot } from '../../support/dovecot.ts';
import { openService, type Service } from '../../support/service.ts';
import { startSmtpSink } from '../../support/smtp-sink.ts';

describe.skipIf(!dovecotAvailable)(`authorize-mailbox (${dovecotMissing})`, () => {
  let provider: AuthorizationServer;
  let dovecot: Dovecot;
  let service: Service;
  beforeAll(async () => {
    provider = await startAuthorizationServer();
    dovecot = await startDovecot({ users: ['konseling'], introspectUrl: provider.introspectUrl });
    const sink = await startSmtpSink({ extensions: ['AUTH XOAUTH2'], isGood: provider.isGood });
    service = await openService({
      dovecot,
      sink,
      env: {
        IMAP_URL: `imap://konseling@127.0.0.1:${dovecot.imapPort}`,
        SMTP_URL: `smtp://konseling@127.0.0.1:${sink.port}`,
        OAUTH_PROVIDER: 'google',
        OAUTH_CLIENT_ID: CLIENT.id,
        OAUTH_CLIENT_SECRET: CLIENT.secret,
        OAUTH_AUTHORIZE_URL: provider.authorizeUrl,
        OAUTH_TOKEN_URL: provider.tokenUrl,
      },
    });
  });
  afterAll(async () => {
    await service?.stop();
    await dovecot?.stop();
    await provider?.stop();
  });

  const kept = () => service.db.selectFrom('mailbox_logins').select('mailbox_id').execute();

  /** Runs the command; `visit` is the person with the browser, and gives what is pasted, if anything. */
  async function authorize(visit: (page: string) => Promise<string | undefined>, env: Record<string, string> = {}) {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, '../../../src/cli/suluh.ts'), 'authorize-mailbox'],
      {
        env: { PATH: process.env.PATH ?? '', ...service.env, ...env },
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
    let said = '';
    let visited = false;
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const page = /^http\S+$/m.exec(said)?.[0];
      if (!page || visited || !said.includes('press Enter')) return;
      visited = true;
      void visit(page).then((pasted) => pasted && child.stdin.write(`${pasted}\n`));
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const [code] = await once(child, 'exit');
    for (const secret of [CLIENT.secret, ...provider.secrets]) expect(said).not.toContain(secret);
    return { code, said };
  }

  test('first the doctor says what is missing', async () => {
    const { code, err } = await suluh(service, 'doctor');
    expect(code).toBe(1);
    expect(err).toMatch(/mailbox \(IMAP, INBOX\): nobody has let Suluh into this mailbox yet\n.*authorize-mailbox/);
    expect(err).toMatch(/sending \(SMTP\): nobody has let Suluh into this mailbox yet/);
  });

  test('a person who does not agree, an answer to another question: nothing is kept', async () => {
    provider.refuse({ error: 'access_denied' });
    const no = await authorize(async (page) => void (await fetch(page)));
    provider.refuse(null);
    expect(no.code).toBe(1);
    expect(no.said).toMatch(/Nothing was kept/);
    const forged = await authorize(async (page) => {
      const answer = await fetch(page, { redirect: 'manual' });
      return answer.headers.get('location')!.replace(/state=[^&]+/, 'state=milik-orang-lain');
    });
    expect(forged.code).toBe(1);
    expect(await kept()).toEqual([]);
  });

  test('an account that is not the one of the mailbox: nothing is kept', async () => {
    const env = { IMAP_URL: service.env.IMAP_URL!.replace('konseling@', 'kepala@') };
    const { code, said } = await authorize(async (page) => void (await fetch(page)), env);
    expect(code).toBe(1);
    expect(said).toMatch(
      /the mailbox did not open.*\n.*Was it konseling@sekolah\.example that agreed.*Nothing was kept/,
    );
    expect(await kept()).toEqual([]);
  });

  test('who agrees in a browser of this machine is done, and the program reads and the doctor is content', async () => {
    const { code, said } = await authorize(async (page) => {
      expect(await (await fetch(page)).text()).toMatch(/boleh ditutup/);
      return undefined;
    });
    expect(said).toMatch(/Suluh may open konseling@sekolah\.example now \(0 mails in it\)/);
    expect(code).toBe(0);
    expect(await kept()).toHaveLength(1);
    const doctor = await suluh(service, 'doctor');
    expect(doctor.err).toBe('');
    expect(doctor.code).toBe(0);
  });

  test('who agrees elsewhere pastes the address the page ended at', async () => {
    const { code, said } = await authorize(async (page) => {
      const answer = await fetch(page, { redirect: 'manual' });
      return answer.headers.get('location')!;
    });
    expect(said).toMatch(/Suluh may open/);
    expect(code).toBe(0);
  });

  test('without the settings for it, or for an address that is none of ours, it says what to do', async () => {
    const other = await suluh(service, 'authorize-mailbox', 'lain@sekolah.example');
    expect(other).toMatchObject({ code: 2, err: expect.stringMatching(/They name konseling@sekolah\.example/) });
    const bare = { ...service, env: { ...service.env, OAUTH_PROVIDER: '' } };
    const refused = await suluh(bare, 'authorize-mailbox');
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/IMAP_URL: the address has a user but no password/);
  });
});
