// Where a mail server is and how to log in there, read from one setting (IMAP_URL, SMTP_URL).
// TLS is decided here, once: off loopback a password never travels in the clear.
import { isIP } from 'node:net';

export type MailProtocol = 'imap' | 'smtp';

/** A mail server as connections need it. */
export interface MailServer {
  host: string;
  port: number;
  /** `implicit`: TLS from the first byte; `starttls`: required before anything else; `none`: only ever on loopback. */
  tls: 'implicit' | 'starttls' | 'none';
  /** Absent when the URL names no user. A user without a password logs in with a token (mail/oauth.ts). */
  login?: { user: string; password?: string };
}

const DEFAULT_PORTS: Record<string, number> = { imaps: 993, imap: 143, smtps: 465, smtp: 587 };

/**
 * Reads `imap[s]://user:password@host:port` or `smtp[s]://…`. User and password may be percent-encoded; the password may be
 * left out.
 * @returns the server, or `refused`: one plain sentence that never repeats the password
 */
export function parseMailUrl(text: string, protocol: MailProtocol): MailServer | { refused: string } {
  const example = `${protocol}s://user:password@mail.example:${DEFAULT_PORTS[`${protocol}s`]}`;
  if (!URL.canParse(text)) return { refused: `This is not a mail server address. It looks like ${example}.` };
  const url = new URL(text);
  const scheme = url.protocol.slice(0, -1);
  if (scheme !== protocol && scheme !== `${protocol}s`) {
    return { refused: `The address must begin with ${protocol}:// or ${protocol}s://, like ${example}.` };
  }
  if (!url.hostname) return { refused: `The address names no host. It looks like ${example}.` };
  if (!['', '/'].includes(url.pathname) || url.search || url.hash) {
    return { refused: 'Nothing may follow the port. A / ? or # in the password must be written as %2F %3F %23.' };
  }
  const login = readLogin(url);
  if (login && 'refused' in login) return login;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port ? Number(url.port) : (DEFAULT_PORTS[scheme] as number);
  const tls = scheme.endsWith('s') ? 'implicit' : isLoopback(host) ? 'none' : 'starttls';
  return { host, port, tls, ...(login && { login }) };
}

function readLogin(url: URL): MailServer['login'] | { refused: string } {
  if (!url.username && !url.password) return undefined;
  if (!url.username) return { refused: 'The address has a password but no user.' };
  try {
    const user = decodeURIComponent(url.username);
    return url.password ? { user, password: decodeURIComponent(url.password) } : { user };
  } catch {
    return { refused: 'A % in the user or the password must be written as %25.' };
  }
}

/** Only names that can never leave this machine count (RFC 6761 §6.3 for `localhost`). */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
