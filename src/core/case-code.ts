/** The six letters by which people name a case, K7F3QX: Crockford's base 32, which has no I, L, O or U to misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** @param random 6 bytes; five bits of each are used */
export const caseCode = (random: Uint8Array): string =>
  [...random.subarray(0, 6)].map((byte) => ALPHABET[byte & 31]).join('');

/** What a person typed, as a code: blanks and hyphens go, small letters and the misread ones are put right. */
export function readCaseCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{6}$/.test(code) ? code : null;
}
