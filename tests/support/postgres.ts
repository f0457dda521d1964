// One embedded cluster per test run, with a migrated template database that `freshDatabase` clones.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/db/embedded-postgres.ts';
import { migrate } from '../../src/db/migrate.ts';
import { openQueue } from '../../src/queue/queue.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the cluster's maintenance database. */
    postgres: string;
  }
}

interface Cluster {
  url: string;
  stop(): Promise<void>;
}

/** Vitest loads this file anew for each project that names it; the run as a whole shares what is kept here. */
const run = globalThis as { suluhTestCluster?: Promise<Cluster> };

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  run.suluhTestCluster ??= startCluster();
  const cluster = await run.suluhTestCluster;
  project.provide('postgres', cluster.url);
  return cluster.stop;
}

async function startCluster(): Promise<Cluster> {
  const dir = await mkdtemp(join(tmpdir(), 'suluh-test-'));
  await prepareCluster(dir);
  const server = await startEmbeddedPostgres({ dir, fast: true });
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    await server.stop();
    await rm(dir, { recursive: true, force: true });
  };
  const stopOnce = () => {
    stopping ??= stop();
    return stopping;
  };
  return { url: server.url('postgres'), stop: stopOnce };
}

/** Makes the template and turns the log of statements on, which takes a start of its own. */
async function prepareCluster(dir: string): Promise<void> {
  const server = await startEmbeddedPostgres({ dir, fast: true });
  try {
    await makeTemplate(server.url('postgres'), server.url('suluh_template'));
    await withClient(server.url('postgres'), async (admin) => {
      for (const [name, value] of Object.entries(everyStatement))
        await admin.query(`alter system set ${name} = ${pg.escapeLiteral(value)}`);
    });
  } catch (error) {
    await server.stop();
    await rm(dir, { recursive: true, force: true });
    throw error;
  }
  await server.stop();
}

/** What tests/after reads: each statement without its values, after the process and the transaction it belongs to. */
const everyStatement = {
  logging_collector: 'on',
  log_statement: 'all',
  log_line_prefix: '%p %v ',
  log_filename: 'statements.log',
  log_rotation_age: '0',
  log_rotation_size: '0',
};

async function makeTemplate(adminUrl: string, templateUrl: string): Promise<void> {
  await withClient(adminUrl, (admin) => admin.query('create database suluh_template'));
  await migrate(templateUrl);
  const queue = await openQueue(templateUrl, { onError: report, onJobFailed: report }); // makes its tables
  await queue.close();
  await withClient(adminUrl, (admin) => admin.query('alter database suluh_template is_template true'));
}

function report(trouble: unknown): void {
  console.error(trouble);
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
