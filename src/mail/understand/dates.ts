// The date a sender claims (RFC 5322 §3.3 with its obsolete zones). Order in a case is by arrival; this is shown beside it.

/** @returns ISO 8601 in UTC, or null where the header is missing or makes no sense */
export function readDate(header: string | undefined): string | null {
  if (!header) return null;
  // Comments ("(WIB)") and the two-digit years of RFC 822 §5.1 are beyond Date.
  const plain = header
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const date = new Date(/[+-]\d{4}|\b(?:GMT|UTC|UT|Z|[ECMP][SD]T)\b/i.test(plain) ? plain : `${plain} +0000`);
  const time = date.getTime();
  const isSensible = Number.isFinite(time) && time > Date.UTC(1970, 0, 1) - 86_400_000 && time < Date.UTC(10000, 0, 1);
  return isSensible ? date.toISOString() : null;
}
