// A provider's authorisation server on loopback: agrees in a person's place, gives out tokens, voids them, and misbehaves on
// request. It checks what a real one checks: client, secret, redirect, PKCE, and that a code and a rotated token work once.
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenOnLoopback } from './listen.ts';

export interface Refusal {
  error: string;
  description?: string;
  status?: number;
}

export interface AuthorizationServer {
  authorizeUrl: string;
  tokenUrl: string;
  /** for a mail server that asks whether a token is good; the token is appended */
  introspectUrl: string;
  /** every request to the token endpoint, as its form */
  asked: Record<string, string>[];
  /** every token that was ever given out */
  secrets: string[];
  /** what the next requests to the token endpoint get instead of a token */
  refuse(refusal: Refusal | null): void;
  /** answers nothing, or words that are no answer */
  misbehave(how: 'silent' | 'html' | 'error_500' | null): void;
  /** its clock is ahead of ours by so many minutes */
  clockAhead(minutes: number): void;
  /** the person withdraws the consent: every refresh token is void */
  withdraw(): void;
  /** every access token ends now, before its time */
  endTokens(): void;
  /** each answer carries a new refresh token and voids the old one */
  rotate(on: boolean): void;
  /** a refresh token as if somebody had agreed */
  consent(): string;
  isGood(accessToken: string): boolean;
  stop(): Promise<void>;
}

export const CLIENT = { id: 'suluh-di-sekolah', secret: 'rahasia-klien' };

/** @param user who agrees; what the mail server is told a token belongs to */
export async function startAuthorizationServer(user = 'konseling'): Promise<AuthorizationServer> {
  const codes = new Map<string, { challenge: string; redirectUri: string }>();
  const refreshTokens = new Set<string>();
  const accessTokens = new Set<string>();
  let refusal: Refusal | null = null;
  let fault: 'silent' | 'html' | 'error_500' | null = null;
  let minutesAhead = 0;
  let rotates = false;
  const secret = (kind: string) => {
    const made = `${kind}-${randomBytes(16).toString('hex')}`;
    state.secrets.push(made);
    return made;
  };
  const server = createServer((request, response) => void answer(request, response));
  const listening = await listenOnLoopback(server);
  const url = `http://127.0.0.1:${listening.port}`;
  const consent = () => {
    const token = secret('refresh');
    refreshTokens.add(token);
    return token;
  };
  const state: AuthorizationServer = {
    authorizeUrl: `${url}/authorize`,
    tokenUrl: `${url}/token`,
    introspectUrl: `${url}/introspect?token=`,
    asked: [],
    secrets: [],
    refuse: (next) => {
      refusal = next;
    },
    misbehave: (how) => {
      fault = how;
    },
    clockAhead: (minutes) => {
      minutesAhead = minutes;
    },
    withdraw: () => refreshTokens.clear(),
    endTokens: () => accessTokens.clear(),
    rotate: (on) => {
      rotates = on;
    },
    consent,
    isGood: (token) => accessTokens.has(token),
    stop: listening.stop,
  };
  return state;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = new URL(request.url ?? '/', url);
    if (asked.pathname === '/authorize') return authorize(asked.searchParams, response);
    if (asked.pathname === '/introspect') {
      const active = accessTokens.has(asked.searchParams.get('token') ?? '');
      return json(response, 200, active ? { active, username: user } : { active });
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    state.asked.push(form);
    if (fault === 'silent') return;
    if (fault === 'html') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Wi-Fi</h1>');
    if (fault === 'error_500') return json(response, 500, {});
    const { status = 200, ...body } = token(form);
    json(response, status, body);
  }

  /** The person is signed in already and presses "agree". */
  function authorize(query: URLSearchParams, response: ServerResponse): void {
    const redirectUri = query.get('redirect_uri') ?? '';
    const back = new URL(redirectUri);
    back.searchParams.set('state', query.get('state') ?? '');
    if (refusal) back.searchParams.set('error', refusal.error);
    else {
      const code = secret('code');
      codes.set(code, { challenge: query.get('code_challenge') ?? '', redirectUri });
      back.searchParams.set('code', code);
    }
    response.writeHead(302, { location: back.href }).end();
  }

  function token(form: Record<string, string>): { status?: number } & Record<string, unknown> {
    if (refusal) return refused(refusal);
    if (form.client_id !== CLIENT.id || form.client_secret !== CLIENT.secret)
      return refused({ error: 'invalid_client', status: 401 });
    if (form.grant_type === 'authorization_code') {
      const code = codes.get(form.code ?? '');
      codes.delete(form.code ?? '');
      const challenge = createHash('sha256')
        .update(form.code_verifier ?? '')
        .digest('base64url');
      if (code?.challenge !== challenge || code.redirectUri !== form.redirect_uri)
        return refused({ error: 'invalid_grant' });
      return { ...access(), refresh_token: consent() };
    }
    if (!refreshTokens.has(form.refresh_token ?? '')) return refused({ error: 'invalid_grant' });
    if (!rotates) return access();
    refreshTokens.delete(form.refresh_token ?? '');
    return { ...access(), refresh_token: consent() };
  }

  function access(): Record<string, unknown> {
    const made = secret('access');
    accessTokens.add(made);
    return { access_token: made, token_type: 'Bearer', expires_in: 3599 };
  }

  function json(response: ServerResponse, status: number, body: unknown): void {
    const date = new Date(Date.now() + minutesAhead * 60_000).toUTCString();
    response.writeHead(status, { 'content-type': 'application/json', date }).end(JSON.stringify(body));
  }
}

const refused = ({ error, description, status = 400 }: Refusal) => ({
  status,
  error,
  ...(description && { error_description: description }),
});
