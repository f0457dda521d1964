// Tokens instead of passwords, against an authorisation server on loopback: the flow of an installed program, every way of
// being refused, and that no secret stands in an error.
import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  beginAuthorization,
  finishAuthorization,
  type OAuthSettings,
  refreshTokens,
  type TokenCode,
  TokenFailure,
} from '../../../src/mail/oauth.ts';
import {
  type AuthorizationServer,
  CLIENT,
  type Refusal,
  startAuthorizationServer,
} from '../../support/authorization-server.ts';
import { listenOnLoopback } from '../../support/listen.ts';

let provider: AuthorizationServer;
let settings: OAuthSettings;
beforeAll(async () => {
  provider = await startAuthorizationServer();
  settings = {
    provider: 'google',
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    tenant: 'organizations',
    authorizeUrl: provider.authorizeUrl,
    tokenUrl: provider.tokenUrl,
  };
});
afterEach(() => {
  provider.refuse(null);
  provider.misbehave(null);
  provider.clockAhead(0);
  provider.rotate(false);
});
afterAll(() => provider.stop());

const REDIRECT = 'http://localhost:1/';

/** The browser of a person who agrees. @returns the address it is sent back to */
async function agree(url: string): Promise<URL> {
  const answer = await fetch(url, { redirect: 'manual' });
  return new URL(answer.headers.get('location')!);
}

async function codeOf(work: Promise<unknown>): Promise<TokenCode> {
  const failure = await work.then(
    () => null,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(TokenFailure);
  const { message, code } = failure as TokenFailure;
  for (const secret of [CLIENT.secret, ...provider.secrets]) expect(message).not.toContain(secret);
  return code;
}

describe('the first consent', () => {
  test('a code becomes tokens, once, and only with the verifier that began it', async () => {
    const began = await beginAuthorization(settings, 'konseling@sekolah.example', REDIRECT);
    const asked = new URL(began.url).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      scope: 'https://mail.google.com/',
      access_type: 'offline',
      code_challenge_method: 'S256',
      login_hint: 'konseling@sekolah.example',
      redirect_uri: REDIRECT,
    });
    expect(began.url).not.toContain(CLIENT.secret);
    const cameBack = await agree(began.url);
    const tokens = await finishAuthorization(settings, began, cameBack);
    expect(tokens).toMatchObject({ lastsMs: 3_599_000, refresh: expect.stringMatching(/^refresh-/) });
    expect(provider.isGood(tokens.access)).toBe(true);
    expect(await codeOf(finishAuthorization(settings, began, cameBack))).toBe('consent_revoked');

    const other = await beginAuthorization(settings, 'konseling@sekolah.example', REDIRECT);
    const stolen = await agree(other.url);
    const thief = { ...other, verifier: began.verifier };
    expect(await codeOf(finishAuthorization(settings, thief, stolen))).toBe('consent_revoked');
  });

  test('an answer to another question is refused before anything is asked', async () => {
    const began = await beginAuthorization(settings, 'konseling@sekolah.example', REDIRECT);
    const cameBack = await agree(began.url);
    cameBack.searchParams.set('state', 'milik-orang-lain');
    const before = provider.asked.length;
    await codeOf(finishAuthorization(settings, began, cameBack));
    expect(provider.asked).toHaveLength(before);
  });

  test('a person who does not agree', async () => {
    const began = await beginAuthorization(settings, 'konseling@sekolah.example', REDIRECT);
    provider.refuse({ error: 'access_denied' });
    expect(await codeOf(finishAuthorization(settings, began, await agree(began.url)))).toBe('consent_needed');
  });

  test('Microsoft is asked in its tenant, for IMAP, SMTP and a lasting consent', async () => {
    const microsoft = { ...settings, provider: 'microsoft' as const, tenant: 'sekolah.example', authorizeUrl: null };
    const { url } = await beginAuthorization(microsoft, 'konseling@sekolah.example', REDIRECT);
    expect(url).toMatch(/^https:\/\/login\.microsoftonline\.com\/sekolah\.example\/oauth2\/v2\.0\/authorize\?/);
    expect(new URL(url).searchParams.get('scope')).toBe(
      'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
    );
  });
});

