// What is known of a mail once it has been read: the shape that understanding, threading, filing and `suluh explain` share.
// MailReport is exactly what `explain --json` prints; UnderstoodMail adds what only the intake needs.
// No string in here holds U+0000 or a lone surrogate: both are replaced by U+FFFD, as PostgreSQL stores neither.

import type { CalendarReply } from './calendar-reply.ts';
import type { RiskReading } from './risk/risk-ladder.ts';

/**
 * What sort of mail it is. Only `human` waits for an answer; the others are filed and visible, and never acknowledged.
 * `own_copy` is a mail of this service that came back, `spam_marked` one that a filter on the way marked.
 */
export type MailKind = 'human' | 'auto_reply' | 'bounce' | 'list' | 'calendar' | 'own_copy' | 'spam_marked';

/** One mailbox: the display name decoded (may be ''), the address as written but lower-cased in its domain. */
export interface Address {
  name: string;
  address: string;
}

export interface MailAttachment {
  /** The sender's name for it, without path; '' where there is none. Data, never a path. */
  filename: string;
  /** Sniffed from the bytes where they tell, else as declared. */
  contentType: string;
  /** Bytes after decoding. */
  size: number;
  /** Shown inside the body by its author (Content-Disposition inline, or referred to by cid:). */
  inline: boolean;
  contentId: string | null;
}

/** A delivery status (RFC 3464, or the free text that older servers write). */
export interface BounceReport {
  recipient: string | null;
  /** Enhanced status code of RFC 3463, such as `5.1.1`. */
  status: string | null;
  action: string | null;
  /** true: will not arrive; false: may yet arrive or may be tried later; null: the report does not say. */
  permanent: boolean | null;
  originalMessageId: string | null;
  diagnostic: string | null;
}

/** The original that somebody passed on inside this mail. */
export interface ForwardedMail {
  from: Address | null;
  subject: string | null;
  text: string;
}

/** RFC 8601 verdicts, each a lower-case word such as `pass`, `fail`, `none`; null where it was not checked. */
export interface Authentication {
  /** True only when the header was written by the configured receiving server above the first foreign hop. */
  trusted: boolean;
  spf: string | null;
  dkim: string | null;
  dmarc: string | null;
}

export interface MailReport {
  kind: MailKind;
  subject: string;
  /** Null unless all From headers together name one mailbox; trust it only where fromAmbiguous is false. */
  from: Address | null;
  to: Address[];
  cc: Address[];
  /** The date the sender claims, ISO 8601 in UTC. */
  date: string | null;
  /** Canonical: without angle brackets and blanks, with "@". */
  messageId: string | null;
  inReplyTo: string | null;
  references: string[];
  /** All that can be read; newText, quotedText and signature are pieces of it, cut nowhere else. */
  text: string;
  newText: string;
  quotedText: string;
  signature: string;
  /** Sanitised: runs nothing, asks for nothing. */
  html: string | null;
  attachments: MailAttachment[];
  bounce: BounceReport | null;
  forwarded: ForwardedMail | null;
  authentication: Authentication;
  /** Signs of danger in subject and newText; the spans are places in newText. "none" means only that no rule found any. */
  risk: RiskReading;
  /** Codes such as `from_ambiguous` or `remote_images_blocked:3`; never words of the mail. */
  warnings: string[];
}

export interface UnderstoodMail {
  report: MailReport;
  /** contents[i] are the bytes of report.attachments[i]. */
  contents: Uint8Array[];
  /** Not exactly one From header with exactly one plain address (RFC 5322 §3.6.2 allows more; we join on none of them). */
  fromAmbiguous: boolean;
  replyTo: Address[];
  /** Lower-cased addresses of To, Cc, Delivered-To, X-Original-To and Envelope-To, each once: where a plus-address token may be. */
  recipients: string[];
  listId: string | null;
  /** A calendar's yes or no to an entry that somebody sent. */
  calendarReply: CalendarReply | null;
  /** Written by a machine (RFC 3834 and what is used instead of it): never to be answered by a machine. */
  autoSubmitted: boolean;
}
