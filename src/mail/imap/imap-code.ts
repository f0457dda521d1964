// What can go wrong with an IMAP server, as stable codes: logs and pages show these, never the server's own words,
// which may hold an address.
import type { ImapFlowError } from 'imapflow';

export type ImapCode =
  /** The address of the server in the settings cannot be read. */
  | 'bad_settings'
  | 'cannot_connect'
  /** The certificate was not accepted, or the server offers no TLS. */
  | 'tls_failed'
  | 'auth_failed'
  | 'folder_missing'
  /** The server answered NO or BAD. */
  | 'server_said_no'
  | 'timeout'
  | 'disconnected'
  /** The server's answer could not be understood. */
  | 'bad_answer'
  /** Mail was fetched but the taker could not keep it; it will be fetched again. */
  | 'not_stored';

/** An IMAP failure whose code is already known. */
export class ImapFailure extends Error {
  readonly code: ImapCode;

  constructor(code: ImapCode, cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

/** Finds the code for whatever an IMAP connection threw. */
export function imapCode(error: unknown): ImapCode {
  if (error instanceof ImapFailure) return error.code;
  const { code = '', ...failure } = error as ImapFlowError;
  if (failure.serverResponseCode === 'UNAVAILABLE') return 'server_said_no'; // RFC 5530 §3: not the password's fault
  if (failure.authenticationFailed) return 'auth_failed';
  if (failure.tlsFailed || TLS_CODES.test(code)) return 'tls_failed';
  if (failure.mailboxMissing) return 'folder_missing';
  if (TIMEOUT_CODES.test(code)) return 'timeout';
  if (CONNECT_CODES.test(code)) return 'cannot_connect';
  if (ANSWER_CODES.test(code)) return 'bad_answer';
  return failure.responseStatus ? 'server_said_no' : 'disconnected';
}

const TLS_CODES =
  /^(ERR_TLS|ERR_SSL|CERT_|EPROTO$|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|UPGRADE_TIMEOUT$|STARTTLS_|ClosedAfterConnectTLS$)/;
const TIMEOUT_CODES = /^(CONNECT_TIMEOUT|GREETING_TIMEOUT|ETIMEOUT|ETIMEDOUT|ETHROTTLE)$/;
const CONNECT_CODES = /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOST|ENETUNREACH|EADDRNOTAVAIL|ClosedAfterConnectText)/;
const ANSWER_CODES =
  /^(ParserError|LineTooLarge|LiteralTooLarge|ResponseTooLarge|TooMany|InvalidResponse|MissingTag|UnexpectedTag|ResponseProcessingFailed)/;
