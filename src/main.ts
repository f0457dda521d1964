/** `node src/main.ts [web] [worker] [poller]`: all roles unless some are named. */

import { ConfigError, readConfig } from './config.ts';
import { runUntilStopped } from './run-until-stopped.ts';
import { type Role, roles, start } from './start.ts';
import { whyNoStart } from './why-no-start.ts';

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(roles as readonly string[]).includes(name));
try {
  if (unknown.length) throw new ConfigError([`there is no role "${unknown[0]}"; there are ${roles.join(', ')}`]);
  const config = readConfig(process.env);
  const running = await start(config, named.length ? { roles: named as Role[] } : {});
  runUntilStopped(running.stop);
  if (running.url) console.log(`Suluh is ready: ${running.url}`);
  if (!config.mailboxes.some((m) => m.imapUrl))
    console.log('IMAP_URL is not set: no mail is fetched yet. To look around first: npm run demo');
} catch (error) {
  console.error(whyNoStart(error));
  process.exit(1);
}
