/**
 * Lets the program into a mailbox of Google or Microsoft 365 that has no password: a person who may open it agrees once in the
 * browser (RFC 8252, with PKCE). On a server without a browser the page is opened elsewhere, and the address it ends at is
 * pasted here: the browser cannot reach this machine then, but it shows the address all the same.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { type OpenAccount, openAccounts } from '../accounts.ts';
import { type Config, readConfig } from '../config.ts';
import type { Installation } from '../installation.ts';
import { checkImap } from '../mail/imap/check-imap.ts';
import { beginAuthorization, finishAuthorization, type OAuthSettings, TokenFailure } from '../mail/oauth.ts';
import { keepConsent } from '../service/mailbox-logins.ts';
import { complain, say, withInstallation } from './command.ts';
import { imapAdvice } from './mail-advice.ts';

export async function authorizeMailbox([wanted]: readonly string[]): Promise<number> {
  const config = readConfig(process.env);
  const { oauth } = config;
  if (!oauth) {
    complain('Set OAUTH_PROVIDER to google or microsoft and OAUTH_CLIENT_ID first; the README says where to get them.');
    return 2;
  }
  const address = chosenAddress(config, wanted?.toLowerCase());
  if (!address) return 2;
  return withInstallation(async (installation) => {
    const accounts = await openAccounts({ config, ...installation, now: () => new Date() });
    return authorize(installation, oauth, accounts.find((account) => account.address === address)!);
  });
}

function chosenAddress({ mailboxes }: Config, wanted: string | undefined): string | null {
  const addresses = mailboxes.map((mailbox) => mailbox.address);
  if (wanted && addresses.includes(wanted)) return wanted;
  if (!wanted && addresses.length === 1) return addresses[0]!;
  complain(wanted ? `The settings name no mailbox ${wanted}.` : 'npm run suluh -- authorize-mailbox ADDRESS');
  complain(addresses.length ? `They name ${addresses.join(', ')}.` : 'Set MAIL_ADDRESS and IMAP_URL first.');
  return null;
}

/** Nothing is kept before the mailbox has opened with it. */
async function authorize({ db, vault }: Installation, oauth: OAuthSettings, account: OpenAccount): Promise<number> {
  try {
    const tokens = await askPerson(oauth, account.address);
    const getToken = async () => tokens.access;
    const source = { get: getToken, renew: getToken };
    const found = account.imapUrl ? await checkImap({ url: account.imapUrl, tokens: source }) : null;
    if (found && !found.ok) {
      complain(`The provider has agreed, but the mailbox did not open: ${imapAdvice[found.code].bad}.`);
      complain(
        found.code === 'auth_failed'
          ? `Was it ${account.address} that agreed, and is IMAP switched on for it? Nothing was kept.`
          : `${imapAdvice[found.code].advice} Nothing was kept.`,
      );
      return 1;
    }
    await db.transaction().execute((tx) => keepConsent(tx, vault, account.mailboxId, tokens, new Date()));
    say(`Suluh may open ${account.address} now${found ? ` (${found.mails} mails in it)` : ''}.`);
    return 0;
  } catch (error) {
    if (!(error instanceof TokenFailure)) throw error;
    complain(`It did not work: ${imapAdvice[error.code].bad}. Nothing was kept.`);
    complain(imapAdvice[error.code].advice);
    return 1;
  }
}

const MOST_PATIENCE = 10 * 60_000;

async function askPerson(oauth: OAuthSettings, address: string) {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const lines = createInterface({ input: process.stdin });
  const patience = AbortSignal.timeout(MOST_PATIENCE);
  try {
    // Microsoft knows programs on one's own machine by this name only, Google by any.
    const began = await beginAuthorization(oauth, address, `http://localhost:${port}/`);
    say(`Open this page in a browser, sign in as ${address} and agree:`);
    say('');
    say(began.url);
    say('');
    say('If the browser says in the end that it cannot open a page of localhost, copy the whole address of that page,');
    say('paste it here and press Enter.');
    const cameBack = await Promise.race([browserAnswer(server, port), pastedAnswer(lines), tooLate(patience)]);
    return await finishAuthorization(oauth, began, cameBack);
  } finally {
    lines.close();
    server.close();
    server.closeAllConnections();
  }
}

/** Only an address with an answer in it counts: browsers also ask for icons. */
function browserAnswer(server: Server, port: number): Promise<URL> {
  return new Promise((resolve) => {
    server.on('request', (request, response) => {
      const url = new URL(request.url ?? '/', `http://localhost:${port}`);
      const isAnswer = url.searchParams.has('state');
      response.writeHead(isAnswer ? 200 : 404, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
      response.end(
        isAnswer ? 'Terima kasih. Jendela ini boleh ditutup. / Thank you. You can close this window.\n' : '',
      );
      if (isAnswer) response.once('close', () => resolve(url));
    });
  });
}

function pastedAnswer(lines: NodeJS.EventEmitter): Promise<URL> {
  return new Promise((resolve) => {
    lines.on('line', (line: string) => {
      const text = line.trim();
      if (URL.canParse(text) && new URL(text).searchParams.has('state')) resolve(new URL(text));
      else if (text)
        complain('That is not the address the page ended at: it begins with http://localhost and holds code=.');
    });
  });
}

async function tooLate(signal: AbortSignal): Promise<never> {
  await once(signal, 'abort');
  throw new TokenFailure('consent_needed');
}
