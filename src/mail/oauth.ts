// Entering a mailbox without a password (OAuth 2.0, RFC 6749): a person agrees once, in the browser of their provider, and
// the program then fetches short-lived tokens by itself. What the provider says in words is never passed on: it may hold
// addresses; its codes become ours.
import {
  type AuthorizationServer,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  type Client,
  type ClientAuth,
  ClientSecretPost,
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomState,
  None,
  processAuthorizationCodeResponse,
  processRefreshTokenResponse,
  ResponseBodyError,
  refreshTokenGrantRequest,
  type TokenEndpointResponse,
  validateAuthResponse,
} from 'oauth4webapi';
import { isLoopback } from './mail-url.ts';

export type TokenCode =
  /** Nobody has let the program into this mailbox yet. */
  | 'consent_needed'
  /** It was let in, and is not any more: withdrawn, expired, or the account's password was changed. */
  | 'consent_revoked'
  /** The client id or its secret is wrong or has expired. */
  | 'client_refused'
  /** The Microsoft tenant does not exist, or does not know the application. */
  | 'tenant_unknown'
  /** The clock of this machine is wrong by more than five minutes. */
  | 'clock_wrong'
  /** The provider's token server cannot be reached or is out of order. */
  | 'token_server_silent'
  /** It answered something that is no token. */
  | 'token_server_strange';

export class TokenFailure extends Error {
  readonly code: TokenCode;

  constructor(code: TokenCode, cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

/** Hands out what a mailbox is entered with. Both throw {TokenFailure}. */
export interface TokenSource {
  /** A token that is good for some minutes. */
  get(): Promise<string>;
  /** Another one, after the mail server refused this. */
  renew(refused: string): Promise<string>;
}

export interface Tokens {
  access: string;
  /** In milliseconds. */
  lastsMs: number;
  /** Null when the old one stays good. */
  refresh: string | null;
}

export interface OAuthSettings {
  provider: 'google' | 'microsoft';
  clientId: string;
  /** Null: a public client (RFC 6749 §2.1). */
  clientSecret: string | null;
  /** Microsoft alone: the directory's name or id. */
  tenant: string;
  /** Instead of the provider's own, for national clouds and tests. */
  authorizeUrl: string | null;
  tokenUrl: string | null;
}

/**
 * Exchanges a refresh token for an access token (RFC 6749 §6).
 * @throws {TokenFailure}
 */
export async function refreshTokens(
  settings: OAuthSettings,
  refreshToken: string,
  patienceMs = 15_000,
): Promise<Tokens> {
  const { server, client, authentication, options } = clientOf(settings, patienceMs);
  return exchange(
    () => refreshTokenGrantRequest(server, client, authentication, refreshToken, options),
    (response) => processRefreshTokenResponse(server, client, response),
  );
}

export interface Authorization {
  /** The page on which a person agrees. */
  url: string;
  redirectUri: string;
  state: string;
  verifier: string;
}

/**
 * Begins the code flow of an installed program (RFC 8252) with PKCE (RFC 7636).
 * @param address the mailbox, so that the page asks for the right account
 */
export async function beginAuthorization(
  settings: OAuthSettings,
  address: string,
  redirectUri: string,
): Promise<Authorization> {
  const { authorizeUrl, scope, extra } = providerOf(settings);
  const state = generateRandomState();
  const verifier = generateRandomCodeVerifier();
  const url = new URL(authorizeUrl);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: settings.clientId,
    redirect_uri: redirectUri,
    scope,
    state,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    login_hint: address,
    ...extra,
  }).toString();
  return { url: url.href, redirectUri, state, verifier };
}

/**
 * Ends it with the address the browser was sent back to.
 * @throws {TokenFailure} also when the answer belongs to another beginning
 */
export async function finishAuthorization(
  settings: OAuthSettings,
  { state, verifier, redirectUri }: Authorization,
  cameBack: URL,
  patienceMs = 15_000,
): Promise<Tokens & { refresh: string }> {
  const { server, client, authentication, options } = clientOf(settings, patienceMs);
  const tokens = await exchange(
    async () => {
      const answer = validateAuthResponse(server, client, cameBack, state);
      return authorizationCodeGrantRequest(server, client, authentication, answer, redirectUri, verifier, options);
    },
    (response) => processAuthorizationCodeResponse(server, client, response),
  );
  if (!tokens.refresh) throw new TokenFailure('token_server_strange');
  return { ...tokens, refresh: tokens.refresh };
}

/** When a provider does not say how long a token lasts. */
const USUAL_SECONDS = 3600;

