// The second, cheap understanding of a mail that beat the first one: linear work only, no HTML library, no trimming. What can be read is
// shown, marked as not understood; the bytes are kept elsewhere anyway.

import type { UnderstoodMail } from '../../core/mail-report.ts';
import { canonicalMessageId, readMessageIds } from '../../core/message-id.ts';
import { readRiskOfLetter } from '../../core/risk/risk-ladder.ts';
import { readAddresses, readFrom, readRecipients } from './addresses.ts';
import { listAttachments } from './attachments.ts';
import { cleanText, decodeText } from './charsets.ts';
import { readDate } from './dates.ts';
import { stripTags } from './html-shape.ts';
import { headerTexts, headerValues, type MimePart, readMimeHead, walkParts } from './read-mime.ts';

/** Characters of text that are kept; a person reads no more, and the bytes hold the rest. */
const LONGEST_TEXT = 1_000_000;

/**
 * Never throws for what the mail holds.
 * @param raw the whole mail
 * @param root what could be read of its structure: all parts, or the head alone
 */
export function readPlainly(raw: Uint8Array, root: MimePart): UnderstoodMail {
  const leaves = [...walkParts(root)].filter((part) => part.children.length === 0);
  const text = readAnyText(leaves) || readRaw(raw);
  const subject = headerTexts(root, 'subject')[0] ?? '';
  const { from, ambiguous } = readFrom(root);
  const { attachments, contents } = listAttachments(leaves.filter((part) => !isReadable(part)));
  return {
    report: {
      kind: 'human',
      subject,
      from,
      to: readAddresses(root, 'to'),
      cc: readAddresses(root, 'cc'),
      date: readDate(headerValues(root, 'date')[0]),
      messageId: canonicalMessageId(headerValues(root, 'message-id')[0] ?? ''),
      inReplyTo: canonicalMessageId(headerValues(root, 'in-reply-to')[0] ?? ''),
      references: readMessageIds(headerValues(root, 'references').join(' ')),
      text,
      newText: text,
      quotedText: '',
      signature: '',
      html: null,
      attachments,
      bounce: null,
      forwarded: null,
      authentication: { trusted: false, spf: null, dkim: null, dmarc: null },
      risk: readRiskOfLetter({ subject, newText: text }),
      warnings: ['could_not_parse', ...(ambiguous ? ['from_ambiguous'] : [])],
    },
    contents,
    fromAmbiguous: ambiguous,
    replyTo: readAddresses(root, 'reply-to'),
    recipients: readRecipients(root),
    listId: headerTexts(root, 'list-id')[0] ?? null,
    calendarReply: null,
    // Nobody knows what it is: no machine answers it.
    autoSubmitted: true,
  };
}

function isReadable(part: MimePart): boolean {
  return /^(text\/(plain|html|enriched)|message\/)/.test(part.contentType) && part.disposition !== 'attachment';
}

/** The text of all leaves that hold any, messages unopened with their headers; '' where there is none. */
export function readAnyText(leaves: MimePart[]): string {
  const pieces: string[] = [];
  let length = 0;
  for (const part of leaves.filter(isReadable)) {
    const text = decodeText(part.body.subarray(0, LONGEST_TEXT), part.parameters.get('charset') ?? null);
    const plain = part.contentType === 'text/html' || /^\s*</.test(text) ? stripTags(text) : text.trim();
    if (plain !== '') pieces.push(plain);
    length += plain.length;
    if (length > LONGEST_TEXT) break;
  }
  return pieces.join('\n\n').slice(0, LONGEST_TEXT).toWellFormed();
}

/**
 * For a mail that seems to hold nothing: words before, between or behind its parts, where MIME says that nobody needs to look (RFC 2046
 * §5.1.1). Boundaries, headers of parts and what programs put there for each other are left out.
 * @returns '' unless two words stand side by side, which no empty letter and no coded one has
 */
export function readLeftovers(raw: Uint8Array): string {
  const body = decodeText(readMimeHead(raw).body.subarray(0, 100_000), null).replace(/\r\n?/g, '\n');
  const text = stripTags(
    body
      .replace(/^[\w-]+:.*(?:\n[ \t].*)*$/gm, '')
      .replace(/^--.*$/gm, '')
      .replace(/^.*multi-?part (?:mime )?message.*$/gim, ''),
  );
  return /\p{L}{2,}[ \t]+\p{L}{2,}/u.test(text) ? text : '';
}

/** Better the bare bytes than nothing. */
function readRaw(raw: Uint8Array): string {
  return cleanText(decodeText(raw.subarray(0, 100_000), null)).trim();
}
