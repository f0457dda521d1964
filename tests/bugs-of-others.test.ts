// Bugs that users of other help desks suffered, 43 of them: each has one test here that bears its number and says it in plain words.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const sources = globSync('bugs-of-others/*.test.ts', { cwd: import.meta.dirname }).map((file) =>
  readFileSync(join(import.meta.dirname, file), 'utf8'),
);
const names = sources.flatMap((source) => [...source.matchAll(/\('(\d\d) ([^']+)'/g)]);

test('each of the 43 bugs of other help desks has exactly one test, and none is put off', () => {
  expect(names.map(([, number]) => Number(number)).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 43 }, (_, n) => n + 1),
  );
  expect(names.filter(([, , words]) => words!.split(' ').length < 6)).toEqual([]);
  expect(sources.join()).not.toMatch(/\b(test|describe)(\.\w+)*\.(skip|only|todo|fails)\b/);
});
