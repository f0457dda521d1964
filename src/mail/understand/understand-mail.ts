// From the bytes of a mail to all that Suluh knows of it. The steps, in order:
//   tree of parts → letter and files → text → new / quoted / signature → safe HTML → delivery report? passed on? machine? → report
// Runs in a worker that may be killed (parse-worker.ts): some libraries below can be made to work for minutes.
import { readCalendarReply } from '../../core/calendar-reply.ts';
import { readForwarded } from '../../core/forwarded.ts';
import { classifyMachineMail } from '../../core/machine-mail.ts';
import type { ForwardedMail, MailReport, UnderstoodMail } from '../../core/mail-report.ts';
import { canonicalMessageId, readMessageIds } from '../../core/message-id.ts';
import { trimReply } from '../../core/quoting.ts';
import { readRiskOfLetter } from '../../core/risk/risk-ladder.ts';
import { readAddresses, readFrom, readRecipients } from './addresses.ts';
import { readAttachments } from './attachments.ts';
import { hasUntrustedVerdict, readAuthentication } from './authentication.ts';
import { type BodyBlock, findBodies, htmlOf, textOf } from './bodies.ts';
import { cleanText } from './charsets.ts';
import { readDate } from './dates.ts';
import { isTooComplex, stripTags } from './html-shape.ts';
import { isTnef, openFiles } from './open-files.ts';
import { readBounce } from './read-bounce.ts';
import { headerTexts, headerValues, type MimePart, readMime, walkParts } from './read-mime.ts';
import { readAnyText, readLeftovers } from './read-plainly.ts';
import { sanitizeHtml } from './sanitize-html.ts';

export interface UnderstandOptions {
  /** How the receiving server signs its Authentication-Results; null: none is trusted. */
  authservId: string | null;
  /** Addresses of this service, lower-cased: mail from them is a copy of ours. */
  ownAddresses: readonly string[];
}

