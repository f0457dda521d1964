/**
 * Over the whole run before it, of pages, jobs and programs alike: nothing but the end of the transaction follows on record().
 * The chain of events has one lock for everybody. Whoever took another lock after it could wait for somebody who holds that
 * one and waits for the chain: a deadlock, and a page that fails with what a person wrote.
 */
import { expect, test } from 'vitest';
import { newId } from '../../src/db/database.ts';
import { openWorld } from '../support/cast.ts';
import { statementsOfTheRun, type Transaction } from '../support/statements.ts';

test('no transaction of the run took a lock after the record', async () => {
  expect((await statementsOfTheRun()).flatMap(locksAfterRecord)).toEqual([]);
});

test('one that does is seen', async () => {
  const world = await openWorld();
  const event = { actor: 'system', kind: 'case.read', data: '{}' };
  const planted = newId();
  await world.tx(async (tx) => {
    await tx.insertInto('events').values(event).execute();
    await tx.selectFrom('cases').select('id').where('id', '=', planted).execute();
    await tx.selectFrom('cases').select('id').where('id', '=', planted).forNoKeyUpdate().execute();
  });
  await world.end();
  const found = async () => (await statementsOfTheRun()).flatMap(locksAfterRecord);
  await expect.poll(found).toEqual(['select "id" from "cases" where "id" = $1 for no key update']);
});

/** Every statement after the first event of its transaction that takes a lock, or may. */
function locksAfterRecord({ statements }: Transaction): string[] {
  if (statements.some(forges)) return [];
  const recorded = statements.findIndex(isRecord);
  if (recorded === -1) return [];
  return statements.slice(recorded + 1).filter((statement) => !isRecord(statement) && !takesNoLock(statement));
}

/** The tests of the chain forge it as the owner of the tables, with the guards switched off: no work of the program. */
const forges = (statement: string) => statement.startsWith('alter table events disable trigger');
const isRecord = (statement: string) => statement.startsWith('insert into "events"');
const takesNoLock = (statement: string) =>
  /^(commit|rollback)/.test(statement) ||
  (statement.startsWith('select ') && !/ for (no key )?(update|share)|advisory/.test(statement));
