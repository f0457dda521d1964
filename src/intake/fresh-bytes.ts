/**
 * Bytes at hand: what was taken in a moment ago is filed now, and need not be read and opened once more. The database holds
 * them already, so they may be forgotten here at any time; another process may have filed them meanwhile.
 */
import { setTimeout as sleep } from 'node:timers/promises';

export interface FreshBytes {
  keep(id: string, raw: Uint8Array): void;
  /** hands the bytes over, once; null: they are to be read from the database. A large letter takes up room until it is `done`. */
  take(id: string): Uint8Array | null;
  /** what was taken is filed, or waits for another try */
  done(id: string): void;
  /** comes when half of the room is free again, but soon: whatever is late in filing, mails are taken in */
  room(): Promise<void>;
}

const KEEP_MS = 30_000;
const PATIENCE_MS = 2_000;

/** @param most bytes kept in all; what does not fit is not kept, but a large one always fits where there is room() */
export function openFreshBytes(most: number, now: () => Date): FreshBytes {
  const kept = new Map<string, { raw: Uint8Array; until: number }>();
  const inWork = new Map<string, number>();
  let bytes = 0;
  let roomy: PromiseWithResolvers<void> | null = null;
  const makeRoom = (size: number) => {
    bytes -= size;
    if (bytes > most / 2) return;
    roomy?.resolve();
    roomy = null;
  };
  const dropStale = () => {
    for (const [id, { raw, until }] of kept) {
      if (until > now().getTime()) return; // the others are younger
      kept.delete(id);
      makeRoom(raw.length);
    }
  };
  return {
    keep(id, raw) {
      dropStale();
      if (bytes + raw.length > most && bytes > most / 2) return;
      kept.set(id, { raw, until: now().getTime() + KEEP_MS });
      bytes += raw.length;
    },
    take(id) {
      const found = kept.get(id);
      if (!found) return null;
      kept.delete(id);
      // Filing holds it in several forms at once: a second one must not come in meanwhile.
      if (found.raw.length > most / 2) inWork.set(id, found.raw.length);
      else makeRoom(found.raw.length);
      return found.raw;
    },
    done(id) {
      makeRoom(inWork.get(id) ?? 0);
      inWork.delete(id);
    },
    async room() {
      if (bytes <= most / 2) return;
      roomy ??= Promise.withResolvers();
      const late = new AbortController();
      await Promise.race([roomy.promise, sleep(PATIENCE_MS, undefined, { signal: late.signal }).catch(() => {})]);
      late.abort();
    },
  };
}
