// A mail that beats the program is tried five times, then shown with its bytes; one press puts it through once more.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { forgottenMails } from '../../../src/intake/inbound-mail.ts';
import { ingestMail } from '../../../src/intake/ingest-mail.ts';
import { countWaitingMails } from '../../../src/intake/mail-list.ts';
import { retryMail } from '../../../src/intake/retry-mail.ts';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import { aMail, casesOf, type Door, MINUTE, openDoor, openParser } from './door.ts';

let pool: ParsePool;
let door: Door;
beforeAll(() => {
  pool = openParser();
});
beforeEach(async () => {
  door = await openDoor(pool);
});
afterEach(() => door.world.end());
afterAll(() => pool.close());

test('five attempts with growing pauses, then failed with its bytes, then filed by one press', async () => {
  const { db } = door.world;
  const [id] = await door.takeIn([aMail()]);
  const broken = {
    ...door.ingest,
    understand: () => Promise.reject(Object.assign(new Error(), { code: 'EXHAUSTED' })),
  };
  const pauses: number[] = [];
  for (let attempt = 1; attempt <= 5; attempt++) {
    await expect(ingestMail(broken, id!)).rejects.toThrow();
    expect(await door.row(id!)).toMatchObject({ state: 'received', problem: 'EXHAUSTED', attempts: attempt });
    expect(await ingestMail(broken, id!)).toBeNull();
    pauses.push(await waitUntilForgotten(id!));
  }
  expect(pauses).toEqual([5_000, 25_000, 125_000, 625_000, 625_000]);
  expect(await ingestMail(broken, id!)).toMatchObject({ fate: 'could_not_be_read' });
  expect(await door.row(id!)).toMatchObject({ state: 'failed', problem: 'EXHAUSTED' });
  expect(await countWaitingMails(db)).toBe(1);
  expect(await forgottenMails(db, new Date(door.clock.now.getTime() + 60 * MINUTE), 10)).toEqual([]);

  expect(await retryMail(db, door.world.buRatna, id!)).toEqual({ refused: 'not_found' });
  expect(await retryMail(db, door.world.pakJoko, id!)).toEqual({ done: true });
  expect(await retryMail(db, door.world.pakJoko, id!)).toEqual({ refused: 'already_settled' });
  expect(await ingestMail(door.ingest, id!)).toMatchObject({ fate: 'new_case' });
  expect(await casesOf(door)).toMatchObject([{ letters: 1 }]);
  expect(await eventsAbout(id!)).toEqual([
    ['system', 'mail.held'],
    [`staff:${door.world.pakJoko.id}`, 'mail.retried'],
    ['konseli', 'mail.filed'],
  ]);
});

test('a worker that dies with the mail in hand costs only the time of its lease', async () => {
  const [id] = await door.takeIn([aMail()]);
  const dying = { ...door.ingest, understand: () => new Promise<never>(() => {}) };
  void ingestMail(dying, id!);
  await expect.poll(() => door.row(id!)).toMatchObject({ attempts: 1 });
  expect(await ingestMail(door.ingest, id!)).toBeNull();
  expect(await waitUntilForgotten(id!)).toBe(door.ingest.leaseMs);
  expect(await ingestMail(door.ingest, id!)).toMatchObject({ fate: 'new_case' });
});

test('what fails says nothing of the letter', async () => {
  const [id] = await door.takeIn([aMail({ text: 'Rahasia yang tidak boleh bocor.' })]);
  const leaking = {
    ...door.ingest,
    understand: (raw: Uint8Array) => Promise.reject(Object.assign(new Error(), { code: Buffer.from(raw).toString() })),
  };
  await expect(ingestMail(leaking, id!)).rejects.toThrow();
  expect((await door.row(id!)).problem).toBe('unexpected_error');
});

/** Lets time pass until the sweep would take the mail up. @returns how long that took, in milliseconds */
async function waitUntilForgotten(id: string): Promise<number> {
  const { lease_until: until } = await door.world.db
    .selectFrom('inbound_mails')
    .select('lease_until')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const before = door.clock.now;
  expect(await forgottenMails(door.world.db, new Date(until!.getTime() - 1), 10)).toEqual([]);
  door.clock.now = until!;
  expect(await forgottenMails(door.world.db, until!, 10)).toEqual([id]);
  return until!.getTime() - before.getTime();
}

async function eventsAbout(id: string): Promise<[string, string][]> {
  const events = await door.world.db.selectFrom('events').select(['actor', 'kind', 'data']).orderBy('seq').execute();
  return events.filter((e) => JSON.stringify(e.data).includes(id)).map((e) => [e.actor, e.kind]);
}
