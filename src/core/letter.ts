/** The words of a letter as they are kept, sealed as one piece (column `messages.content_sealed`, JSON). */
import type { Address, Authentication } from './mail-report.ts';

export interface Letter {
  subject: string;
  /** all that can be read */
  text: string;
  /** the pieces of `text`: what is new, what is quoted, how it is signed */
  newText: string;
  quotedText: string;
  signature: string;
  /** sanitised; null for letters of ours and for plain mail */
  html: string | null;
  from: Address | null;
  to: readonly Address[];
  /** where an answer is asked to go, when that is not the sender: shown, never used by itself */
  replyTo: readonly Address[];
  messageId: string | null;
  references: readonly string[];
  /** what the sender's clock said, ISO 8601 */
  claimedDate: string | null;
  authentication: Authentication | null;
  warnings: readonly string[];
}

/**
 * Whether the address of a letter was found to be false. Only DMARC joins the checks of SPF and DKIM to the address a person
 * sees (RFC 7489 §3.1); verdicts of strangers say nothing.
 */
export const senderFailed = (letter: Pick<Letter, 'authentication'> | null): boolean =>
  letter?.authentication?.trusted === true && letter.authentication.dmarc === 'fail';

/** What the list shows of a letter: one line, at most 160 characters. */
export const preview = (letter: Pick<Letter, 'newText' | 'text'>): string =>
  clip((letter.newText.trim() || letter.text.trim()).replace(/\s+/g, ' '), 160);

/** Cuts between characters as a reader sees them, and says that it did. @param most how many characters may stay */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept: string[] = [];
  let length = 0;
  for (const { segment } of characters.segment(text)) {
    length += segment.length;
    // One "character" may carry any number of marks above and below it; sixteen units each are enough for a family of four.
    if (kept.length === most || length > most * 16)
      return `${kept
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
    kept.push(segment);
  }
  return text;
}

const characters = new Intl.Segmenter('id', { granularity: 'grapheme' });
