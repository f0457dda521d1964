/** The secret in a link or a cookie: 256 random bits, of which we keep the SHA-256 alone. */
import { createHash, randomBytes } from 'node:crypto';

export const newToken = (): string => randomBytes(32).toString('base64url');

export const isToken = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);

export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();
