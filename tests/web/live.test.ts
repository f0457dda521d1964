// News: told to every open page, also after the database was away; never what changed.

import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readAssets } from '../../src/web/assets.ts';
import { type Live, openLive, streamChanges } from '../../src/web/live.ts';
import { openServer } from '../../src/web/server.ts';
import { dropDatabase, freshDatabase } from '../support/database.ts';

let url: string;
let live: Live;
let client: pg.Client;
let changes = 0;
let stop: () => void;

beforeEach(async () => {
  url = await freshDatabase();
  live = await openLive(url);
  client = new pg.Client({ connectionString: url });
  await client.connect();
  await new Promise((resolve) => setTimeout(resolve, 400)); // the first "changed", said on connecting
  changes = 0;
  stop = live.listen(() => changes++);
});
afterEach(async () => {
  await live.close();
  await client.end();
  await dropDatabase(url);
});

const until = async (isSo: () => boolean): Promise<void> => {
  for (let i = 0; i < 100 && !isSo(); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(isSo()).toBe(true);
};

test('a burst of changes is one piece of news; whoever has left hears nothing', async () => {
  for (let i = 0; i < 20; i++) await client.query("notify suluh_changed, 'Sari'");
  await until(() => changes > 0);
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(changes).toBe(1);
  stop();
  await client.query('notify suluh_changed');
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(changes).toBe(1);
});

test('when the connection breaks it comes back, and says so because it may have missed something', async () => {
  await client.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'suluh live'");
  await until(() => changes > 0);
  const before = changes;
  await client.query('notify suluh_changed');
  await until(() => changes > before);
});

test('a page hears "changed" and nothing else, and stops listening when it is closed', async () => {
  const options = { publicUrl: 'http://127.0.0.1', trustProxy: [], formKey: randomBytes(32), assets: readAssets() };
  const { fastify } = await openServer(options);
  fastify.get('/live', (_request, reply) => streamChanges(live, reply, async () => true));
  const origin = await fastify.listen({ host: '127.0.0.1', port: 0 });
  const leaving = new AbortController();
  const response = await fetch(`${origin}/live`, { signal: leaving.signal });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  const read = async () => {
    heard += (await reader.read()).value ?? '';
  };
  await read();
  await client.query("notify suluh_changed, 'Sari menulis'");
  while (!heard.includes('changed')) await read();
  expect(heard).toBe('retry: 3000\n\nevent: changed\ndata: .\n\n');
  leaving.abort();
  await fastify.close();
});
