/**
 * What somebody looks for among all mails. The address of a sender is typed into a form, and from there on only its keyed hash
 * is known; in the address of the page stands that hash, sealed anew each time, so that neither a history nor a log tells of
 * whom was asked.
 */
import { addressIndex } from '../cases/konseli.ts';
import { CannotOpen, open, seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';

const PLACE = 'mail.search';

/** @returns what may stand in a URL */
export const sealSender = (vault: Vault, address: string): string =>
  seal(vault.service, PLACE, 'sender', addressIndex(vault, address.trim())).toString('base64url');

/** @returns the keyed hash of the address; null when it was not sealed here */
export function openSender(vault: Vault, sealed: string): Buffer | null {
  try {
    return open(vault.service, PLACE, 'sender', Buffer.from(sealed, 'base64url'));
  } catch (error) {
    if (error instanceof CannotOpen) return null;
    throw error;
  }
}

/** The days from and to, both included, as moments; what is no day is left out. */
export function daysBetween(from: string, to: string, timeZone: string): { since: Date | null; until: Date | null } {
  const day = (text: string) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? plainDate(text) : null);
  const begins = (date: Temporal.PlainDate | null) =>
    date && new Date(date.toZonedDateTime(timeZone).epochMilliseconds);
  return { since: begins(day(from)), until: begins(day(to)?.add({ days: 1 }) ?? null) };
}

function plainDate(text: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return null;
  }
}
