// Finds a program that some tests need from the system. tests/run installs them where it can.

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/bin', '/opt/homebrew/bin'];

/**
 * @param names what the program is called, here or there
 * @returns its path; undefined when it is absent, so that a test can skip and say why
 * @throws in CI (`CI=true`), where nothing may be skipped
 */
export function findInstalled(...names: string[]): string | undefined {
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isRunnable);
  if (!found && process.env.CI === 'true')
    throw new Error(`${names[0]} is not installed, and in CI no test is skipped.`);
  return found;
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
