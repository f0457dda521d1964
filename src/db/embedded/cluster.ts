// The files of a cluster: making them, and ending a server that a killed owner may have left on them.

import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.ts';
import { EmbeddedPostgresProblem } from './problem.ts';
import { serverEnvironment } from './server.ts';

interface ClusterPlace {
  native: string;
  home: string;
  cluster: string;
  account: Account | undefined;
  fast: boolean;
}

/**
 * Makes the cluster unless it is there.
 * @returns the password of the one database account, `suluh`
 */
export function createCluster(place: ClusterPlace): string {
  if (!isFinished(place)) {
    rmSync(place.cluster, { recursive: true, force: true });
    writePassword(place.home, place.account);
    initialise(place);
    writeFileSync(finishedMark(place), '');
  }
  return readPassword(place.home);
}

export function readPassword(home: string): string {
  return readFileSync(passwordFile(home), 'utf8');
}

/** @returns the port of the server that runs on the cluster now; undefined while there is none */
export function runningPort(cluster: string): number | undefined {
  return Number(readPidFile(cluster)[3]) || undefined;
}

/** Ends the server that a killed owner left behind. The caller holds the folder's claim, so nobody else uses it. */
export async function endOrphan(cluster: string): Promise<void> {
  const pid = Number(readPidFile(cluster)[0]);
  if (!pid || !isTaken(pid)) return;
  if (!isServerOn(cluster, pid)) {
    // After a reboot the number may belong to a stranger, whom PostgreSQL would mistake for its own last server.
    rmSync(pidFile(cluster));
    return;
  }
  process.kill(pid, 'SIGINT');
  for (let waited = 0; isServerOn(cluster, pid); waited += 50) {
    if (waited > 20_000)
      throw new EmbeddedPostgresProblem(`The PostgreSQL server left from last time (process ${pid}) does not end.`);
    await sleep(50);
  }
}

function isFinished(place: ClusterPlace): boolean {
  return existsSync(finishedMark(place)) && existsSync(join(place.cluster, 'PG_VERSION'));
}

/** PG_VERSION is among the first files that initdb writes, so it does not tell a whole cluster from a half-made one. */
function finishedMark(place: ClusterPlace): string {
  return join(place.home, 'cluster.made');
}

function passwordFile(home: string): string {
  return join(home, 'password');
}

function writePassword(home: string, account: Account | undefined): void {
  const file = passwordFile(home);
  rmSync(file, { force: true });
  writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (account) chownSync(file, account.uid, account.gid);
}

function initialise({ native, home, cluster, account, fast }: ClusterPlace): void {
  execFileSync(
    join(native, 'bin', 'initdb'),
    [
      `--pgdata=${cluster}`,
      '--username=suluh',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile(home)}`,
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=icu',
      '--icu-locale=id',
      ...(fast ? ['--no-sync'] : []),
    ],
    { ...account, cwd: home, env: serverEnvironment, stdio: ['ignore', 'ignore', 'pipe'] },
  );
}

/** Its lines: process number, folder, start, port, … (PostgreSQL's miscadmin.h, LOCK_FILE_LINE_*). */
function readPidFile(cluster: string): string[] {
  return existsSync(pidFile(cluster)) ? readFileSync(pidFile(cluster), 'utf8').split('\n') : [];
}

function pidFile(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}

function isTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function isServerOn(cluster: string, pid: number): boolean {
  try {
    return commandLine(pid).includes(cluster);
  } catch {
    return false; // it ended between two looks
  }
}

function commandLine(pid: number): string {
  if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
}
