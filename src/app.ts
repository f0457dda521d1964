/** What the edges (pages, jobs, commands) hold; features take from it exactly what they use. */
import type { Config } from './config.ts';
import type { Vault } from './crypto/vault.ts';
import type { Database } from './db/database.ts';
import type { Log } from './log.ts';
import type { WorkQueue } from './queue/queue.ts';

export interface App {
  config: Config;
  db: Database;
  vault: Vault;
  queue: WorkQueue;
  log: Log;
  now: () => Date;
}
