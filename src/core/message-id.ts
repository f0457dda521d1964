// Message identifiers in one canonical form (RFC 5322 §3.6.4): without angle brackets, without blanks, with "@". Anything else is null:
// an empty or made-up id once joined the mail of strangers into one thread, so there is no "almost an id".

/** RFC 5322 §2.1.1: no line is longer than 998 characters, so no id is. */
const LONGEST_ID = 998;
/** A chain longer than this is cut in the middle: the root and the newest ids are what threading needs. */
const MOST_REFERENCES = 200;

/** @param header the value of Message-ID, folded or not; of several ids the first counts */
export function canonicalMessageId(header: string): string | null {
  return readMessageIds(header)[0] ?? null;
}

/**
 * The ids in a References or In-Reply-To header, in order, each once. In-Reply-To of old programs holds prose around the id.
 * @param header the value, folded or not
 */
export function readMessageIds(header: string): string[] {
  const bracketed = [...header.matchAll(/<([^<>]*)>/g)].map((match) => match[1] ?? '');
  // Only where no brackets are used at all is a bare word taken for an id.
  const candidates = bracketed.length > 0 ? bracketed : header.split(/[\s,]+/);
  const ids = candidates.map((candidate) => candidate.replace(/\s+/g, '')).filter(isMessageId);
  const unique = [...new Set(ids)];
  return unique.length > MOST_REFERENCES ? [...unique.slice(0, 1), ...unique.slice(1 - MOST_REFERENCES)] : unique;
}

function isMessageId(text: string): boolean {
  return (
    text.length <= LONGEST_ID &&
    /^[\x21-\x3B\x3D\x3F-\x7E\u00A1-\uFFFC]+@[\x21-\x3B\x3D\x3F-\x7E\u00A1-\uFFFC]+$/.test(text)
  );
}
