/** The mailboxes of the settings, each with its row in the database and with what it is entered by. */
import type { Config } from './config.ts';
import type { Vault } from './crypto/vault.ts';
import type { Database } from './db/database.ts';
import type { MailAccount } from './mail/mail-account.ts';
import type { TokenSource } from './mail/oauth.ts';
import { openTokenSource } from './service/mailbox-logins.ts';
import { ensureMailbox } from './service/mailboxes.ts';

export interface OpenAccount extends MailAccount {
  mailboxId: number;
  /** null: it is entered by passwords */
  tokens: TokenSource | null;
}

interface Surroundings {
  config: Config;
  db: Database;
  vault: Vault;
  now(): Date;
}

export async function openAccounts({ config, db, vault, now }: Surroundings): Promise<OpenAccount[]> {
  const { mailboxes, oauth } = config;
  const opened: OpenAccount[] = [];
  for (const account of mailboxes) {
    const { id: mailboxId } = await db.transaction().execute((tx) => ensureMailbox(tx, account.address));
    const tokens = oauth ? openTokenSource({ db, vault, mailboxId, oauth, now }) : null;
    opened.push({ ...account, mailboxId, tokens });
  }
  return opened;
}
