/** What the codes of the mail servers mean, and what to do. */
import type { ImapCode } from '../mail/imap/imap-code.ts';
import type { TokenCode } from '../mail/oauth.ts';
import type { SmtpCode } from '../mail/smtp.ts';

interface Advice {
  bad: string;
  advice: string;
}

const network: Advice = {
  bad: 'the server cannot be reached',
  advice: 'Check host and port, and that no firewall stands between.',
};
const tls: Advice = {
  bad: 'no safe connection could be made',
  advice:
    'Use the name that stands in the certificate, and imaps:// or smtps:// where the server has TLS from the start.',
};
const login: Advice = {
  bad: 'the server refuses this user or password',
  advice: 'With Gmail, Workspace or Outlook use an app password, not your own; write @ in the user as %40.',
};
const silence: Advice = {
  bad: 'the server does not answer in time',
  advice: 'Try again; if it stays so, ask the mail provider.',
};
const brokenOff: Advice = {
  bad: 'the server closes the connection',
  advice: 'Try again; if it stays so, ask the mail provider.',
};
const strange: Advice = {
  bad: 'what answers there is not such a server',
  advice: 'Check the port: IMAP has 993 or 143, SMTP 465 or 587.',
};
const settings: Advice = { bad: 'the address of the server cannot be read', advice: 'Check IMAP_URL and SMTP_URL.' };

const agreeAgain = 'Let a person who may open the mailbox agree: npm run suluh -- authorize-mailbox ADDRESS';

const tokenAdvice: Record<TokenCode, Advice> = {
  consent_needed: { bad: 'nobody has let Suluh into this mailbox yet', advice: agreeAgain },
  consent_revoked: {
    bad: 'the permission to enter this mailbox has ended: withdrawn, expired, or the password was changed',
    advice: agreeAgain,
  },
  client_refused: {
    bad: 'the provider does not accept this client id and secret',
    advice:
      'Compare OAUTH_CLIENT_ID and OAUTH_CLIENT_SECRET with the provider; a secret of Microsoft ends after its date.',
  },
  tenant_unknown: {
    bad: 'Microsoft knows no such tenant, or the tenant does not know the application',
    advice: "Set OAUTH_TENANT to the directory's id (Entra ID, Overview), where the application is registered.",
  },
  clock_wrong: {
    bad: 'the clock of this machine is wrong',
    advice: 'Set it right and let it be kept right (timedatectl set-ntp true); then try again.',
  },
  token_server_silent: {
    bad: "the provider's server for tokens does not answer",
    advice: 'Check that this machine may reach it by HTTPS; if it may, wait some minutes.',
  },
  token_server_strange: {
    bad: 'what answers for tokens is not such a server',
    advice: 'Check OAUTH_TOKEN_URL, and that no proxy or sign-in page of the network stands between.',
  },
};

export const imapAdvice: Record<ImapCode, Advice> = {
  ...tokenAdvice,
  bad_settings: settings,
  cannot_connect: network,
  tls_failed: tls,
  auth_failed: login,
  folder_missing: { bad: 'there is no folder of this name', advice: 'Check IMAP_FOLDERS.' },
  server_said_no: {
    bad: 'the server refuses to open the folder',
    advice: 'Check that IMAP is switched on for this mailbox.',
  },
  throttled: {
    bad: 'the provider asks for a pause: too much was read, or too many programs are connected',
    advice: 'Wait; Gmail frees an account within a day. Close other programs that read this mailbox.',
  },
  timeout: silence,
  disconnected: brokenOff,
  bad_answer: strange,
  not_stored: { bad: 'the program could not keep what it read', advice: 'Check the database above.' },
};

const refusedLetter: Advice = {
  bad: 'the server refuses the letter',
  advice: 'Check that this account may send as MAIL_ADDRESS.',
};

export const smtpAdvice: Record<SmtpCode, Advice> = {
  ...tokenAdvice,
  bad_settings: settings,
  cannot_connect: network,
  tls_failed: tls,
  auth_failed: login,
  timeout: silence,
  disconnected: brokenOff,
  bad_answer: strange,
  refused_for_now: { bad: 'the server does not take mail just now', advice: 'Try again in some minutes.' },
  sender_refused: refusedLetter,
  recipient_refused: refusedLetter,
  message_refused: refusedLetter,
  too_large: refusedLetter,
  bad_address: settings,
  recipient_differs: refusedLetter,
  no_answer: silence,
};
