/**
 * The key file: 32 random bytes that wrap every other key. It lies outside the database and outside its backups;
 * whoever loses it loses every letter, whoever copies it together with the database can read them all.
 *
 * The file holds one line: `suluh-key-1:` and 43 characters of base64url.
 */
import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Key } from './seal.ts';

const LINE = /^suluh-key-1:([A-Za-z0-9_-]{43})\s*$/;

export type KeyFileProblem = 'missing' | 'unreadable' | 'malformed' | 'exists';

export class KeyFileError extends Error {
  readonly problem: KeyFileProblem;
  constructor(problem: KeyFileProblem, path: string) {
    super(sentences[problem](path));
    this.name = 'KeyFileError';
    this.problem = problem;
  }
}

const sentences: Record<KeyFileProblem, (path: string) => string> = {
  missing: (p) =>
    `The key file ${p} is not there. Nothing was started or changed. Put the key file back from its sealed copy; for a new, empty installation make one with: npm run suluh -- create-key ${p}`,
  unreadable: (p) =>
    `The key file ${p} cannot be read by this account. Nothing was started or changed. Give the account the right to read it.`,
  malformed: (p) =>
    `The file ${p} is not a Suluh key file. Nothing was started or changed. Point KEY_FILE to the file that create-key made, or to its sealed copy.`,
  exists: (p) => `There is already a file ${p}. It was left as it is, because it may be a key. Choose another name.`,
};

/**
 * Reads the key that wraps all others.
 * @throws KeyFileError when the file is missing, unreadable or not a key file
 */
export function readKeyFile(path: string): Key {
  if (!existsSync(path)) throw new KeyFileError('missing', path);
  let line: string;
  try {
    line = readFileSync(path, 'utf8');
  } catch {
    throw new KeyFileError('unreadable', path);
  }
  const found = LINE.exec(line);
  if (!found) throw new KeyFileError('malformed', path);
  const master = Buffer.from(found[1]!, 'base64url');
  // The fingerprint names the key in the database without telling anything about it (HKDF, RFC 5869).
  const secret = Buffer.from(hkdfSync('sha256', master, '', 'suluh wrap', 32));
  const id = createHash('sha256').update('suluh fingerprint').update(master).digest('hex').slice(0, 16);
  return { id, secret };
}

/**
 * Makes a new key file, readable by its owner alone.
 * @throws KeyFileError when something is already there
 */
export function createKeyFile(path: string): void {
  if (existsSync(path)) throw new KeyFileError('exists', path);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, `suluh-key-1:${randomBytes(32).toString('base64url')}\n`, { mode: 0o400, flag: 'wx' });
  chmodSync(path, 0o400);
}
