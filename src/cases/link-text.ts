/**
 * Text of strangers, cut into pieces for the page: plain stretches and links. The template escapes every piece, so nothing in
 * a letter can become markup. A link says where it really leads, because its text may lie (`https://bank.example@evil.example`).
 */
export interface TextPiece {
  text: string;
  /** null: plain text */
  href: string | null;
  /** the host as a browser would ask for it, in ASCII; null for mail addresses and plain text */
  host: string | null;
}

/** More links than anybody writes by hand; what follows stays text. */
const MOST_LINKS = 200;
const LINK = /(?:https?:\/\/|mailto:)[^\s<>"'`\\]{1,2000}/giu;
const SENTENCE_END = /[.,;:!?)\]}…]+$/u;

export function linkText(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  let links = 0;
  for (const found of text.matchAll(LINK)) {
    if (links === MOST_LINKS) break;
    const written = found[0].replace(SENTENCE_END, '');
    const link = readLink(written);
    if (!link) continue;
    links++;
    if (found.index > from) pieces.push(plain(text.slice(from, found.index)));
    pieces.push({ text: showHidden(written), ...link });
    from = found.index + written.length;
  }
  if (from < text.length) pieces.push(plain(text.slice(from)));
  return pieces;
}

const plain = (text: string): TextPiece => ({ text: showHidden(text), href: null, host: null });

function readLink(written: string): { href: string; host: string | null } | null {
  if (!URL.canParse(written)) return null;
  const url = new URL(written);
  if (url.protocol === 'mailto:') return { href: url.href, host: null };
  return url.protocol === 'http:' || url.protocol === 'https:' ? { href: url.href, host: url.host } : null;
}

/** Signs that turn the direction of writing or have no width: they hide words, or make a file's name lie about its kind. */
const HIDDEN = /[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/gu;

/** The text with signs that cannot be seen made visible, as `⟨202E⟩`. */
export const showHidden = (text: string): string =>
  text.replace(HIDDEN, (sign) => `⟨${sign.codePointAt(0)!.toString(16).toUpperCase()}⟩`);
