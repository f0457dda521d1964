/**
 * Runs the crash sweep: in an ordinary run over a spread of writes, with `SWEEP=every` over every single one
 * (`npm run sweep`). A planted bug, a cursor that moves before the bytes are kept, is caught by it.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dovecotAvailable, dovecotMissing } from '../support/dovecot.ts';
import { redisAvailable, redisMissing } from '../support/redis.ts';
import { type Blow, openSweep, type Sweep } from './crash-sweep.ts';
import { plant } from './planted-bugs.ts';

const every = process.env.SWEEP === 'every';
const missing = [dovecotAvailable ? '' : dovecotMissing, redisAvailable ? '' : redisMissing].filter(Boolean).join(', ');
const titled = (title: string) => (missing ? `${title} (${missing})` : title);
const HOURS = 3_600_000;

/** Runs side by side: much of a run is waiting. */
const LANES = 4;
/** so many places of the kill in an ordinary run; beside it the faults strike at others, by chance (faults.test.ts) */
const POINTS = { redis: 3, postgres: 1 };
/** With the queue on PostgreSQL most writes are the queue's own; so many of them, spread evenly, are enough. */
const EVERY_POINTS_ON_POSTGRES = 60;

describe.each(['ingest', 'send'] as const)('kill -9 while mails %s', (scenario) => {
  let sweep: Sweep;
  beforeAll(async () => {
    if (!missing) sweep = await openSweep(scenario);
  });
  afterAll(async () => {
    await sweep?.close();
  });

  test.skipIf(missing)(
    titled('loses nothing and doubles nothing'),
    { timeout: every ? 6 * HOURS : 300_000 },
    async () => {
      const [onRedis, onPostgres] = await Promise.all([
        sweep.run({ killAt: 0, queue: 'redis' }, 0),
        sweep.run({ killAt: 0, queue: 'postgres' }, 1),
      ]);
      expect([...onRedis.broken, ...onPostgres.broken]).toEqual([]);
      const tally = { writes: onRedis.writes, kills: 0, missed: 0, broken: [] };
      const blows = every
        ? sequence(everyBlow(tally), spread('postgres', onPostgres.writes, EVERY_POINTS_ON_POSTGRES))
        : sequence(
            spread('redis', onRedis.writes, POINTS.redis),
            spread('postgres', onPostgres.writes, POINTS.postgres),
          );
      await Promise.all(Array.from({ length: LANES }, (_, lane) => sweepLane(sweep, lane, blows, tally)));
      console.log(`${scenario}: ${tally.writes} writes, ${tally.kills} kills, ${tally.broken.length} broken`);
      expect(tally.broken).toEqual([]);
    },
  );

  if (scenario === 'ingest')
    test.skipIf(missing)(
      titled('has teeth: a cursor that moves before the bytes are kept is caught, the program as it is stands'),
      async () => {
        const blow: Blow = { killAt: 'insert into "inbound_mails"', queue: 'redis' };
        const [planted, asItIs] = await Promise.all([
          sweep.run({ ...blow, planted: plant('the cursor moves before the bytes are kept') }, 0),
          sweep.run(blow, 1),
        ]);
        expect(planted.killed).toBe(true);
        expect(planted.broken.join()).toMatch(/20 mails delivered, \d+ taken in/);
        expect(asItIs).toMatchObject({ killed: true, broken: [] });
      },
    );
});

interface Tally {
  /** that one run made; another makes some more or fewer */
  writes: number;
  kills: number;
  /** runs that were over before the write at which they should be killed */
  missed: number;
  broken: string[];
}

/** Takes blows from the iterator that all lanes share. */
async function sweepLane(sweep: Sweep, lane: number, blows: Iterator<Blow>, tally: Tally): Promise<void> {
  for (;;) {
    const { value: blow, done } = blows.next();
    if (done) return;
    const run = await sweep.run(blow, lane);
    if (run.killed) tally.kills++;
    else tally.missed++;
    const place = `${blow.killAt} on ${blow.queue}`;
    tally.broken.push(...run.broken.map((line) => `killed after write ${place}: ${line}`));
    if (every || run.broken.length)
      console.log(`${place}: ${run.broken.length ? `BROKEN ${run.broken.join('; ')}` : 'holds'}`);
  }
}

const ENOUGH_MISSED = 5;

/** Goes on until several runs had no such write any more. */
function* everyBlow(tally: Tally): Generator<Blow> {
  for (let killAt = 1; tally.missed < ENOUGH_MISSED; killAt++) yield { killAt, queue: 'redis' };
}

function* spread(queue: Blow['queue'], writes: number, points: number): Generator<Blow> {
  for (let n = 1; n <= points; n++) yield { killAt: Math.max(1, Math.round((n * writes) / (points + 1))), queue };
}

function* sequence<T>(...parts: Iterable<T>[]): Generator<T> {
  for (const part of parts) yield* part;
}
