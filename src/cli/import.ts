import { existsSync } from 'node:fs';
import { readConfig } from '../config.ts';
import { importMail } from '../intake/import-mail.ts';
import { openParsePool } from '../mail/parse-pool.ts';
import { complain, say, withInstallation } from './command.ts';

export async function importCommand([path]: readonly string[]): Promise<number> {
  const { mailboxes, mailName, leaseMs } = readConfig(process.env);
  const mailAddress = mailboxes[0]?.address;
  if (!path || !existsSync(path)) {
    complain(path ? `There is nothing at ${path}. Nothing was imported.` : 'npm run suluh -- import PATH');
    return 2;
  }
  if (!mailAddress) {
    complain('Set MAIL_ADDRESS to the address of the counselling mailbox, so that its own letters are known.');
    return 2;
  }
  const pool = openParsePool({ ownAddresses: mailboxes.map(({ address }) => address) });
  try {
    const done = await withInstallation(({ db, vault }) =>
      importMail(
        { db, vault, understand: pool.understand, ourName: mailName, leaseMs, now: () => new Date() },
        mailAddress,
        path,
      ),
    );
    say(`${done.mails} mails read. Nothing was answered. What became of them:`);
    for (const [fate, count] of Object.entries(done.fates)) say(`  ${String(count).padStart(6)}  ${fate}`);
    return 0;
  } finally {
    await pool.close();
  }
}
