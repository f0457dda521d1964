/** Kills programs at a chosen write of theirs: the lines between them and their servers count, and strike. */
import type { Program } from '../support/service.ts';
import type { TcpProxy } from '../support/tcp-proxy.ts';

export interface WatchedLine {
  proxy: TcpProxy;
  /** whether what the client wrote may change what the server knows, see `changes.ts` */
  changes(chunk: Buffer): boolean;
}

/** @param killAt right after the write of this number, or right before the first write that says this; 0: never */
export function killOnWrite(lines: readonly WatchedLine[], killAt: number | string, programs: readonly Program[]) {
  const count = { writes: 0, killed: false };
  for (const { proxy, changes } of lines)
    proxy.onWrite(
      async ({ from, chunk }) => {
        if (from !== 'client' || count.killed || !changes(chunk)) return;
        count.writes++;
        count.killed = typeof killAt === 'number' ? count.writes === killAt : chunk.includes(killAt);
        if (count.killed) await Promise.all(programs.map((program) => program.kill()));
      },
      typeof killAt === 'number' ? 'after' : 'before',
    );
  return count;
}
