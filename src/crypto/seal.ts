/**
 * Sealing: AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D §8.2.2). The place a sealed value belongs to (table,
 * column, row) and the key's id are bound in as additional data, so that a row moved elsewhere in the database does not open.
 *
 * Layout of a sealed value: version (1 byte) ‖ nonce (12) ‖ ciphertext ‖ tag (16).
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const VERSION = 1;
const NONCE = 12;
const TAG = 16;
const PIECE = 65_536;

export interface Key {
  /** bound into everything the key seals */
  readonly id: string;
  /** 32 bytes */
  readonly secret: Buffer;
}

/** Where a sealed value lives, e.g. `messages.content`. */
export type Place = `${string}.${string}`;

/** The value did not open: wrong key, wrong place, or changed bytes. Says where, never what. */
export class CannotOpen extends Error {
  constructor(place: Place) {
    super(`a sealed value did not open: ${place}`);
    this.name = 'CannotOpen';
  }
}

/** Seals bytes or text for one place and row. */
export function seal(key: Key, place: Place, row: string, content: Uint8Array | string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key.secret, nonce);
  cipher.setAAD(boundTo(key, place, row));
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const sealed = Buffer.allocUnsafe(1 + NONCE + bytes.length + TAG);
  sealed[0] = VERSION;
  sealed.set(nonce, 1);
  // In pieces, so that a large value is never held twice.
  for (let at = 0; at < bytes.length; at += PIECE)
    sealed.set(cipher.update(bytes.subarray(at, at + PIECE)), 1 + NONCE + at);
  cipher.final();
  sealed.set(cipher.getAuthTag(), sealed.length - TAG);
  return sealed;
}

/** Opens what `seal` made for the same key, place and row; throws `CannotOpen` otherwise. */
export function open(key: Key, place: Place, row: string, sealed: Buffer): Buffer {
  if (sealed.length < 1 + NONCE + TAG || sealed[0] !== VERSION) throw new CannotOpen(place);
  const decipher = createDecipheriv('aes-256-gcm', key.secret, sealed.subarray(1, 1 + NONCE));
  decipher.setAAD(boundTo(key, place, row));
  decipher.setAuthTag(sealed.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE, -TAG)), decipher.final()]);
  } catch {
    throw new CannotOpen(place);
  }
}

/** `open`, as text. */
export const openText = (key: Key, place: Place, row: string, sealed: Buffer): string =>
  open(key, place, row, sealed).toString('utf8');

const boundTo = (key: Key, place: Place, row: string) => Buffer.from(`${place}\x1f${row}\x1f${key.id}`);
