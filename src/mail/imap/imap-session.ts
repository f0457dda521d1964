// One IMAP connection. It never reconnects by itself and is never used again once it failed: whoever needs a mailbox
// opens a new session.
import { ImapFlow } from 'imapflow';
import { type MailServer, parseMailUrl } from '../mail-url.ts';
import { ImapFailure } from './imap-code.ts';

export interface ImapSettings {
  /** `imap[s]://user:password@host:port` */
  url: string;
  /** Where letters arrive; INBOX when absent. */
  folder?: string;
}

/** How long anything may take, in milliseconds. */
export interface ImapTimings {
  /** To connect and to log in. */
  connectMs: number;
  /** For one command's answer; a FETCH gets more, by size. */
  commandMs: number;
  /** IDLE is renewed this often, so that a server gone silent is noticed. */
  idleMs: number;
  /** A connection without a byte for this long is dead. */
  silenceMs: number;
}

export const IMAP_TIMINGS: ImapTimings = { connectMs: 30_000, commandMs: 30_000, idleMs: 45_000, silenceMs: 75_000 };

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
  const client = new ImapFlow(clientOptions(server, timings));
  client.on('error', () => {}); // an `error` nobody hears ends the process; the failed command carries it to us anyway
  const close = () => client.close();
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

function clientOptions(server: MailServer, timings: ImapTimings): ConstructorParameters<typeof ImapFlow>[0] {
  return {
    host: server.host,
    port: server.port,
    secure: server.tls === 'implicit',
    doSTARTTLS: server.tls === 'starttls',
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    auth: { user: server.login?.user ?? '', pass: server.login?.password },
    logger: false, // its lines hold commands and answers
    clientInfo: { name: 'suluh' },
    disableAutoIdle: true,
    disableBinary: true, // RFC 3516 decodes on the server; letters are wanted byte for byte
    disableCompression: true,
    maxIdleTime: timings.idleMs,
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
