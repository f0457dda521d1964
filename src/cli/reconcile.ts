/** Compares every folder with what was taken in from it, now, and fetches what is missing. */
import { openAccounts } from '../accounts.ts';
import { readConfig } from '../config.ts';
import { reconcileFolder } from '../intake/reconcile-folder.ts';
import { imapCode } from '../mail/imap/imap-code.ts';
import { placesOf } from '../tend-mailboxes.ts';
import { complain, say, withInstallation } from './command.ts';
import { imapAdvice } from './mail-advice.ts';

/** Exit code 0: every mail of every folder is here. */
export async function reconcileCommand(): Promise<number> {
  const config = readConfig(process.env);
  return withInstallation(async ({ db, vault }) => {
    const now = () => new Date();
    const places = placesOf(await openAccounts({ config, db, vault, now }));
    if (!places.length) complain('IMAP_URL is not set, so there is no mailbox to compare with.');
    let whole = places.length > 0;
    for (const { address, mailboxId, settings } of places) {
      const found = await reconcileFolder({ db, vault, mailboxId, settings, now, onTakenIn: () => {} }).catch(
        (error) => ({ code: imapCode(error) }),
      );
      if (found && 'onServer' in found && !found.missing) say(`${address}, ${settings.folder}: ${inWords(found)}`);
      else {
        whole = false;
        complain(`${address}, ${settings.folder}: ${found ? whatIsWrong(found) : NUMBERS}`);
      }
    }
    return whole ? 0 : 1;
  });
}

type Found = Exclude<Awaited<ReturnType<typeof reconcileFolder>>, null>;

function whatIsWrong(found: Found | { code: keyof typeof imapAdvice }): string {
  if (!('code' in found)) return inWords(found);
  const { bad, advice } = imapAdvice[found.code];
  return `${bad}. ${advice}`;
}

const NUMBERS =
  'its mails have not been read yet, or the server has given them new numbers. Try once more in some minutes.';

function inWords(found: Found): string {
  return [
    `${found.onServer} mails on the server`,
    found.fetched || found.missing ? '' : 'all of them here',
    found.waiting && `${found.waiting} of them about to be fetched`,
    found.fetched && `${found.fetched} were missing here and were fetched now`,
    found.missing && `${found.missing} ARE MISSING HERE and the server does not give them out`,
    found.sizeDiffers && `${found.sizeDiffers} have another size there`,
    found.gone && `${found.gone} are here and no longer there`,
    found.goneUnread && `${found.goneUnread} came and went before they could be read`,
  ]
    .filter(Boolean)
    .join(', ');
}
