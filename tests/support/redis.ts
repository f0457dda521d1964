// A real Redis server of a test's own, in memory only.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { Redis } from 'ioredis';
import { freePort } from '../../src/db/embedded/server.ts';
import { findInstalled } from './installed.ts';

const program = findInstalled('redis-server');

/** Why tests that need it are skipped: `test.skipIf(!redisAvailable)`. */
export const redisMissing = 'needs Redis: apt install redis-server';
export const redisAvailable = program !== undefined;

export interface TestRedis {
  url: string;
  /** Empties it at once, as an operator's FLUSHALL would. */
  flushAll(): Promise<void>;
  stop(): Promise<void>;
}

export async function startRedis(): Promise<TestRedis> {
  if (!program) throw new Error(redisMissing);
  const port = await freePort();
  const settings = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', tmpdir()];
  const server = spawn(program, settings, { stdio: ['ignore', 'pipe', 'ignore'] });
  const end = () => server.kill('SIGKILL');
  process.once('exit', end);
  for await (const words of server.stdout) if (String(words).includes('Ready to accept connections')) break;
  if (server.exitCode !== null) throw new Error(`redis-server ended with ${server.exitCode}.`);
  const url = `redis://127.0.0.1:${port}`;
  return {
    url,
    async flushAll() {
      const client = new Redis(url);
      await client.flushall();
      client.disconnect();
    },
    async stop() {
      process.off('exit', end);
      if (server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
    },
  };
}
