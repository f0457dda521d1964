/** The problems of a mailbox, each with words of its own; what an older row may hold beyond them is `unknown`. */
import type { ImapCode } from '../mail/imap/imap-code.ts';
import type { MailboxState } from './mailbox-health.ts';

type Problem = ImapCode | 'withheld';

/** A record, so that no new code is forgotten here. */
const problems: Record<Problem, true> = {
  consent_needed: true,
  consent_revoked: true,
  client_refused: true,
  tenant_unknown: true,
  clock_wrong: true,
  token_server_silent: true,
  token_server_strange: true,
  bad_settings: true,
  cannot_connect: true,
  tls_failed: true,
  auth_failed: true,
  folder_missing: true,
  server_said_no: true,
  throttled: true,
  timeout: true,
  disconnected: true,
  bad_answer: true,
  not_stored: true,
  withheld: true,
};

const isProblem = (code: string): code is Problem => Object.hasOwn(problems, code);

/** A folder without a problem that is silent all the same is not being looked at: the program that does it has stopped. */
export function mailboxProblem({ problem }: MailboxState): Problem | 'silent' | 'unknown' {
  if (problem === null) return 'silent';
  return isProblem(problem) ? problem : 'unknown';
}
