// Sends one finished mail to one person over SMTP and says truthfully what became of it. What decides is the server's
// 354 (RFC 5321 §4.1.1.4): before it nothing of the letter has left, so trying again is safe; after it only the
// server's answer to the final dot tells, and when that answer is lost nobody knows: `uncertain`, never sent again by
// itself. One connection per mail: nothing is shared between two letters.
import { Readable } from 'node:stream';
import type { NodemailerError } from 'nodemailer/lib/errors';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import XOAuth2 from 'nodemailer/lib/xoauth2';
import { checkEnvelope } from './check-envelope.ts';
import { type MailServer, parseMailUrl } from './mail-url.ts';
import { type TokenCode, TokenFailure, type TokenSource } from './oauth.ts';

/** Why a mail has not (or perhaps not) been delivered. */
export type SmtpCode =
  | TokenCode
  | 'bad_settings'
  | 'cannot_connect'
  | 'tls_failed'
  | 'auth_failed'
  | 'timeout'
  | 'disconnected'
  /** The server said something that is no SMTP. */
  | 'bad_answer'
  /** 4xx: not now. */
  | 'refused_for_now'
  /** 5xx to MAIL FROM. */
  | 'sender_refused'
  /** 5xx to RCPT TO. */
  | 'recipient_refused'
  /** 5xx to the letter itself. */
  | 'message_refused'
  | 'too_large'
  /** The address is not one plain address; nothing was sent. */
  | 'bad_address'
  /** The letter's own header does not name exactly this recipient; nothing was sent. */
  | 'recipient_differs'
  /** The letter went out and the answer never came. */
  | 'no_answer';

/** `reason` holds SMTP status numbers such as `550 5.1.1` and never the server's text; it is '' when it gave none. */
export type SendResult =
  | { state: 'sent'; response: string }
  | { state: 'retry' | 'failed' | 'uncertain'; code: SmtpCode; reason: string };

export interface OutgoingMail {
  /** Envelope sender; '' is the empty reverse-path of automatic mail (RFC 3834 §3.3). */
  from: string;
  /** The one recipient. */
  to: string;
  /** The finished mail as composeMail made it. */
  raw: Buffer;
}

export interface Smtp {
  /** Never rejects. */
  send(mail: OutgoingMail): Promise<SendResult>;
}

export type SmtpCheck = { ok: true; tls: boolean } | { ok: false; code: SmtpCode; reason: string };

export interface SmtpOptions {
  /** For a URL that has a user and no password. */
  tokens?: TokenSource | null;
  /** Name given in EHLO; the default tells nothing about this machine. */
  name?: string;
  timings?: Partial<SmtpTimings>;
}

/** In milliseconds. */
export interface SmtpTimings {
  /** To connect, to greet and to log in. */
  connectMs: number;
  /** Without a byte from the server; RFC 5321 §4.5.3.2.6 asks for ten minutes after the final dot. */
  silenceMs: number;
  /** For the whole of one mail, however slowly the server drips. */
  deadlineMs: number;
}

export const SMTP_TIMINGS: SmtpTimings = { connectMs: 30_000, silenceMs: 600_000, deadlineMs: 900_000 };

/**
 * @param url `smtp[s]://[user:password@]host:port`
 */
export function openSmtp(url: string, options: SmtpOptions = {}): Smtp {
  return { send: (mail) => sendMail(url, options, mail) };
}

/** Connects, secures and logs in, then leaves; for the doctor. */
export async function checkSmtp(url: string, options: SmtpOptions = {}): Promise<SmtpCheck> {
  const session = await openSession(url, options);
  if ('code' in session) return { ok: false, code: session.code, reason: session.reason };
  leave(session);
  return { ok: true, tls: session.secure };
}

