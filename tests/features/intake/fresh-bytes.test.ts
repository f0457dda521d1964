// Bytes at hand are a convenience: they may be gone at any moment, and never grow beyond what they were given.

import { expect, test } from 'vitest';
import { openFreshBytes } from '../../../src/intake/fresh-bytes.ts';

const clock = { now: new Date('2026-03-04T09:00:00Z') };
const letter = (bytes: number) => new Uint8Array(bytes);

test('bytes are handed over once', () => {
  const fresh = openFreshBytes(100, () => clock.now);
  fresh.keep('a', letter(60));
  expect(fresh.take('a')).toHaveLength(60);
  expect(fresh.take('a')).toBeNull();
});

test('what does not fit is not kept, and there is room again for what comes later', () => {
  const fresh = openFreshBytes(100, () => clock.now);
  fresh.keep('a', letter(60));
  fresh.keep('b', letter(60));
  expect(fresh.take('b')).toBeNull();
  fresh.take('a');
  fresh.done('a');
  fresh.keep('c', letter(100));
  expect(fresh.take('c')).toHaveLength(100);
});

test('where there is room, a letter larger than all of it is kept: reading it back would cost more', () => {
  const fresh = openFreshBytes(100, () => clock.now);
  fresh.keep('a', letter(40));
  fresh.keep('b', letter(300));
  fresh.keep('c', letter(10));
  expect(fresh.take('b')).toHaveLength(300);
  expect(fresh.take('c')).toBeNull();
});

test('what another process has filed meanwhile does not lie here for ever', () => {
  const fresh = openFreshBytes(100, () => clock.now);
  fresh.keep('a', letter(100));
  clock.now = new Date(clock.now.getTime() + 60_000);
  fresh.keep('b', letter(100));
  expect(fresh.take('a')).toBeNull();
  expect(fresh.take('b')).toHaveLength(100);
});

test('who takes in waits for room, and goes on as soon as half of it is free', async () => {
  const fresh = openFreshBytes(100, () => clock.now);
  await fresh.room();
  fresh.keep('a', letter(50));
  fresh.keep('b', letter(40));
  let isFree = false;
  // Several mailboxes share the room.
  const waiting = Promise.all([fresh.room(), fresh.room()]).then(() => {
    isFree = true;
  });
  await new Promise(setImmediate);
  expect(isFree).toBe(false);
  fresh.take('b');
  await new Promise(setImmediate);
  expect(isFree).toBe(true);
  await waiting;
});

test('a large letter in work takes up its room until it is filed: no second one comes in beside it', async () => {
  const fresh = openFreshBytes(100, () => clock.now);
  fresh.keep('large', letter(300));
  fresh.take('large');
  fresh.keep('next', letter(60));
  expect(fresh.take('next')).toBeNull();
  let isFree = false;
  const waiting = fresh.room().then(() => {
    isFree = true;
  });
  await new Promise(setImmediate);
  expect(isFree).toBe(false);
  fresh.done('large');
  await waiting;
  fresh.keep('next', letter(60));
  expect(fresh.take('next')).toHaveLength(60);
  fresh.done('never taken');
});
