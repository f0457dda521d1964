// What the cluster of the tests was asked, transaction by transaction, from the log that tests/support/postgres.ts turns on.

import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { inject } from 'vitest';

export interface Transaction {
  /** process and local number, `4711 12/345` */
  id: string;
  /** in order, without their values; of one that spans lines the first */
  statements: string[];
}

/** All transactions since the cluster was started, in the order of their beginnings. */
export async function statementsOfTheRun(): Promise<Transaction[]> {
  const found = new Map<string, Transaction>();
  for await (const line of createInterface(createReadStream(await logFile()))) {
    const [, id, statement] = /^(\d+ \d+\/\d+) LOG: {2}(?:execute [^:]+|statement): (.*)/.exec(line) ?? [];
    if (id === undefined || statement === undefined) continue;
    const transaction = found.get(id) ?? { id, statements: [] };
    transaction.statements.push(statement);
    found.set(id, transaction);
  }
  return [...found.values()];
}

async function logFile(): Promise<string> {
  const client = new pg.Client({ connectionString: inject('postgres') });
  await client.connect();
  try {
    const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
    return join(rows[0]?.folder ?? '', 'log', 'statements.log');
  } finally {
    await client.end();
  }
}