async function exchange(
  ask: () => Promise<Response>,
  read: (response: Response) => Promise<TokenEndpointResponse>,
): Promise<Tokens> {
  let response: Response | undefined;
  try {
    response = await ask();
    if (response.status >= 500 || response.status === 429) throw new TokenFailure('token_server_silent');
    const answer = await read(response);
    return {
      access: answer.access_token,
      lastsMs: (answer.expires_in ?? USUAL_SECONDS) * 1000,
      refresh: answer.refresh_token ?? null,
    };
  } catch (error) {
    throw error instanceof TokenFailure ? error : new TokenFailure(codeOf(error, response), error);
  }
}

function codeOf(error: unknown, response: Response | undefined): TokenCode {
  if (!response) return codeOfSilence(error);
  if (clockDiffers(response)) return 'clock_wrong';
  if (!(error instanceof ResponseBodyError)) return 'token_server_strange';
  // Microsoft says with these numbers what OAuth's own codes leave open: no such tenant, application not in the tenant.
  if (/AADSTS(?:90002|900021|700016)\b/.test(error.error_description ?? '')) return 'tenant_unknown';
  return REFUSALS[error.error] ?? 'token_server_strange';
}

const REFUSALS: Record<string, TokenCode> = {
  invalid_grant: 'consent_revoked',
  interaction_required: 'consent_revoked',
  login_required: 'consent_revoked',
  consent_required: 'consent_revoked',
  invalid_client: 'client_refused',
  unauthorized_client: 'client_refused',
  temporarily_unavailable: 'token_server_silent',
};

/** Nothing came back: the network, TLS, or the browser's answer was not one. */
function codeOfSilence(error: unknown): TokenCode {
  const { cause, ...thrown } = error as { code?: unknown; cause?: { code?: string } };
  const code = String(thrown.code ?? '');
  if (code === 'OAUTH_AUTHORIZATION_RESPONSE_ERROR') return 'consent_needed'; // the person did not agree
  if (code.startsWith('OAUTH_')) return 'token_server_strange'; // not our answer, or not a safe address
  // The certificates of the large providers are renewed long before their end.
  return /^CERT_(NOT_YET_VALID|HAS_EXPIRED)$/.test(cause?.code ?? '') ? 'clock_wrong' : 'token_server_silent';
}

const MOST_CLOCK_DIFFERENCE = 5 * 60_000;

function clockDiffers(response: Response): boolean {
  const theirs = Date.parse(response.headers.get('date') ?? '');
  return Math.abs(theirs - Date.now()) > MOST_CLOCK_DIFFERENCE; // false for NaN: no date, no verdict
}

interface Endpoints {
  /** What the provider calls itself in the browser's answer (RFC 9207); a forged one is refused. */
  issuer: string;
  authorizeUrl: string;
  tokenUrl: string;
  scope: string;
  /** What the provider's own page needs so that it gives a refresh token and asks for the right account. */
  extra: Record<string, string>;
}

function providerOf({ provider, tenant, authorizeUrl, tokenUrl }: OAuthSettings): Endpoints {
  const endpoints = provider === 'google' ? google : microsoft(tenant);
  return {
    ...endpoints,
    authorizeUrl: authorizeUrl ?? endpoints.authorizeUrl,
    tokenUrl: tokenUrl ?? endpoints.tokenUrl,
  };
}

/** developers.google.com/identity/protocols/oauth2/native-app, developers.google.com/workspace/gmail/imap/xoauth2-protocol */
const google: Endpoints = {
  issuer: 'https://accounts.google.com',
  authorizeUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
  tokenUrl: 'https://oauth2.googleapis.com/token',
  scope: 'https://mail.google.com/',
  extra: { access_type: 'offline', prompt: 'consent' },
};

/** learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth */
const microsoft = (tenant: string): Endpoints => ({
  issuer: `https://login.microsoftonline.com/${tenant}/v2.0`,
  authorizeUrl: `https://login.microsoftonline.com/${encodeURIComponent(tenant)}/oauth2/v2.0/authorize`,
  tokenUrl: `https://login.microsoftonline.com/${encodeURIComponent(tenant)}/oauth2/v2.0/token`,
  scope: 'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
  extra: { prompt: 'select_account' },
});

function clientOf(settings: OAuthSettings, patienceMs: number) {
  const { issuer, tokenUrl } = providerOf(settings);
  const server: AuthorizationServer = { issuer, token_endpoint: tokenUrl };
  const client: Client = { client_id: settings.clientId };
  const authentication: ClientAuth = settings.clientSecret ? ClientSecretPost(settings.clientSecret) : None();
  const options = {
    signal: AbortSignal.timeout(patienceMs),
    [allowInsecureRequests]: isLoopback(new URL(tokenUrl).hostname),
  };
  return { server, client, authentication, options };
}
