// Delivery reports: which address failed, why, for good or for now, and of which of our mails. First the machine-readable form (RFC 3464),
// then the free text of the servers that do not write it (qmail, Exim, sendmail, Exchange, webmail houses).
import { isPermanentFailure } from '../../core/bounce-reason.ts';
import type { BounceReport } from '../../core/mail-report.ts';
import { canonicalMessageId } from '../../core/message-id.ts';
import { decodeText } from './charsets.ts';
import { decodeTransfer } from './decode-transfer.ts';
import { headerTexts, headerValues, type MimePart, readMime, walkParts } from './read-mime.ts';

/**
 * @param root the whole mail
 * @param text its readable text
 * @returns null for every mail that reports no failure
 */
export function readBounce(root: MimePart, text: string): BounceReport | null {
  const parts = [...walkParts(root)];
  const groups = parts.filter(isDeliveryStatus).flatMap(readStatusGroups);
  const failures = groups.filter(
    (group) => group.has('final-recipient') || group.has('original-recipient') || group.has('action'),
  );
  if (failures.length > 0) return fromStatus(failures, root, parts, text);
  return looksLikeBounce(root, text) ? fromText(root, parts, text) : null;
}

type Fields = Map<string, string>;

/** Also under the names of RFC 6533 and of servers that label it wrongly. */
function isDeliveryStatus(part: MimePart): boolean {
  return part.children.length === 0 && /^(message|text)\/(x-)?(global-)?delivery-status$/.test(part.contentType);
}

/** RFC 3464 §2.1: groups of fields with blank lines between them, the first about the mail, each other about one recipient. */
function readStatusGroups(part: MimePart): Fields[] {
  return decodeText(decodeTransfer(part), null)
    .replace(/\r\n?/g, '\n')
    .split(/\n\s*\n/)
    .map(readFields);
}

function readFields(block: string): Fields {
  const fields: Fields = new Map();
  for (const line of block.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const match = /^\s*([A-Za-z-]+)\s*:\s*(.*)$/.exec(line);
    if (match?.[1] && !fields.has(match[1].toLowerCase())) fields.set(match[1].toLowerCase(), (match[2] ?? '').trim());
  }
  return fields;
}

function fromStatus(groups: Fields[], root: MimePart, parts: MimePart[], text: string): BounceReport | null {
  const failed =
    groups.find((group) => actionOf(group) === 'failed') ??
    groups.find((group) => actionOf(group) === 'delayed') ??
    groups.find((group) => !isSuccess(group));
  // Only good news (RFC 3464 §2.3.3: delivered, relayed, expanded).
  if (!failed) return null;
  const said = failed.get('diagnostic-code') ?? '';
  const diagnostic = withoutType(said) || reportText(text);
  const written = statusIn(failed.get('status') ?? '');
  const recipient = recipientOf(failed) ?? headerAddress(root, 'x-failed-recipients') ?? recipientIn(root, text);
  const status = betterStatus(written, said);
  return {
    recipient,
    status,
    action: actionOf(failed),
    permanent: isPermanentFailure(
      `${withoutType(said)} ${said === '' ? reportText(text) : ''}`,
      status,
      actionOf(failed),
    ),
    originalMessageId: originalId(parts, text),
    diagnostic: clip(diagnostic),
  };
}

function actionOf(group: Fields): string | null {
  // "failed (mailbox full)", "Failed;", "failure"
  const action = /^[a-z]+/.exec((group.get('action') ?? '').toLowerCase())?.[0] ?? null;
  return action === 'failure' || action === 'fail'
    ? 'failed'
    : action === 'expired' || action === 'error'
      ? 'failed'
      : action;
}

function isSuccess(group: Fields): boolean {
  return (
    ['delivered', 'relayed', 'expanded', 'deliverable'].includes(actionOf(group) ?? '') ||
    /^2\./.test(group.get('status') ?? '')
  );
}

/** "rfc822; bu.ani@sekolah.example" (RFC 3464 §2.3.2); what was written to counts before what it became. */
function recipientOf(group: Fields): string | null {
  const address = (name: string) => addressIn(withoutType(group.get(name) ?? ''));
  return address('original-recipient') ?? address('final-recipient') ?? address('x-actual-recipient');
}

function withoutType(value: string): string {
  return value.replace(/^[a-z0-9-]+\s*;\s*/i, '').trim();
}

/** The code in the server's own words is the more exact one when the field says only "5.0.0". */
function betterStatus(written: string | null, said: string): string | null {
  const inWords = statusIn(said);
  return written === null || /\.0\.0$/.test(written) ? (inWords ?? written) : written;
}

function statusIn(text: string): string | null {
  return /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\.\d)/.exec(text)?.[1] ?? null;
}

