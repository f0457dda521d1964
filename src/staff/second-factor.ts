/**
 * The second factor of every staff member: a code from an app, new every 30 seconds (TOTP, RFC 6238). The clock of the phone
 * may be one step off; a code works once.
 */
import { Secret, TOTP } from 'otpauth';
import { open, seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';

const STEP = 30; // seconds
const ISSUER = 'Suluh';

/** A new secret: 160 random bits in base 32 (RFC 4226 §4). */
export function newSecondFactor(): string {
  return new Secret({ size: 20 }).base32;
}

/** What the QR code says to the app. */
export function enrolmentUri(secret: string, email: string): string {
  return totp(secret, email).toString();
}

/** The code of this moment. */
export function codeAt(secret: string, now: Date): string {
  return totp(secret).generate({ timestamp: now.getTime() });
}

/** The step (30 seconds since 1970) the code belongs to, or null when it belongs to none near now. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const delta = totp(secret).validate({ token, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / STEP) + delta;
}

export function sealSecondFactor(vault: Pick<Vault, 'service'>, staffId: number, secret: string): Buffer {
  return seal(vault.service, 'staff.second_factor_sealed', String(staffId), secret);
}

export function openSecondFactor(vault: Pick<Vault, 'service'>, staffId: number, sealed: Buffer): string {
  return open(vault.service, 'staff.second_factor_sealed', String(staffId), sealed).toString('utf8');
}

function totp(secret: string, label = 'staff'): TOTP {
  return new TOTP({
    issuer: ISSUER,
    label,
    secret: Secret.fromBase32(secret),
    period: STEP,
    digits: 6,
    algorithm: 'SHA1',
  });
}
