// A mark that names a case verifies for that case, that recipient and that installation alone.
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  messageIdIsOurs,
  readReplyAddress,
  replyProofHolds,
  signMessageId,
  signReplyAddress,
} from '../../src/core/reply-token.ts';

const OURS = 'konseling@sekolah.example';
const bytes = (n: number) => fc.uint8Array({ minLength: n, maxLength: n });
const key = bytes(32).map((b) => Buffer.from(b));
const bound = fc.record({
  caseId: fc.uuid(),
  recipient: fc.emailAddress().map((a) => a.toLowerCase()),
});
const code = fc
  .array(fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), { minLength: 6, maxLength: 6 })
  .map((c) => c.join(''));

/** Another character of the alphabet in the same place. */
const flip = (text: string, place: number, by: number) => {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  const at = alphabet.indexOf(text[place]!);
  return text.slice(0, place) + alphabet[(at + 1 + (by % 31)) % 32] + text.slice(place + 1);
};

describe('our Message-ID', () => {
  test('is known again', () => {
    fc.assert(
      fc.property(key, bound, bytes(16), (k, b, random) => {
        const id = signMessageId(k, b, random, 'sekolah.example');
        expect(id).toMatch(/^[0-9a-z]{26}\.[0-9a-z]{16}@sekolah\.example$/);
        expect(messageIdIsOurs(k, b, id)).toBe(true);
      }),
    );
  });

  test('with one character changed is not ours', () => {
    fc.assert(
      fc.property(key, bound, bytes(16), fc.nat(41), fc.nat(), (k, b, random, place, by) => {
        const id = signMessageId(k, b, random, 'sekolah.example');
        expect(messageIdIsOurs(k, b, flip(id, place < 26 ? place : place + 1, by))).toBe(false);
      }),
    );
  });

  test('names no other case, no other recipient, in no other installation', () => {
    fc.assert(
      fc.property(key, key, bound, bound, bytes(16), (k, otherKey, b, other, random) => {
        fc.pre(!k.equals(otherKey) && b.caseId !== other.caseId && b.recipient !== other.recipient);
        const id = signMessageId(k, b, random, 'sekolah.example');
        expect(messageIdIsOurs(k, { ...b, caseId: other.caseId }, id)).toBe(false);
        expect(messageIdIsOurs(k, { ...b, recipient: other.recipient }, id)).toBe(false);
        expect(messageIdIsOurs(otherKey, b, id)).toBe(false);
      }),
    );
  });

  test('whatever a stranger sends is not ours', () => {
    const k = randomBytes(32);
    fc.assert(fc.property(bound, fc.string(), (b, id) => !messageIdIsOurs(k, b, id)));
  });
});

describe('our Reply-To', () => {
  const reply = (k: Buffer, b: { caseId: string; recipient: string }, c: string) => signReplyAddress(k, b, OURS, c);

  test('leads back to the case, also in capitals', () => {
    fc.assert(
      fc.property(key, bound, code, fc.boolean(), (k, b, c, loud) => {
        const address = reply(k, b, c);
        const claim = readReplyAddress(loud ? address.toUpperCase() : address, OURS);
        expect(claim?.code).toBe(c);
        expect(replyProofHolds(k, b, claim!)).toBe(true);
      }),
    );
  });

  test('with one character changed proves nothing', () => {
    fc.assert(
      fc.property(key, bound, code, fc.nat(21), fc.nat(), (k, b, c, n, by) => {
        const place = 'konseling+'.length + (n < 6 ? n : n + 1);
        const claim = readReplyAddress(flip(reply(k, b, c), place, by), OURS);
        expect(claim === null || replyProofHolds(k, b, claim)).toBe(false);
      }),
    );
  });

  test('names no other case, no other recipient, in no other installation', () => {
    fc.assert(
      fc.property(key, key, bound, bound, code, (k, otherKey, b, other, c) => {
        fc.pre(!k.equals(otherKey) && b.caseId !== other.caseId && b.recipient !== other.recipient);
        const claim = readReplyAddress(reply(k, b, c), OURS)!;
        expect(replyProofHolds(k, { ...b, caseId: other.caseId }, claim)).toBe(false);
        expect(replyProofHolds(k, { ...b, recipient: other.recipient }, claim)).toBe(false);
        expect(replyProofHolds(otherKey, b, claim)).toBe(false);
      }),
    );
  });

  test('a Message-ID is no Reply-To: a proof for one use does not serve the other', () => {
    const k = randomBytes(32);
    const b = { caseId: 'case', recipient: 'sari@murid.example' };
    const [, signature] = /\.([0-9a-z]{16})@/.exec(signMessageId(k, b, randomBytes(16), 'sekolah.example'))!;
    expect(replyProofHolds(k, b, { code: 'K7F3QX', proof: signature! })).toBe(false);
  });

  test.each([
    'konseling@sekolah.example',
    'konseling+k7f3qx@sekolah.example',
    'konseling+k7f3qx.short@sekolah.example',
    'lain+k7f3qx.0123456789abcdef@sekolah.example',
    'konseling+k7f3qx.0123456789abcdef@lain.example',
    'nothing',
    '',
  ])('%j is none', (address) => {
    expect(readReplyAddress(address, OURS)).toBeNull();
  });
});