const DAEMON =
  /mailer[-_. ]?daemon|post[-_.]?master|mail[-_. ]?deliver(?:y|er)?|delivery[-_. ]?(?:system|subsystem|status)|mail[-_. ]?(?:administrator|system|router|gateway)|returned mail|postoffice|mta[-_. ]?(?:daemon)?@|bounce|no-?reply@sns\.amazonaws/i;
const BOUNCE_SUBJECT =
  /undeliver|un-?deliverable|delivery (?:status|failure|has failed|failed|problem|report|notification|error|delayed|incomplete|unsuccessful)|deliver(?:y|ed)? (?:fail|error)|fail(?:ed|ure)(?: mail)? (?:delivery|notice|of delivery|notification)|failure notice|returned (?:mail|to sender|e-?mail)|mail(?: |_)?(?:delivery|system)? ?(?:fail|error|returned|not delivered|could not)|non[- ]?(?:delivery|remis|délivr|recapit)|not delivered|could(?:n'?t| not) be delivered|message (?:not delivered|delivery|status|undeliverable|you sent)|warning: (?:message|could not)|rejected mail|bounced?(?: |$)|error sending|(?:tidak|gagal) (?:dapat )?(?:terkirim|dikirim)|pengiriman gagal|unzustellbar|nicht zustellbar|non remis|échec de (?:remise|la remise)|no entregado|devuelto|nie można dostarczyć|onbestelbaar|配信(?:不能|エラー)|未送達|退信|无法投递|недоставлен|не доставлен|mancato recapito|undelivered|delay(?:ed)? (?:mail|delivery)|permanent (?:delivery )?failure|temporary (?:delivery )?failure|dsn|ndr|could not send/i;
const BOUNCE_TEXT =
  /(?:could|can|was|were|has|have|is|be|been)(?:n'?t| ?not)(?: been| be| able to)? (?:be )?deliver|unable to (?:be )?deliver|undeliver|delivery (?:to|of|has|have|failed|attempts?|status|error|problem|incomplete)|fail(?:ed|ure)[^.]{0,40}(?:deliver|recipient|permanent)|permanent(?:ly)? (?:fatal )?(?:error|fail)|(?:following|these) (?:address|recipient)|error (?:was |while |occurred|delivering)|did not (?:reach|like)|does not like recipient|remote host said|transcript of session|returned (?:to|message|mail)|user unknown|unknown user|no such user|mailbox (?:full|unavailable)|recipient address rejected|rejected (?:by|the|your)|message (?:was|is|has been) (?:not|rejected|refused)|smtp error|invalid (?:user )?address|"notificationType\\?":\\?"Bounce|bouncedRecipients|errors occurred|over quota|tidak (?:dapat|bisa) (?:dikirim|terkirim)|gagal (?:dikirim|terkirim)|konnte nicht zugestellt|n'a pas pu être|no se pudo entregar|以下の|送信でき|届きません|配送/i;

/** No report part: the sender must be a server, and both subject or shape and words must say that something failed. */
function looksLikeBounce(root: MimePart, text: string): boolean {
  const from = headerTexts(root, 'from').join(' ');
  const subject = headerTexts(root, 'subject')[0] ?? '';
  const isReport = root.parameters.get('report-type')?.toLowerCase() === 'delivery-status';
  const isNull = headerValues(root, 'return-path').some((path) => /^<\s*>|mailer-daemon/i.test(path.trim()));
  const isDaemon = DAEMON.test(from) || from.trim() === '' || from.includes('<>');
  const report = reportText(text);
  const saysFailed = BOUNCE_TEXT.test(report);
  if (headerValues(root, 'x-failed-recipients').length > 0) return true;
  if (isReport) return saysFailed || BOUNCE_SUBJECT.test(subject);
  if (!isDaemon && !isNull) return false;
  if (headerValues(root, 'auto-submitted').some((value) => /auto-replied/i.test(value)) && !isDaemon) return false;
  if (isDaemon && saysFailed) return BOUNCE_SUBJECT.test(subject) || recipientIn(root, text) !== null;
  return BOUNCE_SUBJECT.test(subject) && (saysFailed || SMTP_REPLY.test(report));
}

const SMTP_REPLY = /(?:^|[\s>:<-])[45]\d\d[\s-](?:#?[45]\.\d+\.\d+|[A-Z<"'(])/m;

function fromText(root: MimePart, parts: MimePart[], text: string): BounceReport {
  const report = reportText(text);
  const status = statusIn(report);
  return {
    recipient: headerAddress(root, 'x-failed-recipients') ?? recipientIn(root, text),
    status,
    action: DELAY.test(report) ? 'delayed' : 'failed',
    permanent: isPermanentFailure(reasonIn(report), status, DELAY.test(report) ? 'delayed' : null),
    originalMessageId: originalId(parts, text),
    diagnostic: clip(reasonIn(report)),
  };
}

const DELAY =
  /you do not need to resend|do not (?:need to )?resend|no action is required|will (?:continue|keep|be) (?:to )?(?:try|retr)|delivery (?:is |has been |attempts? .{0,40})delayed|warning message only/i;

/** The servers' words about the failure: the lines with a reply code or a reason, else the whole report. */
function reasonIn(report: string): string {
  const lines = report
    .split('\n')
    .filter(
      (line) =>
        SMTP_REPLY.test(line) ||
        /\(#?[45]\.\d+\.\d+\)|error|reason|unknown|full|reject|refus|fail|not found|exist|disabled/i.test(line),
    );
  return lines.length > 0 ? lines.join(' ') : report;
}

const ORIGINAL_STARTS = [
  /^-{2,}\s*(?:below this line|original message|this is a copy|the (?:header|original)|unsent message|returned message|message header|included is|.{0,30}follow|attached message|undelivered message|forwarded message|copy of)/im,
  /^-{3,}.*(?:copy of (?:the|your) message|original message|unsent message|returned message|message header).*$/im,
  /^(?:message headers? follow|original message follows|original message (?:header|text)|the (?:original )?message (?:header|that caused)|the text of your message|your (?:original )?message (?:reads|follows|header)|below is a copy|this is a copy|\*+ original message|received message follows|undelivered message follows|here is (?:a|the) copy|the body of your message)/im,
  /^(?:Received|Return-Path|DKIM-Signature|X-[A-Za-z-]+|Delivered-To|Message-ID|MIME-Version): .+$/im,
];

/** What the server wrote, without the mail it returns. */
function reportText(text: string): string {
  const ends = ORIGINAL_STARTS.map((pattern) => text.search(pattern)).filter((at) => at > 0);
  return text.slice(0, Math.min(20_000, ...ends));
}

const ADDRESS = /[^\s<>()[\]"',;:\\]+@[^\s<>()[\]"',;:\\]+\.[^\s<>()[\]"',;:\\]*[^\s<>()[\]"',;:\\.]/;

function addressIn(text: string): string | null {
  const quoted = /"[^"\s]+"@[^\s<>()[\]"',;:]+/.exec(text)?.[0];
  return quoted ?? ADDRESS.exec(text)?.[0] ?? null;
}

function headerAddress(root: MimePart, name: string): string | null {
  return addressIn(headerTexts(root, name)[0] ?? '');
}

/** Where servers name the address that failed, the surest places first. */
const PLACES = [
  /^\s*<([^<>\s]+@[^<>\s]+)>:?\s*$/m,
  /^\s*<([^<>\s]+@[^<>\s]+)>:/m,
  /rcpt to:\s*<([^<>\s]+@[^<>\s]+)>/i,
  /"emailAddress\\?"\s*:\s*\\?"([^"\\]+)/,
  /^\s*<?([^<>\s,;:]+@[^<>\s,;:]+)>?\s*\.{3}/m,
  /[45]\d\d[\s-](?:[\d.]+ )?<([^<>\s]+@[^<>\s]+)>/,
  /(?:address(?:es)?|recipients?|delivering (?:your )?mail to|deliver(?:y|ed)?(?: \w+)? to|destinataires?|empfänger)[^@\n]{0,60}[:\s]\s*\n*\s*[*•-]?\s*<?([^<>\s,;:()]+@[^<>\s,;:()]+)>?/i,
];

function recipientIn(root: MimePart, text: string): string | null {
  const report = reportText(text);
  const ours = new Set(
    [...headerTexts(root, 'to'), ...headerTexts(root, 'from')].map((value) => addressIn(value)?.toLowerCase()),
  );
  for (const place of PLACES) {
    const address = addressIn(place.exec(report)?.[1] ?? '');
    if (address && !ours.has(address.toLowerCase()) && !DAEMON.test(address)) return address;
  }
  const all = [...report.matchAll(new RegExp(ADDRESS, 'g'))].map((match) => match[0]);
  return all.find((address) => !ours.has(address.toLowerCase()) && !DAEMON.test(address)) ?? null;
}

/** The mail that failed comes back as message/rfc822, as its headers (RFC 6522 §3), or as text below the report. */
function originalId(parts: MimePart[], text: string): string | null {
  for (const part of parts.filter((leaf) =>
    /^(message\/(rfc822|global)|text\/rfc822-headers|message\/partial)/.test(leaf.contentType),
  )) {
    const id = canonicalMessageId(headerValues(readMime(decodeTransfer(part)), 'message-id')[0] ?? '');
    if (id) return id;
  }
  const returned = text.slice(reportText(text).length);
  return canonicalMessageId(/^\s*message-id:\s*(<[^>]+>)/im.exec(returned)?.[1] ?? '');
}

function clip(text: string): string | null {
  const plain = text.replace(/\s+/g, ' ').trim().slice(0, 500).toWellFormed();
  return plain === '' ? null : plain;
}
