/**
 * What a person had written when the session ended: it goes, sealed, with the sign-in page and comes back with it. It is kept
 * as a draft after that, never sent. Only this program can open it, and only for half an hour.
 */
import { CannotOpen, open, seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';

const GOOD_FOR = 30 * 60_000;

export interface CarriedText {
  /** whose session had ended; null: not known */
  staffId: number | null;
  /** the path the form was sent to */
  path: string;
  fields: Record<string, string>;
}

export function sealCarried(vault: Pick<Vault, 'service'>, carried: CarriedText, now: Date): string {
  const content = JSON.stringify({ ...carried, sealedAt: now.getTime() });
  return seal(vault.service, 'form.carried', '', content).toString('base64url');
}

/** @returns null for anything that was not sealed here within the last half hour */
export function openCarried(vault: Pick<Vault, 'service'>, sealed: string, now: Date): CarriedText | null {
  try {
    const content = open(vault.service, 'form.carried', '', Buffer.from(sealed, 'base64url')).toString('utf8');
    const { sealedAt, ...carried } = JSON.parse(content) as CarriedText & { sealedAt: number };
    return now.getTime() - sealedAt <= GOOD_FOR ? carried : null;
  } catch (error) {
    if (error instanceof CannotOpen) return null;
    throw error;
  }
}