async function sendMail(url: string, options: SmtpOptions, mail: OutgoingMail): Promise<SendResult> {
  const wrong = checkEnvelope(mail);
  if (wrong) return { state: 'failed', code: wrong, reason: '' };
  const session = await openSession(url, options);
  if ('code' in session) return { state: 'retry', ...session };

  const { deadlineMs } = { ...SMTP_TIMINGS, ...options.timings };
  const letter = letterStream(mail.raw);
  try {
    const response = await inTime<string>(deadlineMs, (resolve, reject) =>
      session.send(envelopeOf(mail), letter.stream, (error, info) =>
        error ? reject(error) : resolve(statusOf(info?.response)),
      ),
    );
    leave(session);
    return { state: 'sent', response };
  } catch (error) {
    session.close();
    return classify(error as NodemailerError, letter.wasAskedFor());
  }
}

/** nodemailer asks for the first byte only once the server answered DATA with 354, so being asked marks that point. */
function letterStream(raw: Buffer): { stream: Readable; wasAskedFor(): boolean } {
  let asked = false;
  const stream = new Readable({
    read() {
      asked = true;
      this.push(raw);
      this.push(null);
    },
  });
  return { stream, wasAskedFor: () => asked };
}

function envelopeOf({ from, to, raw }: OutgoingMail): SMTPConnection.Envelope {
  return {
    from: from === '' ? false : { address: from },
    to: [{ address: to }],
    size: raw.length,
    use8BitMime: raw.some((byte) => byte > 127),
  };
}

/** Whatever fails here has not touched the letter: trying again is safe. */
async function openSession(url: string, options: SmtpOptions): Promise<SMTPConnection | Trouble> {
  const server = parseMailUrl(url, 'smtp');
  if ('refused' in server) return { code: 'bad_settings', reason: '' };
  const timings = { ...SMTP_TIMINGS, ...options.timings };
  const connection = new SMTPConnection(connectionOptions(server, options.name, timings));
  let noToken: TokenCode | undefined;
  try {
    const login = await loginFor(server, options.tokens, (code) => {
      noToken = code;
    });
    await inTime<void>(timings.connectMs, (resolve, reject) => {
      connection.on('error', reject); // stays: an `error` nobody hears ends the process
      connection.connect((error) => (error ? reject(error) : logIn(connection, login, resolve, reject)));
    });
    return connection;
  } catch (error) {
    connection.close();
    return noToken ? { code: noToken, reason: '' } : trouble(error as NodemailerError);
  }
}

type Login = Parameters<SMTPConnection['login']>[0];

/** @param onNoToken told why there is no token, since nodemailer makes an error of its own of it */
async function loginFor(
  { login }: MailServer,
  tokens: SmtpOptions['tokens'],
  onNoToken: (code: TokenCode) => void,
): Promise<Login | null> {
  if (!login) return null;
  const { user, password } = login;
  if (password !== undefined) return { user, pass: password };
  const telling = (failure: TokenFailure): never => {
    onNoToken(failure.code);
    throw failure;
  };
  if (!tokens) return telling(new TokenFailure('consent_needed'));
  const accessToken = await tokens.get().catch(telling);
  // Asked once more, and only once, when the server refuses the token: it may have ended before its time.
  const provide: XOAuth2.Options['provisionCallback'] = (_user, _renew, done) => {
    tokens
      .renew(accessToken)
      .catch(telling)
      .then((renewed) => done(null, renewed), done);
  };
  return { user, oauth2: new XOAuth2({ user, accessToken, provisionCallback: provide }) };
}

function connectionOptions(server: MailServer, name: string | undefined, timings: SmtpTimings): SMTPConnection.Options {
  return {
    host: server.host,
    port: server.port,
    secure: server.tls === 'implicit',
    requireTLS: server.tls === 'starttls',
    ignoreTLS: server.tls === 'none',
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    name: name ?? '[127.0.0.1]',
    connectionTimeout: timings.connectMs,
    greetingTimeout: timings.connectMs,
    dnsTimeout: timings.connectMs,
    socketTimeout: timings.silenceMs,
    socketCloseTimeout: 2_000,
    maxResponseSize: 64 * 1024,
  };
}

