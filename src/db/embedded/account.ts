// PostgreSQL refuses to run as root, so root hands it to an account that every Linux has.

import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { EmbeddedPostgresProblem } from './problem.ts';

export interface Account {
  uid: number;
  gid: number;
}

/** @returns the account PostgreSQL runs under, or undefined when it may run under our own */
export function unprivilegedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const account = lookUp('postgres') ?? lookUp('nobody');
  if (!account)
    throw new EmbeddedPostgresProblem(
      'PostgreSQL does not run as root, and no account "postgres" or "nobody" was found.',
    );
  return account;
}

/** @returns whether every account can walk to `path`, which must exist: below /root, for one, it cannot */
export function reachableByAll(path: string): boolean {
  const parent = dirname(path);
  return (statSync(path).mode & 0o001) !== 0 && (parent === path || reachableByAll(parent));
}

function lookUp(name: string): Account | undefined {
  try {
    return { uid: idOf('-u', name), gid: idOf('-g', name) };
  } catch {
    return undefined;
  }
}

function idOf(flag: '-u' | '-g', name: string): number {
  return Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
}
