// The folder a cluster lives in: where it may be, and that one process at a time has it.

import { createHash } from 'node:crypto';
import { chownSync, existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Account, reachableByAll } from './account.ts';
import { EmbeddedPostgresProblem } from './problem.ts';

/**
 * Makes the folder, for `account`'s eyes only.
 * @returns `wanted`, or a lasting place below /var/tmp when `account` cannot walk to it (a checkout below /root)
 */
export function prepareHome(wanted: string, account: Account | undefined): string {
  mkdirSync(dirname(wanted), { recursive: true });
  const reachable = !account || reachableByAll(dirname(wanted));
  const home = reachable ? wanted : join(placeOfOurOwn(), `data-${shortHash(wanted)}`);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  if (account) chownSync(home, account.uid, account.gid);
  return home;
}

/**
 * A folder below /var/tmp, which any account may reach and a reboot does not empty.
 * Anyone may write there, so a folder that somebody else made first is refused: they could change what we run.
 */
export function placeOfOurOwn(): string {
  const uid = process.getuid?.() ?? 0;
  const place = `/var/tmp/suluh-${uid}`;
  mkdirSync(place, { recursive: true, mode: 0o755 });
  const found = lstatSync(place);
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o022) !== 0)
    throw new EmbeddedPostgresProblem(
      `${place} is not ours alone. Remove it, or set DATABASE_URL to a server of your own.`,
    );
  return place;
}

/**
 * Takes the folder for this process.
 * Node has no file lock of its own; SQLite's is one that the kernel drops when its holder dies, so no process number
 * of a holder long gone can be mistaken for a living one.
 * @returns the function that lets go of the folder
 */
export function claimHome(home: string): () => void {
  const lock = openLock(home);
  if (!lock)
    throw new EmbeddedPostgresProblem(
      `${home} is in use by ${owner(home)}. Stop that first, or set DATA_DIR to another folder.`,
    );
  writeFileSync(ownerFile(home), String(process.pid));
  return () => lock.close();
}

/** Does another process have the folder now? */
export function isClaimed(home: string): boolean {
  const lock = openLock(home);
  lock?.close();
  return !lock;
}

/** A look from `isClaimed` holds the lock for a moment too, so a claim waits a little. */
function openLock(home: string): DatabaseSync | undefined {
  const lock = new DatabaseSync(join(home, 'owner.lock'), { timeout: 200 });
  try {
    lock.exec('begin exclusive');
    return lock;
  } catch {
    lock.close();
    return undefined;
  }
}

/** Only to name the owner to a person; the lock is what counts. */
function ownerFile(home: string): string {
  return join(home, 'owner.pid');
}

function owner(home: string): string {
  return existsSync(ownerFile(home)) ? `process ${readFileSync(ownerFile(home), 'utf8')}` : 'another process';
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