function logIn(
  connection: SMTPConnection,
  login: Login | null,
  resolve: () => void,
  reject: (error: Error) => void,
): void {
  if (!login) resolve();
  else if (!connection.allowsAuth) reject(Object.assign(new Error('no AUTH offered'), { code: 'EAUTH' }));
  else connection.login(login, (error) => (error ? reject(error) : resolve()));
}

function leave(session: SMTPConnection): void {
  session.quit(); // the connection closes when the server answers, or by itself
  setTimeout(() => session.close(), 2_000).unref();
}

interface Trouble {
  code: SmtpCode;
  reason: string;
}

/** Before the letter itself is at stake. */
function trouble(error: NodemailerError): Trouble {
  return { code: TROUBLE_CODES[error.code ?? ''] ?? connectionCode(error), reason: statusOf(error.response) };
}

const TROUBLE_CODES: Record<string, SmtpCode> = {
  EAUTH: 'auth_failed',
  ENOAUTH: 'auth_failed',
  ETLS: 'tls_failed',
  EDNS: 'cannot_connect',
  ETIMEDOUT: 'timeout',
  EPROTOCOL: 'bad_answer',
};

function connectionCode(error: NodemailerError): SmtpCode {
  const cause = (error as { originalCode?: string }).originalCode ?? error.code ?? '';
  if (/^(ERR_TLS|ERR_SSL|CERT_|EPROTO$|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(cause)) return 'tls_failed';
  if (/^(ECONNREFUSED|EHOST|ENETUNREACH|EADDRNOTAVAIL|ENOTFOUND|EAI_)/.test(cause)) return 'cannot_connect';
  if (error.command === 'EHLO' && /STARTTLS/.test(error.message)) return 'tls_failed';
  return 'disconnected';
}

function classify(error: NodemailerError, letterWasAskedFor: boolean): SendResult {
  const reason = statusOf(error.response);
  const status = error.responseCode ?? 0;
  if (status === 530 || status === 535) return { state: 'retry', code: 'auth_failed', reason };
  if (status === 503) return { state: 'retry', code: 'refused_for_now', reason }; // the session's state, not the letter
  if (status >= 500 && status < 600) return { state: 'failed', code: refusalCode(error, reason), reason };
  if (status >= 400 && status < 500) return { state: 'retry', code: 'refused_for_now', reason };
  if (letterWasAskedFor) return { state: 'uncertain', code: 'no_answer', reason };
  if (error.code === 'EMESSAGE') return { state: 'failed', code: 'too_large', reason }; // above the server's SIZE
  return { state: 'retry', ...trouble(error) };
}

function refusalCode(error: NodemailerError, reason: string): SmtpCode {
  if (reason.startsWith('552') || reason.endsWith('5.3.4')) return 'too_large';
  if (error.command === 'MAIL FROM') return 'sender_refused';
  return error.command === 'RCPT TO' ? 'recipient_refused' : 'message_refused';
}

/** Keeps `250 2.0.0` of an answer (RFC 2034 §4) and drops its words: they may repeat the address. */
function statusOf(response: string | undefined): string {
  const status = /^(\d{3})(?:[ -]([245]\.\d{1,3}\.\d{1,3})(?=\s|$))?/.exec(response ?? '');
  return status ? [status[1], status[2]].filter(Boolean).join(' ') : '';
}

/** Drips of a byte a minute keep every inactivity timer quiet; this one counts the whole. */
function inTime<T>(
  ms: number,
  start: (resolve: (value: T) => void, reject: (error: Error) => void) => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const late = Object.assign(new Error('deadline'), { code: 'ETIMEDOUT' });
    const timer = setTimeout(() => reject(late), ms);
    const settled = <A>(settle: (value: A) => void) => {
      return (value: A) => {
        clearTimeout(timer);
        settle(value);
      };
    };
    start(settled(resolve), settled(reject));
  });
}
