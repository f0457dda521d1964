/** The problems of a mailbox that have words of their own; what a mail server may say beyond them is `unknown`. */
import type { MailboxState } from './mailbox-health.ts';

const problems = [
  'bad_settings',
  'cannot_connect',
  'tls_failed',
  'auth_failed',
  'folder_missing',
  'server_said_no',
  'timeout',
  'disconnected',
  'bad_answer',
  'not_stored',
  'withheld',
] as const;

/** A folder without a problem that is silent all the same is not being looked at: the program that does it has stopped. */
export function mailboxProblem({ problem }: MailboxState): (typeof problems)[number] | 'silent' | 'unknown' {
  if (problem === null) return 'silent';
  return problems.find((known) => known === problem) ?? 'unknown';
}
