import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plantedBugs } from './planted-bugs.ts';

const source = (file: string) => readFileSync(join(import.meta.dirname, '../../src', file), 'utf8');

test.each(Object.entries(plantedBugs))('"%s" still fits the program, in one place', (_, { file, asItIs }) => {
  expect(source(file).split(asItIs)).toHaveLength(2);
});
