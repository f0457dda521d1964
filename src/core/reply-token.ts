/**
 * The signed marks by which an answer finds its case: in our Message-ID, and in the plus-address of Reply-To. Both are bound
 * to the installation (its token key), the case and the recipient, so that neither another installation's ids nor another
 * konseli's letter can name a case.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'; // Crockford's, lower case: mail programs may fold the case

interface Bound {
  caseId: string;
  /** lower case */
  recipient: string;
}

/**
 * A Message-ID without angle brackets (RFC 5322 §3.6.4): 128 random bits, 80 bits of signature.
 * @param random 16 bytes
 * @param domain of the service's address, so that the id tells nothing about the machine
 */
export function signMessageId(tokenKey: Buffer, bound: Bound, random: Uint8Array, domain: string): string {
  const nonce = base32(random);
  return `${nonce}.${signature(tokenKey, 'message', bound, nonce)}@${domain}`;
}

export function messageIdIsOurs(tokenKey: Buffer, bound: Bound, messageId: string): boolean {
  const [, nonce, signed] = /^([0-9a-z]+)\.([0-9a-z]+)@/.exec(messageId) ?? [];
  if (!nonce || !signed) return false;
  return same(signed, signature(tokenKey, 'message', bound, nonce));
}

/**
 * konseling@sekolah.example → konseling+k7f3qx.9q0…@sekolah.example (RFC 5233 calls the part after + the detail)
 * @param code of the case
 */
export function signReplyAddress(tokenKey: Buffer, bound: Bound, address: string, code: string): string {
  const [local, domain] = splitAddress(address);
  const detail = code.toLowerCase();
  return `${local}+${detail}.${signature(tokenKey, 'reply', bound, detail)}@${domain}`;
}

/** The case code that a plus-address of ours claims, and the proof to check once the case is known. */
export function readReplyAddress(address: string, ours: string): { code: string; proof: string } | null {
  const [local, domain] = splitAddress(ours);
  const [theirLocal, theirDomain] = splitAddress(address.toLowerCase());
  if (theirDomain !== domain || !theirLocal.startsWith(`${local}+`)) return null;
  const [, code, proof] = /^([0-9a-z]{6})\.([0-9a-z]{16})$/.exec(theirLocal.slice(local.length + 1)) ?? [];
  return code && proof ? { code: code.toUpperCase(), proof } : null;
}

export const replyProofHolds = (tokenKey: Buffer, bound: Bound, claim: { code: string; proof: string }): boolean =>
  same(claim.proof, signature(tokenKey, 'reply', bound, claim.code.toLowerCase()));

function signature(tokenKey: Buffer, use: 'message' | 'reply', bound: Bound, nonce: string): string {
  const mac = createHmac('sha256', tokenKey).update([use, bound.caseId, bound.recipient, nonce].join('\x1f')).digest();
  return base32(mac.subarray(0, 10));
}

const same = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

function splitAddress(address: string): [string, string] {
  const at = address.lastIndexOf('@');
  return [address.slice(0, at), address.slice(at + 1)];
}

function base32(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let left = Math.ceil((bytes.length * 8) / 5); left > 0; left--) {
    text = ALPHABET[Number(bits & 31n)] + text;
    bits >>= 5n;
  }
  return text;
}
