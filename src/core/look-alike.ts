/**
 * Whether an address may be read as another one: letters that look like Latin ones among Latin letters or instead of them
 * (UTS #39 §4 and §5), or a domain written in the encoding for such letters (RFC 5890 §2.3.2.1).
 */
export function mayLookLikeAnother(address: string): boolean {
  return address.normalize('NFKC').split(/[@.]/u).some(deceives);
}

function deceives(part: string): boolean {
  if (/^xn--/iu.test(part)) return true;
  return /\p{Script=Latin}/u.test(part) ? FOREIGN.test(part) : LOOKS_LATIN.test(part);
}

/** A letter of another script; digits and signs belong to all of them. */
const FOREIGN = /(?!\p{Script=Latin}|\p{Script=Common}|\p{Script=Inherited})\p{L}/u;

/** The small Cyrillic and Greek letters that most typefaces draw like Latin ones. */
const LOOKS_LATIN = /^(?=.*\p{L})[асеорхуіјѕһԁԛԝкмтвнгαοινρυκχ\d_+-]+$/iu;
