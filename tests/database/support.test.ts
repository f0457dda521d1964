// The ground under the other tests: a support that answers wrongly would make them pass for nothing.

import { Redis } from 'ioredis';
import pg from 'pg';
import { expect, test } from 'vitest';
import { axeViolations, chromiumAvailable, chromiumMissing, openBrowser } from '../support/chromium.ts';
import { dropDatabase, freshDatabase } from '../support/database.ts';
import { redisAvailable, redisMissing, startRedis } from '../support/redis.ts';

test("each test has a database of its own, with our tables and the queue's", async () => {
  const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
  await query(one, 'create table mine ()');
  expect(await query(one, `select to_regclass('mine')::text as found`)).toEqual([{ found: 'mine' }]);
  expect(await query(other, `select to_regclass('mine')::text as found`)).toEqual([{ found: null }]);
  expect(await query(other, `select count(*)::int from migrations`)).not.toEqual([{ count: 0 }]);
  expect(await query(other, `select to_regclass('bullmq.job')::text as found`)).toEqual([{ found: 'bullmq.job' }]);
  await dropDatabase(one);
  await expect(query(one, 'select 1')).rejects.toThrow('does not exist');
});

test.skipIf(!redisAvailable)(`Redis answers, forgets on demand and ends (${redisMissing})`, async () => {
  const redis = await startRedis();
  const client = new Redis(redis.url, { retryStrategy: () => null });
  client.on('error', () => undefined);
  await client.set('key', 'value');
  await redis.flushAll();
  expect(await client.get('key')).toBeNull();
  await redis.stop();
  await expect(client.get('key')).rejects.toThrow();
  client.disconnect();
});

test.skipIf(!chromiumAvailable)(
  `axe finds what is wrong with a page, and nothing on a sound one (${chromiumMissing})`,
  async () => {
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      await page.setContent('<html lang="id"><title>Suluh</title><main><h1>Suluh</h1><img src="data:,"></main></html>');
      expect(await axeViolations(page)).toEqual(['image-alt: img']);
      await page.setContent('<html lang="id"><title>Suluh</title><main><h1>Suluh</h1></main></html>');
      expect(await axeViolations(page)).toEqual([]);
    } finally {
      await browser.close();
    }
  },
);

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
