// The files of a cluster: making them, and ending a server that a killed owner may have left on them.

import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.ts';
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
  const passwordFile = join(place.home, 'password');
  if (!isFinished(place)) {
    rmSync(place.cluster, { recursive: true, force: true });
    writePassword(passwordFile, place.account);
    initialise(place, passwordFile);
    writeFileSync(finishedMark(place), '');
  }
  return readFileSync(passwordFile, 'utf8');
}

/** Ends the server that a killed owner left behind. The caller holds the folder's claim, so nobody else uses it. */
export async function endOrphan(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : 0;
  if (!pid || !isTaken(pid)) return;
  if (!isServerOn(cluster, pid)) {
    // After a reboot the number may belong to a stranger, whom PostgreSQL would mistake for its own last server.
    rmSync(pidFile);
    return;
  }
  process.kill(pid, 'SIGINT');
  for (let waited = 0; isServerOn(cluster, pid); waited += 50) {
    if (waited > 20_000) throw new Error(`The PostgreSQL server left from last time (process ${pid}) does not end.`);
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

function writePassword(file: string, account: Account | undefined): void {
  rmSync(file, { force: true });
  writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (account) chownSync(file, account.uid, account.gid);
}

function initialise({ native, home, cluster, account, fast }: ClusterPlace, passwordFile: string): void {
  execFileSync(
    join(native, 'bin', 'initdb'),
    [
      `--pgdata=${cluster}`,
      '--username=suluh',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=icu',
      '--icu-locale=id',
      ...(fast ? ['--no-sync'] : []),
    ],
    { ...account, cwd: home, env: serverEnvironment, stdio: ['ignore', 'ignore', 'pipe'] },
  );
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
