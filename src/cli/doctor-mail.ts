/** The doctor's look at the mailboxes: each folder, each server for sending, and what is worth knowing about them. */
import { existsSync } from 'node:fs';
import { type OpenAccount, openAccounts } from '../accounts.ts';
import type { Config } from '../config.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { trafficOf } from '../intake/mailbox-traffic.ts';
import { checkImap } from '../mail/imap/check-imap.ts';
import { checkSmtp } from '../mail/smtp.ts';
import type { Check, Finding } from './doctor.ts';
import { imapAdvice, smtpAdvice } from './mail-advice.ts';

/** @param installation where the tokens of mailboxes without a password are kept; null: all have passwords */
export async function mailChecks(config: Config, installation: Installation | null): Promise<Check[]> {
  const accounts = await accountsOf(config, installation);
  if (!accounts.length)
    return [
      ['mailbox (IMAP)', async () => ({ left: 'IMAP_URL is not set, so no mail is fetched' })],
      ['sending (SMTP)', async () => ({ left: 'SMTP_URL is not set, so nothing is sent' })],
    ];
  return accounts.flatMap((account): Check[] => {
    const name = accounts.length > 1 ? `${account.address}, ` : '';
    return [
      ...account.folders.map(
        (folder): Check => [
          `mailbox (${name}IMAP, ${folder})`,
          () => checkFolder(config, installation, account, folder),
        ],
      ),
      [`sending (${name}SMTP)`, () => checkSending(account)],
    ];
  });
}

/** The database is opened only for those who need it: a mailbox with passwords can be tried before there is one. */
export async function openForTokens(config: Config): Promise<Installation | null> {
  const isThere = config.databaseUrl !== null || existsSync(config.keyFile);
  return config.oauth && isThere ? openInstallation(config, true).catch(() => null) : null;
}

async function accountsOf(config: Config, installation: Installation | null): Promise<OpenAccount[]> {
  if (installation) return openAccounts({ config, ...installation, now: () => new Date() });
  return config.mailboxes.map((account) => ({ ...account, mailboxId: 0, tokens: null }));
}

async function checkFolder(
  config: Config,
  installation: Installation | null,
  { address, imapUrl, tokens, folders }: OpenAccount,
  folder: string,
): Promise<Finding> {
  if (!imapUrl) return { left: 'IMAP_URL is not set, so no mail is fetched' };
  const found = await checkImap({ url: imapUrl, tokens, folder });
  if (!found.ok) return imapAdvice[found.code];
  if (config.removeAfterDays && !found.uidPlus)
    return {
      bad: 'the server cannot remove single mails (it has no UIDPLUS), so REMOVE_AFTER_DAYS can do nothing',
      advice: 'Leave REMOVE_AFTER_DAYS out, and agree with the provider on how long copies stay in the mailbox.',
    };
  const today = installation ? await trafficOf(installation.db, address, new Date()) : 0;
  return {
    good: [
      `logged in, ${found.mails} mails in the folder`,
      ...(found.sentFolder ? [] : ['it has no folder for sent mail, so no copies are kept there']),
      ...(found.idle ? [] : ['it has no IDLE, so letters come within a minute']),
      ...(found.spamFolder && !looksAt(folders, found.spamFolder)
        ? [`its spam folder is not looked at: add \\Junk to IMAP_FOLDERS, and letters that end there are not lost`]
        : []),
      ...(today > config.mailMegabytesADay * 1_000_000
        ? [`${Math.round(today / 1_000_000)} MB were read today; Gmail locks a mailbox at 2,500 MB a day`]
        : []),
    ].join('; '),
  };
}

const looksAt = (folders: readonly string[], spamFolder: string): boolean =>
  folders.some((folder) => folder === spamFolder || folder.toLowerCase() === '\\junk');

async function checkSending({ smtpUrl, tokens }: OpenAccount): Promise<Finding> {
  if (!smtpUrl) return { left: 'SMTP_URL is not set, so nothing is sent' };
  const found = await checkSmtp(smtpUrl, { tokens });
  if (found.ok) return { good: `logged in${found.tls ? ' over TLS' : ' without TLS, on this machine'}` };
  const { bad, advice } = smtpAdvice[found.code];
  return { bad: found.reason ? `${bad} (${found.reason})` : bad, advice };
}
