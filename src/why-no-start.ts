/** Why the program cannot start, as it is printed: a sentence where a person can put it right; anything else keeps its trace. */
import { ConfigError } from './config.ts';
import { KeyFileError } from './crypto/key-file.ts';
import { WrongKeyFile } from './crypto/vault.ts';
import { CannotUseDatabase } from './db/database-problem.ts';
import { EmbeddedPostgresProblem } from './db/embedded/problem.ts';

const theirs = [ConfigError, KeyFileError, WrongKeyFile, CannotUseDatabase, EmbeddedPostgresProblem];

export function whyNoStart(error: unknown): unknown {
  if (theirs.some((kind) => error instanceof kind)) return (error as Error).message;
  return notWritable(error) ?? error;
}

/** A folder that this account may not write to, or a disk that is full or read-only. */
function notWritable(error: unknown): string | null {
  const { code, path } = error as { code?: string; path?: string };
  const reason = code ? reasons[code] : undefined;
  if (!reason || !path) return null;
  return `${path} cannot be written: ${reason}. Nothing was started. Put that right, or set DATA_DIR to another folder.`;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this account may not write there',
  EPERM: 'this account may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'part of the path is a file, not a folder',
};
