// No dependency may be older than the release that mended what is known to bite. `npm ci` installs what the lock says;
// this fails when somebody lowers the lock.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** The oldest versions to run on: each mended a way in that is published for the ones before it. */
const floors = [
  ['fastify', '5.12.5'],
  ['handlebars', '4.7.10'],
  ['imapflow', '2.5.9'],
  ['kysely', '0.28.17'],
  ['libmime', '5.5.0'],
  ['mailparser', '3.9.40'],
  ['nodemailer', '10.1.4'],
  ['sanitize-html', '2.17.7'],
] as const;

test.each(floors)('%s is at least %s', (name, floor) => {
  expect(isAtLeast(installedVersion(name), floor)).toBe(true);
});

test.each([
  ['10.1.3', '10.1.4', false],
  ['9.9.9', '10.1.4', false],
  ['10.1.4', '10.1.4', true],
  ['10.2.0', '10.1.4', true],
  ['10.1.4-beta.1', '10.1.4', false],
])('%s against the floor %s: %s', (version, floor, expected) => {
  expect(isAtLeast(version, floor)).toBe(expected);
});

function installedVersion(name: string): string {
  const file = join(import.meta.dirname, '../node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

function isAtLeast(version: string, floor: string): boolean {
  const [numbers = '', preRelease] = version.split('-');
  const difference = numbers.localeCompare(floor, 'en', { numeric: true });
  return difference > 0 || (difference === 0 && preRelease === undefined);
}
