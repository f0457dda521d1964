import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/db/database.ts';
import { freshDatabase } from '../support/database.ts';

test('what is confirmed to us is kept, also by a server that is set to forget it', async () => {
  const url = await freshDatabase();
  const administrator = openDatabase(url);
  await sql`alter database ${sql.id(new URL(url).pathname.slice(1))} set synchronous_commit = off`.execute(
    administrator,
  );
  const db = openDatabase(url);
  expect((await sql`show synchronous_commit`.execute(db)).rows).toEqual([{ synchronous_commit: 'on' }]);
  await Promise.all([db.destroy(), administrator.destroy()]);
});
