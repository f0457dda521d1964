// Makes the finished bytes of one outgoing mail (RFC 5322): plain text, the same text as HTML, to one person. What
// leaves is settled here once; sending again sends these same bytes.
import MailComposer from 'nodemailer/lib/mail-composer';
import { isPlainAddress } from './check-envelope.ts';
import { textToHtml } from './text-to-html.ts';

export interface MailToCompose {
  from: { name: string; address: string };
  to: { name?: string; address: string };
  subject: string;
  text: string;
  /** With angle brackets. */
  messageId: string;
  inReplyTo?: string | null;
  /** Message-IDs of the thread so far, oldest first. Those that are none are left out. */
  references?: string[];
  replyTo?: string | null;
  date: Date;
  /** Language of the text, for the HTML part. */
  lang?: 'id' | 'en';
  /** Written by the program itself: the header says so, so that no robot answers. */
  automatic?: boolean;
  attachments?: { filename: string; contentType: string; content: Buffer }[];
}

export type ComposeRefusal =
  | { refused: 'control_characters'; field: 'from' | 'to' | 'subject' | 'replyTo' | 'filename' | 'text' }
  | { refused: 'bad_address'; field: 'from' | 'to' | 'replyTo' }
  | { refused: 'bad_message_id' };

/**
 * @returns the raw mail with CRLF line ends and 7-bit lines of at most 998 bytes (RFC 5321 §4.5.3.1.6), or why it
 *   cannot be written
 */
export async function composeMail(mail: MailToCompose): Promise<Buffer | ComposeRefusal> {
  const refusal = refuse(mail);
  if (refusal) return refusal;
  const composer = new MailComposer({
    from: mail.from,
    to: { name: mail.to.name ?? '', address: mail.to.address },
    ...(mail.replyTo && { replyTo: { name: mail.from.name, address: mail.replyTo } }),
    subject: mail.subject,
    date: mail.date,
    messageId: mail.messageId,
    ...(mail.inReplyTo && isMessageId(mail.inReplyTo) && { inReplyTo: mail.inReplyTo }),
    references: cutReferences(mail.references ?? []),
    headers: mail.automatic ? automaticHeaders(mail) : {},
    text: mail.text.replace(/\r\n?/g, '\n'),
    encoding: 'quoted-printable', // 7-bit and short lines whatever the words are
    html: textToHtml(mail.text, mail.lang ?? 'id'),
    attachments: (mail.attachments ?? []).map(({ filename, contentType, content }) => ({
      filename,
      contentType,
      content,
      contentTransferEncoding: 'base64',
    })),
    textEncoding: 'quoted-printable',
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'windows',
  });
  return composer.compile().build();
}

function refuse(mail: MailToCompose): ComposeRefusal | undefined {
  const lines = {
    from: mail.from.name + mail.from.address,
    to: (mail.to.name ?? '') + mail.to.address,
    subject: mail.subject,
    replyTo: mail.replyTo ?? '',
    filename: (mail.attachments ?? []).map(({ filename }) => filename).join(),
  };
  for (const [field, value] of Object.entries(lines)) {
    if (CONTROL.test(value)) return { refused: 'control_characters', field: field as keyof typeof lines };
  }
  if (mail.text.includes('\0')) return { refused: 'control_characters', field: 'text' };
  if (!isPlainAddress(mail.from.address)) return { refused: 'bad_address', field: 'from' };
  if (!isPlainAddress(mail.to.address)) return { refused: 'bad_address', field: 'to' };
  if (mail.replyTo && !isPlainAddress(mail.replyTo)) return { refused: 'bad_address', field: 'replyTo' };
  return isMessageId(mail.messageId) ? undefined : { refused: 'bad_message_id' };
}

/** Everything that ends a line somewhere, U+2028 and U+2029 included, and what turns the reading direction around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what it is for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

function isMessageId(text: string): boolean {
  return /^<[^\s<>@]{1,200}@[^\s<>@]{1,200}>$/.test(text) && /^[\x21-\x7e]+$/.test(text);
}

/** The first names the thread, the last ones join what is at hand; a long thread may drop those between (RFC 5537 §3.4.4). */
function cutReferences(references: string[]): string[] {
  const valid = [...new Set(references)].filter(isMessageId);
  return valid.length <= 21 ? valid : [...valid.slice(0, 1), ...valid.slice(-20)];
}

/** The first is the standard (RFC 3834 §5), the other two are what older auto-responders and Exchange look at. */
function automaticHeaders({ inReplyTo }: MailToCompose): Record<string, string> {
  const submitted = inReplyTo ? 'auto-replied' : 'auto-generated';
  return { 'Auto-Submitted': submitted, Precedence: 'auto_reply', 'X-Auto-Response-Suppress': 'All' };
}
