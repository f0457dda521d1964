// What can go wrong with an IMAP server, as stable codes: logs and pages show these, never the server's own words,
// which may hold an address.
import type { ImapFlowError } from 'imapflow';
import { type TokenCode, TokenFailure } from '../oauth.ts';

export type ImapCode =
  | TokenCode
  /** The address of the server in the settings cannot be read. */
  | 'bad_settings'
  | 'cannot_connect'
  /** The certificate was not accepted, or the server offers no TLS. */
  | 'tls_failed'
  | 'auth_failed'
  | 'folder_missing'
  /** The server answered NO or BAD. */
  | 'server_said_no'
  /** Too much was read or too often: the provider asks for a pause. */
  | 'throttled'
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
  if (error instanceof ImapFailure || error instanceof TokenFailure) return error.code;
  const { code = '', ...failure } = error as ImapFlowError;
  if (isThrottled({ code, ...failure })) return 'throttled';
  if (failure.serverResponseCode === 'UNAVAILABLE') return 'server_said_no'; // RFC 5530 §3: not the password's fault
  if (failure.authenticationFailed) return 'auth_failed';
  if (failure.tlsFailed || TLS_CODES.test(code)) return 'tls_failed';
  if (failure.mailboxMissing) return 'folder_missing';
  if (TIMEOUT_CODES.test(code)) return 'timeout';
  if (CONNECT_CODES.test(code)) return 'cannot_connect';
  if (ANSWER_CODES.test(code)) return 'bad_answer';
  return failure.responseStatus ? 'server_said_no' : 'disconnected';
}

/** RFC 5530 §3 and RFC 9208 §4.3; Gmail and Exchange say it in words. */
function isThrottled({ code, serverResponseCode, response, responseText }: Partial<ImapFlowError>): boolean {
  if (code === 'ETHROTTLE' || /^(LIMIT|OVERQUOTA)$/.test(serverResponseCode ?? '')) return true;
  return /bandwidth limit|too many simultaneous|throttled|rate limit/i.test(`${response} ${responseText}`);
}

const TLS_CODES =
  /^(ERR_TLS|ERR_SSL|CERT_|EPROTO$|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|UPGRADE_TIMEOUT$|STARTTLS_|ClosedAfterConnectTLS$)/;
const TIMEOUT_CODES = /^(CONNECT_TIMEOUT|GREETING_TIMEOUT|ETIMEOUT|ETIMEDOUT)$/;
const CONNECT_CODES = /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOST|ENETUNREACH|EADDRNOTAVAIL|ClosedAfterConnectText)/;
const ANSWER_CODES =
  /^(ParserError|LineTooLarge|LiteralTooLarge|ResponseTooLarge|TooMany|InvalidResponse|MissingTag|UnexpectedTag|ResponseProcessingFailed)/;
