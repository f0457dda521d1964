/**
 * The queue is a bell, not a book: it is emptied again and again while mails come in and receipts go out (FLUSHALL on Redis, the
 * schema dropped on PostgreSQL), and nothing is lost, doubled or left lying.
 */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CASES, letters } from '../faults/letters.ts';
import { dovecotAvailable } from '../support/dovecot.ts';
import { brokenPromises } from '../support/invariants.ts';
import { redisAvailable, startRedis, type TestRedis } from '../support/redis.ts';
import { openService, type Program, type Service } from '../support/service.ts';

const DEADLOCK = '40P01';

const queues = (['postgres', 'redis'] as const).filter((queue) => queue === 'postgres' || redisAvailable);

describe.skipIf(!dovecotAvailable).each(queues)('emptying the queue on %s', (queue) => {
  let redis: TestRedis | undefined;
  let service: Service;
  let program: Program;

  beforeAll(async () => {
    redis = queue === 'redis' ? await startRedis() : undefined;
    service = await openService(redis ? { redisUrl: redis.url } : {});
    program = service.run({ roles: ['worker', 'poller'] });
  });
  afterAll(async () => {
    await program?.end();
    await redis?.stop();
    await service?.stop();
  });

  test('in the middle of a run loses nothing', async () => {
    const delivered = letters();
    let emptied = 0;
    for (const raw of delivered) {
      service.dovecot.deliver(raw);
      await new Promise((resolve) => setTimeout(resolve, 150));
      if (++emptied % 5 === 0) await empty(redis, service.databaseUrl);
    }
    await program.until(
      'everything to be done',
      async () => {
        const mails = await service.db.selectFrom('inbound_mails').select('state').execute();
        const out = await service.db.selectFrom('outbound_mails').select('state').execute();
        return (
          mails.length === delivered.length &&
          mails.every((mail) => mail.state !== 'received') &&
          out.length > 0 &&
          out.every((mail) => ['sent', 'uncertain'].includes(mail.state))
        );
      },
      110_000,
    );
    expect(await brokenPromises(service, { delivered, cases: CASES })).toEqual([]);
  });
});

async function empty(redis: TestRedis | undefined, databaseUrl: string): Promise<void> {
  if (redis) return redis.flushAll();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    while (!(await dropped(client))) await new Promise((resolve) => setTimeout(resolve, 50));
  } finally {
    await client.end();
  }
}

/** The program is at work on these tables: when the two wait for each other, the drop may be the one to yield. */
async function dropped(client: pg.Client): Promise<boolean> {
  try {
    await client.query('drop schema if exists bullmq cascade');
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === DEADLOCK) return false;
    throw error;
  }
}
