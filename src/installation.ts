/**
 * An installation: its database, brought up to date, and its vault, opened with its key file. The program and every command
 * that touches data begin here.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { createKeyFile, readKeyFile } from './crypto/key-file.ts';
import { openVault, type Vault } from './crypto/vault.ts';
import { type Database, openDatabase } from './db/database.ts';
import { CannotUseDatabase, databaseProblem } from './db/database-problem.ts';
import { type EmbeddedPostgres, joinEmbeddedPostgres, startEmbeddedPostgres } from './db/embedded-postgres.ts';
import { migrate } from './db/migrate.ts';

export interface Installation {
  db: Database;
  databaseUrl: string;
  vault: Vault;
  close(): Promise<void>;
}

/**
 * @param beside a command beside a running program: it shares the embedded database instead of being refused
 * @throws KeyFileError, WrongKeyFile, CannotUseDatabase, or an Error with a plain sentence; then nothing was started or changed
 */
export async function openInstallation(config: Config, beside = false): Promise<Installation> {
  const own = config.databaseUrl === null;
  if (!own) readKeyFile(config.keyFile); // before anything is started
  const server = own ? await embedded(config, beside) : null;
  const databaseUrl = config.databaseUrl ?? server!.url();
  const db = openDatabase(databaseUrl, 16);
  const close = async () => {
    await db.destroy();
    await server?.stop();
  };
  try {
    await migrate(databaseUrl);
    if (own && !existsSync(config.keyFile) && (await isNew(db))) createKeyFile(config.keyFile);
    return { db, databaseUrl, vault: await openVault(db, readKeyFile(config.keyFile)), close };
  } catch (error) {
    await close();
    const problem = own ? null : databaseProblem(error);
    throw problem ? new CannotUseDatabase(problem) : error;
  }
}

async function embedded(config: Config, beside: boolean): Promise<EmbeddedPostgres> {
  const dir = join(config.dataDir, 'postgres');
  const running = beside ? joinEmbeddedPostgres(dir) : null;
  return running ?? startEmbeddedPostgres({ dir });
}

/** Only an installation that has sealed nothing yet may be given a key: a lost key must never be replaced by a new one. */
async function isNew(db: Database): Promise<boolean> {
  const key = await db.selectFrom('vault.keys').select('id').limit(1).executeTakeFirst();
  return key === undefined;
}
