import { expect, test } from 'vitest';
import { giveBack } from '../../src/core/give-back.ts';

test('large bytes are gone, and giving them back twice does no harm', () => {
  const bytes = Buffer.alloc(100_000, 1);
  giveBack(bytes);
  giveBack(bytes);
  expect(bytes).toHaveLength(0);
});

test.each([
  ['small ones', () => Buffer.alloc(1000, 1)],
  ['a part of more', () => Buffer.alloc(200_000, 1).subarray(1000, 101_000)],
  ['what threads share', () => new Uint8Array(new SharedArrayBuffer(100_000)).fill(1)],
])('%s stay as they are', (_name, make) => {
  const bytes = make();
  const before = bytes.length;
  giveBack(bytes);
  expect(bytes).toHaveLength(before);
  expect(bytes.at(-1)).toBe(1);
});
