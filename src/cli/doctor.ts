/**
 * Tries everything the program needs with the settings it would use, and says in plain words what is wrong and what to do.
 * Each check stands alone, so that one fault does not hide the next. Nothing is changed in a mailbox and nothing is sent.
 */
import { existsSync } from 'node:fs';
import pg from 'pg';
import { type Config, ConfigError, readConfig } from '../config.ts';
import { readKeyFile } from '../crypto/key-file.ts';
import { openVault } from '../crypto/vault.ts';
import { openDatabase } from '../db/database.ts';
import { databaseProblem } from '../db/database-problem.ts';
import { openQueue } from '../queue/queue.ts';
import { complain, say } from './command.ts';
import { mailChecks, openForTokens } from './doctor-mail.ts';

export type Finding = { good: string } | { bad: string; advice: string } | { left: string };
export type Check = [name: string, check: () => Promise<Finding>];

export async function doctor(): Promise<number> {
  const config = settings();
  if (!config) return 1;
  const installation = await openForTokens(config);
  try {
    return await tryAll([...checks(config), ...(await mailChecks(config, installation))]);
  } finally {
    await installation?.close();
  }
}

async function tryAll(all: readonly Check[]): Promise<number> {
  let bad = 0;
  for (const [name, check] of all) {
    const finding = await check().catch((error: Error): Finding => ({ bad: error.message, advice: '' }));
    if ('good' in finding) say(`  ok     ${name}: ${finding.good}`);
    else if ('left' in finding) say(`  -      ${name}: ${finding.left}`);
    else {
      bad++;
      complain(`  WRONG  ${name}: ${finding.bad}`);
      if (finding.advice) complain(`         ${finding.advice}`);
    }
  }
  say(
    bad ? `${bad} of these must be put right before the program can do its work.` : 'Everything that was tried works.',
  );
  return bad ? 1 : 0;
}

function settings(): Config | null {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    complain(error.message);
    return null;
  }
}

function checks(config: Config): Check[] {
  return [
    ['database', () => checkDatabase(config)],
    ['keys', () => checkKeys(config)],
    ['queue', () => checkQueue(config)],
  ];
}

async function checkDatabase({ databaseUrl, dataDir }: Config): Promise<Finding> {
  if (!databaseUrl) return { good: `the embedded PostgreSQL is used, its data lie in ${dataDir}` };
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string; create: boolean }>(
      "select current_setting('server_version') as server_version, has_database_privilege(current_database(), 'create') as create",
    );
    const [server] = rows;
    if (!server?.create)
      return {
        bad: 'the account may not create tables',
        advice: 'Give the account the right to create in this database: GRANT CREATE ON DATABASE … TO …',
      };
    return { good: `PostgreSQL ${server.server_version} answers` };
  } catch (error) {
    return {
      bad: databaseProblem(error) ?? 'the server cannot be used',
      advice: 'Check DATABASE_URL: host, port, user, password and database.',
    };
  } finally {
    await client.end().catch(() => {});
  }
}

async function checkKeys({ databaseUrl, keyFile }: Config): Promise<Finding> {
  if (!databaseUrl && !existsSync(keyFile)) return { left: `${keyFile} is made at the first start` };
  const kek = readKeyFile(keyFile);
  if (!databaseUrl) return { good: `the key file ${keyFile} can be read` };
  const db = openDatabase(databaseUrl, 1);
  try {
    const found = await db
      .selectNoFrom((eb) => eb.fn<string | null>('to_regclass', [eb.val('vault.keys')]).as('table'))
      .executeTakeFirst();
    if (!found?.table) return { good: 'the key file can be read; the database is still empty' };
    await openVault(db, kek);
    return { good: 'the key file opens this database' };
  } finally {
    await db.destroy();
  }
}

async function checkQueue({ redisUrl, databaseUrl }: Config): Promise<Finding> {
  if (!redisUrl) return { good: `BullMQ runs on PostgreSQL${databaseUrl ? '' : ' (embedded)'}` };
  const queue = await openQueue(redisUrl, { onError: () => {}, onJobFailed: () => {} });
  try {
    if (await queue.check()) return { good: 'Redis answers' };
    return {
      bad: 'Redis does not answer',
      advice: 'Check REDIS_URL, and that Redis runs and may be reached from here.',
    };
  } finally {
    await queue.close();
  }
}
