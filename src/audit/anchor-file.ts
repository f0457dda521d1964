/**
 * The file of anchors, outside the database: one line for each time the head of the record was written down, `seq hash time`.
 * It holds no personal word and may be copied anywhere; the more places, the harder to forge.
 */
import { appendFileSync, chmodSync, closeSync, existsSync, fsyncSync, openSync, readFileSync } from 'node:fs';

export interface Anchor {
  seq: number;
  /** hex */
  hash: string;
}

const LINE = /^(\d{1,15}) ([0-9a-f]{64}) \S+$/;

/** A file that is not there holds no anchors: the first head has not been written down yet. */
export function readAnchorFile(file: string): { anchors: Anchor[]; unreadable: number } {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  const anchors = lines.flatMap(readLine);
  return { anchors, unreadable: lines.length - anchors.length };
}

/** Appends one line and waits for the disk. @throws Error of the file system when the file cannot be written */
export function appendAnchor(file: string, anchor: Anchor, at: Date): void {
  const handle = openSync(file, 'a', 0o600);
  try {
    appendFileSync(handle, `${anchor.seq} ${anchor.hash} ${at.toISOString()}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  chmodSync(file, 0o600);
}

function readLine(line: string): Anchor[] {
  const [, seq, hash] = LINE.exec(line) ?? [];
  return seq && hash ? [{ seq: Number(seq), hash }] : [];
}
