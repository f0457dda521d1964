/**
 * `npm run demo`: the whole program with nothing around it. An embedded PostgreSQL with BullMQ on it, a mail world (SMTP in,
 * IMAP), a cast with letters, and the web view. It is the same program; only the mail servers live in this process.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { placeOfData } from '../db/embedded-postgres.ts';
import { openInstallation } from '../installation.ts';
import { openParsePool } from '../mail/parse-pool.ts';
import { openSmtp } from '../mail/smtp.ts';
import { runUntilStopped } from '../run-until-stopped.ts';
import { codeAt } from '../staff/second-factor.ts';
import { start } from '../start.ts';
import { whyNoStart } from '../why-no-start.ts';
import { DEMO_ADDRESS, DEMO_NAME, DEMO_PASSWORD, staffCast } from './cast.ts';
import { type MailWorld, startMailWorld } from './mail-world.ts';
import { demoRoutes } from './pages.ts';
import { seedDemo } from './seed.ts';

const SMTP_PORT = 2525;
const IMAP_PORT = 1143;
const MAILBOX_PASSWORD = 'demo';

const demoLogIns = () =>
  staffCast.map(({ name, role, email, secret }) => ({
    name,
    role,
    email,
    password: DEMO_PASSWORD,
    code: codeAt(secret, new Date()),
  }));

const dataDir = resolve(process.env.DATA_DIR ?? join(import.meta.dirname, '../../data/demo'));

try {
  mkdirSync(dataDir, { recursive: true }); // open to walk through, for the account that root lends to PostgreSQL
  const world = await startWorld(join(dataDir, 'mail'));
  const config = readConfig({
    DATA_DIR: dataDir,
    PORT: process.env.PORT,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    HOST: '127.0.0.1', // the log-ins are public, so nobody outside this machine may come in
    IMAP_URL: world.imapUrl,
    SMTP_URL: world.smtpUrl,
    MAIL_ADDRESS: DEMO_ADDRESS,
    MAIL_NAME: DEMO_NAME,
    UNDO_SECONDS: process.env.UNDO_SECONDS ?? '10',
  });
  await fill(config, world);
  const running = await start(config, {
    demo: { logIns: demoLogIns, routes: (understand) => demoRoutes({ world, understand }) },
  });
  runUntilStopped(async () => {
    await running.stop();
    await world.stop();
  });
  console.log(welcome(running.url ?? '', world));
} catch (error) {
  console.error(whyNoStart(error));
  process.exit(1);
}

async function fill(config: ReturnType<typeof readConfig>, world: MailWorld): Promise<void> {
  const installation = await openInstallation(config);
  const pool = openParsePool({ ownAddresses: [DEMO_ADDRESS] });
  try {
    const { db, vault } = installation;
    const smtp = openSmtp(world.smtpUrl);
    await seedDemo({ db, vault, smtp, smtpUrl: world.smtpUrl, understand: pool.understand, now: new Date() });
  } finally {
    await pool.close();
    await installation.close();
  }
}

/** The usual ports when they are free, any others when not. */
async function startWorld(dir: string): Promise<MailWorld> {
  const options = { address: DEMO_ADDRESS, password: MAILBOX_PASSWORD, dir };
  try {
    return await startMailWorld({ ...options, smtpPort: SMTP_PORT, imapPort: IMAP_PORT });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    return startMailWorld(options);
  }
}

function welcome(url: string, world: MailWorld): string {
  const people = demoLogIns().map((p) => `    ${p.email.padEnd(24)}${p.name.padEnd(10)} ${p.role}`);
  return `
  Suluh demo is ready.

  The desk of the counsellors      ${url}
    Everyone's password            ${DEMO_PASSWORD}
    The code stands on the sign-in page.
${people.join('\n')}

  Write a letter as a konseli      ${url}/demo
    or from any mail program: to ${DEMO_ADDRESS}, SMTP ${new URL(world.smtpUrl).host}, no password
    the service's own mailbox: IMAP ${new URL(world.imapUrl).host}, user ${DEMO_ADDRESS}, password ${MAILBOX_PASSWORD}

  Ctrl+C stops it and leaves nothing running. Starting again keeps the data; to begin anew, delete
  ${placesOfData().join('\n  ')}
`;
}

/** The database lies elsewhere when root started the demo in a folder of its own. */
function placesOfData(): string[] {
  const database = placeOfData(join(dataDir, 'postgres'));
  return database.startsWith(dataDir) ? [dataDir] : [dataDir, database];
}
