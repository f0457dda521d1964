/** Passwords: argon2id (RFC 9106) at the OWASP minimum of 19 MiB and two passes, kept as a PHC string. */
import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const MEMORY = 19_456; // KiB
const PASSES = 2;
const LANES = 1;
const LENGTH = 32; // bytes

const derive = promisify<'argon2id', Argon2Parameters, Buffer>(argon2);

/** @returns a PHC string, `$argon2id$v=19$m=19456,t=2,p=1$salt$hash` */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive('argon2id', parametersFor(password, salt, MEMORY, PASSES, LANES, LENGTH));
  return `$argon2id$v=19$m=${MEMORY},t=${PASSES},p=${LANES}$${base64(salt)}$${base64(hash)}`;
}

/**
 * Whether the password is the one that was hashed. Does the same work when there is no hash, so that the time of the answer
 * does not tell who has an account.
 * @throws for a string that is no argon2id hash
 */
export async function verifyPassword(phc: string | null, password: string): Promise<boolean> {
  const { memory, passes, lanes, salt, hash } = parse(phc ?? nobody);
  const given = await derive('argon2id', parametersFor(password, salt, memory, passes, lanes, hash.length));
  return timingSafeEqual(given, hash) && phc !== null;
}

/** The hash of no password: 32 random bytes that nothing is derived to. */
const nobody = `$argon2id$v=19$m=${MEMORY},t=${PASSES},p=${LANES}$${base64(randomBytes(16))}$${base64(randomBytes(LENGTH))}`;

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

function parse(phc: string) {
  const [, memory, passes, lanes, salt, hash] = PHC.exec(phc) ?? [];
  if (!salt || !hash) throw new Error('a stored password is not an argon2id hash');
  return {
    memory: Number(memory),
    passes: Number(passes),
    lanes: Number(lanes),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

function parametersFor(
  password: string,
  nonce: Buffer,
  memory: number,
  passes: number,
  parallelism: number,
  tagLength: number,
): Argon2Parameters {
  // The same letters typed on different keyboards are the same password (RFC 8265 §4.2.2 uses a Unicode normal form too).
  return { message: password.normalize('NFKC'), nonce, parallelism, tagLength, memory, passes };
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
