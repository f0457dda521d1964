// A backlog is read in whatever order the server lists it, many mails at a time: answers before what they answer to.

import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressIndex } from '../../../src/cases/konseli.ts';
import { claimWaiting } from '../../../src/intake/inbound-mail.ts';
import { type Ingested, ingestWaiting } from '../../../src/intake/ingest-mail.ts';
import type { ParsePool } from '../../../src/mail/parse-pool.ts';
import { aMail, type Door, MINUTE, openDoor, openParser } from './door.ts';

let parser: ParsePool;
let door: Door;
beforeAll(async () => {
  parser = openParser();
  door = await openDoor(parser);
});
afterAll(async () => {
  await door?.world.end();
  await parser?.close();
});

interface Planned {
  konseli: number;
  place: number;
}

const THREADS = [1, 5, 3];
const letters: Planned[] = THREADS.flatMap((length, konseli) =>
  Array.from({ length }, (_, place) => ({ konseli, place })),
);
const orders = fc.record({
  order: fc.shuffledSubarray(letters, { minLength: letters.length }),
  batches: fc.integer({ min: 1, max: 4 }),
  workers: fc.integer({ min: 1, max: 3 }),
});
let runs = 0;

const address = (run: number, konseli: number) => `murid-${run}-${konseli}@murid.example`;
const ownId = (run: number, { konseli, place }: Planned) => `surat-${run}-${konseli}-${place}@murid.example`;

/** Each letter answers one of ours that is not in the box, and names all before it. */
function write(run: number, letter: Planned): Buffer {
  const history = Array.from({ length: letter.place }, (_, place) => [
    `<${ownId(run, { ...letter, place })}>`,
    `<jawaban-${run}-${letter.konseli}-${place}@sekolah.example>`,
  ]).flat();
  return aMail({
    from: `Murid <${address(run, letter.konseli)}>`,
    messageId: ownId(run, letter),
    headers: history.length ? [`In-Reply-To: ${history.at(-1)}`, `References: ${history.join('\r\n ')}`] : [],
  });
}

async function fileAll(workers: number): Promise<Ingested[]> {
  const ingested: Ingested[] = [];
  await Promise.all(
    Array.from({ length: workers }, () => ingestWaiting(door.ingest, (some) => void ingested.push(...some))),
  );
  return ingested;
}

async function lettersIn(run: number, konseli: number): Promise<{ case: string; letters: number }[]> {
  return door.world.db
    .selectFrom('messages as m')
    .innerJoin('cases as c', 'c.id', 'm.case_id')
    .innerJoin('konseli_addresses as a', 'a.konseli_id', 'c.konseli_id')
    .select((eb) => ['c.id as case', eb.fn.countAll<number>().as('letters')])
    .where('a.address_index', '=', addressIndex(door.world.vault, address(run, konseli)))
    .where('m.direction', '=', 'in')
    .groupBy('c.id')
    .execute();
}

test('every thread ends in one case, with all its letters, whatever the order and however many work on it', async () => {
  await fc.assert(
    fc.asyncProperty(orders, async ({ order, batches, workers }) => {
      const run = ++runs;
      const raws = order.map((letter) => write(run, letter));
      const each = Math.ceil(raws.length / batches);
      for (let from = 0; from < raws.length; from += each) {
        await door.takeIn(raws.slice(from, from + each));
        expect((await fileAll(workers)).filter((one) => 'error' in one)).toEqual([]);
      }
      for (const [konseli, length] of THREADS.entries())
        expect(await lettersIn(run, konseli)).toEqual([{ case: expect.any(String), letters: length }]);
    }),
    { numRuns: 12 },
  );
});

test('an answer from an address nobody knows joins nobody, whether the letter it names came before it or comes after', async () => {
  for (const strangerFirst of [true, false]) {
    const run = ++runs;
    const letter = write(run, { konseli: 0, place: 0 });
    const stranger = aMail({ from: address(run, 9), inReplyTo: ownId(run, { konseli: 0, place: 0 }) });
    await door.takeIn(strangerFirst ? [stranger, letter] : [letter, stranger]);
    await fileAll(1);
    expect(await lettersIn(run, 0)).toMatchObject([{ letters: 1 }]);
  }
});

test('one mail that cannot be filed holds up none of those that were taken with it', async () => {
  const { db } = door.world;
  const run = ++runs;
  const ids = await door.takeIn([0, 1, 2, 3, 4].map((place) => write(run, { konseli: 0, place })));
  await sql`
    create function refuse_one() returns trigger language plpgsql as 'begin raise exception ''refused''; end'`.execute(
    db,
  );
  await sql`create trigger refuse_one before update on inbound_mails for each row
    when (new.id = ${sql.lit(ids[2])} and new.state <> 'received') execute function refuse_one()`.execute(db);
  const ingested = await fileAll(1);
  await sql`drop trigger refuse_one on inbound_mails`.execute(db);
  expect(ingested.filter((one) => 'error' in one).map(({ id }) => id)).toEqual([ids[2]]);
  expect(await lettersIn(run, 0)).toMatchObject([{ letters: 4 }]);
  door.clock.now = new Date(door.clock.now.getTime() + 60 * MINUTE);
  await fileAll(1);
  expect(await lettersIn(run, 0)).toMatchObject([{ letters: 5 }]);
});

test('mails in line behind one that takes long stay in the same hands, and lose no attempt', async () => {
  const run = ++runs;
  const ids = await door.takeIn([0, 1, 2, 3, 4].map((place) => write(run, { konseli: 0, place })));
  const blocked = Promise.withResolvers<void>();
  const slow = {
    ...door.ingest,
    leaseMs: 30,
    async understand(raw: Uint8Array) {
      await blocked.promise;
      return parser.understand(raw);
    },
  };
  const working = ingestWaiting(slow, () => {});
  await expect.poll(async () => (await door.row(ids[4]!)).attempts).toBe(1);
  door.clock.now = new Date(door.clock.now.getTime() + 60 * MINUTE);
  const untilOf = (id: string) =>
    door.world.db.selectFrom('inbound_mails').select('lease_until').where('id', '=', id).executeTakeFirstOrThrow();
  for (const id of ids) await expect.poll(async () => (await untilOf(id)).lease_until! > door.clock.now).toBe(true);
  expect(await claimWaiting(door.world.db, 10, 30, door.clock.now)).toEqual([]);
  blocked.resolve();
  await working;
  expect(await lettersIn(run, 0)).toMatchObject([{ letters: 5 }]);
});