describe('renewing', () => {
  test('brings an access token; the refresh token stays, or a new one comes with it', async () => {
    const refresh = provider.consent();
    const kept = await refreshTokens(settings, refresh);
    expect(provider.isGood(kept.access)).toBe(true);
    expect(kept.refresh).toBeNull();
    provider.rotate(true);
    const rotated = await refreshTokens(settings, refresh);
    expect(rotated.refresh).toMatch(/^refresh-/);
    expect(await codeOf(refreshTokens(settings, refresh))).toBe('consent_revoked');
    expect(provider.isGood((await refreshTokens(settings, rotated.refresh!)).access)).toBe(true);
  });

  test.each<[string, Refusal, TokenCode]>([
    [
      'a withdrawn consent',
      { error: 'invalid_grant', description: 'Token has been expired or revoked.' },
      'consent_revoked',
    ],
    [
      'a changed password',
      { error: 'invalid_grant', description: 'AADSTS50173: The grant has expired' },
      'consent_revoked',
    ],
    ['a new second factor', { error: 'interaction_required', description: 'AADSTS50076' }, 'consent_revoked'],
    [
      'a wrong secret',
      { error: 'invalid_client', description: 'AADSTS7000215: Invalid client secret', status: 401 },
      'client_refused',
    ],
    ['an application that may not', { error: 'unauthorized_client' }, 'client_refused'],
    [
      'a tenant that is not there',
      { error: 'invalid_request', description: 'AADSTS90002: Tenant not found' },
      'tenant_unknown',
    ],
    [
      'an application of another tenant',
      { error: 'unauthorized_client', description: 'AADSTS700016: not found in the directory' },
      'tenant_unknown',
    ],
    ['a provider that is busy', { error: 'temporarily_unavailable' }, 'token_server_silent'],
    ['too many questions', { error: 'slow_down', status: 429 }, 'token_server_silent'],
    ['a refusal nobody knows', { error: 'purple' }, 'token_server_strange'],
  ])('%s', async (_, refusal, expected) => {
    provider.refuse(refusal);
    expect(await codeOf(refreshTokens(settings, provider.consent()))).toBe(expected);
  });

  test('a refusal while the clocks differ speaks of the clock', async () => {
    provider.clockAhead(6);
    provider.refuse({ error: 'invalid_grant' });
    expect(await codeOf(refreshTokens(settings, provider.consent()))).toBe('clock_wrong');
    provider.clockAhead(4);
    expect(await codeOf(refreshTokens(settings, provider.consent()))).toBe('consent_revoked');
  });

  test('a server that says nothing, or something else', async () => {
    provider.misbehave('silent');
    expect(await codeOf(refreshTokens(settings, provider.consent(), 300))).toBe('token_server_silent');
    provider.misbehave('html');
    expect(await codeOf(refreshTokens(settings, provider.consent()))).toBe('token_server_strange');
    provider.misbehave('error_500');
    expect(await codeOf(refreshTokens(settings, provider.consent()))).toBe('token_server_silent');
    const nobody = { ...settings, tokenUrl: 'http://127.0.0.1:1/token' };
    expect(await codeOf(refreshTokens(nobody, provider.consent()))).toBe('token_server_silent');
  });

  test('a secret never travels in the clear', async () => {
    const heard: Buffer[] = [];
    const listener = createServer((socket) => socket.on('data', (chunk: Buffer) => heard.push(chunk)));
    const listening = await listenOnLoopback(listener);
    // A name that is not of loopback, though it leads there.
    const elsewhere = { ...settings, tokenUrl: `http://0.0.0.0:${listening.port}/token` };
    expect(await codeOf(refreshTokens(elsewhere, provider.consent(), 2_000))).toBe('token_server_strange');
    await listening.stop();
    expect(heard).toEqual([]);
  });
});
