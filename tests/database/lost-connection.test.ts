import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/db/database.ts';
import { freshDatabase } from '../support/database.ts';

test('a connection that breaks between two statements of a transaction fails it, and ends nothing else', async () => {
  const url = await freshDatabase();
  const db = openDatabase(url);
  const administrator = openDatabase(url);
  const work = db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await sql`select pg_terminate_backend(${rows[0]!.pid}, 10000)`.execute(administrator);
    await new Promise((resolve) => setTimeout(resolve, 200)); // the news of it arrives while nobody asks anything
    await sql`select 1`.execute(tx);
  });
  await expect(work).rejects.toThrow();
  expect((await sql`select 1 as answer`.execute(db)).rows).toEqual([{ answer: 1 }]);
  await Promise.all([db.destroy(), administrator.destroy()]);
});
