// One IMAP connection. It never reconnects by itself and is never used again once it failed: whoever needs a mailbox
// opens a new session.
import { ImapFlow } from 'imapflow';
import { type MailServer, parseMailUrl } from '../mail-url.ts';
import type { TokenSource } from '../oauth.ts';
import { ImapFailure, imapCode } from './imap-code.ts';

export interface ImapSettings {
  /** `imap[s]://user:password@host:port`; without a password a token is used */
  url: string;
  /** Null: this mailbox has a password. */
  tokens?: TokenSource | null;
  /** Where letters arrive; INBOX when absent. */
  folder?: string;
}

/** How long anything may take, in milliseconds. */
export interface ImapTimings {
  /** To connect and to log in. */
  connectMs: number;
  /** For one command's answer; a FETCH gets more, by size. */
  commandMs: number;
  /** A connection without a byte in the middle of an answer for this long is dead. */
  silenceMs: number;
}

export const IMAP_TIMINGS: ImapTimings = { connectMs: 30_000, commandMs: 30_000, silenceMs: 45_000 };

export interface ImapSession {
  client: ImapFlow;
  timings: ImapTimings;
  /** Waits for an answer, but not for ever: past the deadline the connection is closed and the call fails with `timeout`. */
  within<T>(answer: Promise<T>, ms?: number): Promise<T>;
  close(): void;
}

/**
 * Connects and logs in.
 * @param signal closes the connection when aborted, at whatever point it is
 * @throws {ImapFailure | ImapFlowError} see `imapCode`
 */
export async function openImap(
  settings: ImapSettings,
  timings: ImapTimings = IMAP_TIMINGS,
  signal?: AbortSignal,
): Promise<ImapSession> {
  const server = parseMailUrl(settings.url, 'imap');
  if ('refused' in server || !server.login) throw new ImapFailure('bad_settings');
  const { user, password } = server.login;
  const connect = (auth: Auth) => connectOnce(new ImapFlow(clientOptions(server, auth, timings)), timings, signal);
  if (password !== undefined) return connect({ user, pass: password });
  if (!settings.tokens) throw new ImapFailure('consent_needed');

  const accessToken = await settings.tokens.get();
  try {
    return await connect({ user, accessToken });
  } catch (error) {
    if (imapCode(error) !== 'auth_failed') throw error;
    // A token may end before its time: once with a new one, then it is not the token's fault.
    return connect({ user, accessToken: await settings.tokens.renew(accessToken) });
  }
}

type Auth = { user: string; pass: string } | { user: string; accessToken: string };

async function connectOnce(client: ImapFlow, timings: ImapTimings, signal?: AbortSignal): Promise<ImapSession> {
  client.on('error', () => {}); // an `error` nobody hears ends the process; the failed command carries it to us anyway
  const close = () => client.close();
  if (signal?.aborted) close();
  signal?.addEventListener('abort', close, { once: true });
  client.once('close', () => signal?.removeEventListener('abort', close));
  const session: ImapSession = {
    client,
    timings,
    within: (answer, ms = timings.commandMs) => withDeadline(client, answer, ms),
    close,
  };
  await session.within(client.connect(), timings.connectMs);
  return session;
}

function clientOptions(
  server: MailServer,
  auth: Auth,
  timings: ImapTimings,
): ConstructorParameters<typeof ImapFlow>[0] {
  return {
    host: server.host,
    port: server.port,
    secure: server.tls === 'implicit',
    doSTARTTLS: server.tls === 'starttls',
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    auth,
    logger: false, // its lines hold commands and answers
    clientInfo: { name: 'suluh' },
    disableAutoIdle: true,
    disableBinary: true, // RFC 3516 decodes on the server; letters are wanted byte for byte
    disableCompression: true,
    connectionTimeout: timings.connectMs,
    greetingTimeout: timings.connectMs,
    socketTimeout: timings.silenceMs,
    maxLiteralSize: 64 * 1024 * 1024,
    maxResponseSize: 80 * 1024 * 1024,
  };
}

async function withDeadline<T>(client: ImapFlow, answer: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new ImapFailure('timeout'));
      client.close();
    }, ms);
  });
  try {
    return await Promise.race([answer, deadline]);
  } catch (error) {
    client.close();
    throw error;
  } finally {
    clearTimeout(timer);
    answer.catch(() => {}); // closing makes the loser of the race fail too; it has been reported
  }
}