/** @param raw the whole mail as the server gave it */
export async function understandMail(raw: Uint8Array, options: UnderstandOptions): Promise<UnderstoodMail> {
  const root = await readMime(raw);
  const { blocks, attached } = findBodies(root);
  const { files, messages } = await openFiles(attached);
  const embedded = readEmbedded(messages[0]);
  // A mail that only carries another one: then that one is what there is to read.
  const isEmpty = files.every((file) => file.body.length === 0);
  const text = textOf(blocks) || embedded?.text || (isEmpty ? readLeftovers(raw) : '');
  const html = showHtml(blocks);
  const { attachments, contents } = await readAttachments(files, htmlOf(blocks));
  const bounce = readBounce(root, text);
  const { from, ambiguous } = readFrom(root);
  const recipients = readRecipients(root);
  const subject = cleanText(headerTexts(root, 'subject')[0] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  const authentication = readAuthentication(root, options.authservId);
  const calendar = calendarOf(root);
  const machine = classifyMachineMail({
    headers: root.headers
      .map((field) => ({ name: field.name, text: field.value.replace(/\s+/g, ' ').trim() }))
      .map((field) => (field.name === 'subject' ? { ...field, text: subject } : field)),
    contentType: root.contentType,
    reportType: reportTypeOf(root),
    calendarMethod: calendar && methodOf(calendar),
    isBounce: bounce !== null,
    fromAddress: from?.address ?? null,
    ownAddresses: options.ownAddresses,
  });
  const trimmed = trimReply(text);
  const report: MailReport = {
    kind: machine.kind,
    subject,
    from,
    to: readAddresses(root, 'to'),
    cc: readAddresses(root, 'cc'),
    date: readDate(headerValues(root, 'date')[0]),
    messageId: canonicalMessageId(headerValues(root, 'message-id')[0] ?? ''),
    inReplyTo: canonicalMessageId(headerValues(root, 'in-reply-to')[0] ?? ''),
    references: readMessageIds(headerValues(root, 'references').join(' ')),
    text,
    ...trimmed,
    html: html.html,
    attachments,
    bounce,
    forwarded: bounce ? null : (readForwarded({ text, subject, recipients }) ?? embedded),
    authentication,
    risk: readRiskOfLetter({ subject, newText: trimmed.newText }),
    warnings: [
      ...(ambiguous ? ['from_ambiguous'] : []),
      ...(headerValues(root, 'message-id').length === 0 ? ['message_id_missing'] : []),
      ...(hasUntrustedVerdict(root, authentication) ? ['authentication_untrusted'] : []),
      ...html.warnings,
      ...textWarnings(blocks, text),
      ...cryptoWarnings(root, text),
      ...(attached.some(isTnef) ? ['winmail_dat'] : []),
    ],
  };
  return {
    report,
    contents,
    fromAmbiguous: ambiguous,
    replyTo: readAddresses(root, 'reply-to'),
    recipients,
    listId: /<([^<>]+)>/.exec(headerTexts(root, 'list-id')[0] ?? '')?.[1] ?? headerTexts(root, 'list-id')[0] ?? null,
    calendarReply: calendar && readCalendarReply(calendar.body.toString('utf8', 0, 100_000)),
    autoSubmitted: machine.autoSubmitted,
  };
}

/** The first message that came as a part of this one, such as a mail passed on as a file. */
function readEmbedded(message: MimePart | undefined): ForwardedMail | null {
  if (!message) return null;
  return {
    from: readFrom(message).from,
    subject: headerTexts(message, 'subject')[0] ?? null,
    // A message that only holds a message, and so on: the next one is shown as it stands.
    text: textOf(findBodies(message).blocks) || readAnyText([...walkParts(message)]),
  };
}

function showHtml(blocks: BodyBlock[]): { html: string | null; warnings: string[] } {
  const dirty = htmlOf(blocks);
  if (dirty === null) return { html: null, warnings: [] };
  if (isTooComplex(dirty)) return { html: null, warnings: ['html_too_complex'] };
  const safe = sanitizeHtml(dirty);
  return {
    html: safe.html,
    warnings: [
      ...(safe.remoteImages > 0 ? [`remote_images_blocked:${safe.remoteImages}`] : []),
      ...(safe.embeddedImages > 0 ? [`embedded_images:${safe.embeddedImages}`] : []),
    ],
  };
}

function textWarnings(blocks: BodyBlock[], text: string): string[] {
  return [...(text === '' ? ['no_text'] : []), ...(hasTwoStories(blocks) ? ['text_and_html_differ'] : [])];
}

/** S/MIME (RFC 8551 §3.2) and PGP (RFC 3156, or armour in the text) are neither opened nor checked, only said. */
function cryptoWarnings(root: MimePart, text: string): string[] {
  const types = [...walkParts(root)].map((part) =>
    /pkcs7-mime$/.test(part.contentType) && part.parameters.get('smime-type')?.toLowerCase() === 'signed-data'
      ? 'multipart/signed'
      : part.contentType,
  );
  const isEncrypted =
    types.some((type) => type === 'multipart/encrypted' || /pkcs7-mime$|pgp-encrypted$/.test(type)) ||
    /^-----BEGIN PGP MESSAGE-----/m.test(text);
  const isSigned =
    types.some((type) => type === 'multipart/signed' || /pkcs7-signature$|pgp-signature$/.test(type)) ||
    /^-----BEGIN PGP SIGNED MESSAGE-----/m.test(text);
  return [...(isEncrypted ? ['encrypted'] : []), ...(isSigned ? ['signed'] : [])];
}

/** The plain and the HTML form of one letter may say different things; then both are worth a look. */
function hasTwoStories(blocks: BodyBlock[]): boolean {
  return blocks.some(({ plain, html }) => {
    if (plain === null || html === null || plain.trim() === '') return false;
    const [left, right] = [wordsOf(plain), wordsOf(stripTags(html))];
    if (left.size < 5 || right.size < 5) return false;
    const shared = [...left].filter((word) => right.has(word)).length;
    return shared < 0.8 * Math.min(left.size, right.size);
  });
}

function wordsOf(text: string): Set<string> {
  return new Set(
    text
      .slice(0, 50_000)
      .toLowerCase()
      .match(/[\p{L}\d]{3,}/gu) ?? [],
  );
}

function reportTypeOf(root: MimePart): string | null {
  const report = [...walkParts(root)].find((part) => part.contentType === 'multipart/report');
  return report?.parameters.get('report-type')?.toLowerCase() ?? null;
}

/** An invitation is a form of the mail itself (RFC 6047 §2.4); an .ics that somebody attached to a letter is a file. */
const calendarOf = (root: MimePart): MimePart | null =>
  [...walkParts(root)].find((leaf) => leaf.contentType === 'text/calendar' && leaf.disposition !== 'attachment') ??
  null;

function methodOf(part: MimePart): string | null {
  const written = /^METHOD:(\w+)/im.exec(part.body.toString('latin1', 0, 10_000))?.[1];
  return (part.parameters.get('method') ?? written)?.toLowerCase() ?? null;
}
