// Delivery reports: which address failed, why, for good or for now, and of which of our mails. First the machine-readable form (RFC 3464),
// then the free text of the servers that do not write it (qmail, Exim, sendmail, Exchange, webmail houses).
import { isPermanentFailure, type Refusal } from '../../core/bounce-reason.ts';
import type { BounceReport } from '../../core/mail-report.ts';
import { canonicalMessageId } from '../../core/message-id.ts';
import { decodeText } from './charsets.ts';
import { headerTexts, headerValues, type MimePart, readMimeHead, walkParts } from './read-mime.ts';

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
  if (failures.length > 0) return fromStatus(failures, root, readReturned(parts), text);
  return looksLikeBounce(root, parts, text) ? fromText(root, readReturned(parts), text) : null;
}

type Fields = Map<string, string>;

/** Also under the names of RFC 6533 and of servers that label it wrongly. */
function isDeliveryStatus(part: MimePart): boolean {
  return part.children.length === 0 && /^(message|text)\/(x-)?(global-)?delivery-status$/.test(part.contentType);
}

/** RFC 3464 §2.1: groups of fields with blank lines between them, the first about the mail, each other about one recipient. */
function readStatusGroups(part: MimePart): Fields[] {
  return decodeText(part.body, null)
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

function fromStatus(groups: Fields[], root: MimePart, returned: MimePart[], text: string): BounceReport | null {
  const failed =
    groups.find((group) => actionOf(group) === 'failed') ??
    groups.find((group) => actionOf(group) === 'delayed') ??
    groups.find((group) => !isSuccess(group));
  // Only good news (RFC 3464 §2.3.3: delivered, relayed, expanded).
  if (!failed) return null;
  const written = statusIn(failed.get('status') ?? '');
  const action = actionOf(failed);
  const recipient =
    recipientOf(failed) ??
    headerAddress(root, 'x-failed-recipients') ??
    recipientIn(root, text) ??
    originalRecipient(returned);
  const said = withoutType(failed.get('diagnostic-code') ?? '') || reasonBeside(written, text, recipient);
  const status = betterStatus(written, said);
  return {
    recipient,
    status,
    action,
    permanent: isPermanentFailure({
      said: `${said} ${commentIn(failed.get('status') ?? '')}`,
      status,
      action,
      refused: refusedStep(reportText(text)),
    }),
    originalMessageId: originalId(returned, text),
    diagnostic: clip(said || reportText(text)),
  };
}

/** "5.2.1 (mailbox disabled, not accepting messages)": RFC 3464 §2.3.4 lets a server say in brackets what it means. */
function commentIn(status: string): string {
  return /\(.*\)/.exec(status)?.[0] ?? '';
}

/** Without a diagnostic the text may tell more than a vague status does; beside an exact one it is only ceremony. */
function reasonBeside(status: string | null, text: string, recipient: string | null): string {
  const about = aboutRecipient(reportText(text), recipient);
  return SMTP_REPLY.test(about) || status === null || status.endsWith('.0.0') ? reasonIn(about) : '';
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

/** "rfc822; bu.ani@sekolah.example" (RFC 3464 §2.3.2); the mailbox that failed, not what once led to it. */
function recipientOf(group: Fields): string | null {
  const address = (name: string) => addressIn(withoutType(group.get(name) ?? ''));
  return address('final-recipient') ?? address('original-recipient') ?? address('x-actual-recipient');
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
  /undeliver|un-?deliverable|delivery (?:status|failure|has failed|failed|problem|report|notification|error|delayed|incomplete|unsuccessful)|deliver(?:y|ed)? (?:fail|error)|fail(?:ed|ure)(?: mail)? (?:delivery|notice|of delivery|notification)|failure notice|returned (?:mail|to sender|e-?mail)|mail(?: |_)?(?:delivery|system)? ?(?:fail|error|returned|not delivered|could not)|non[- ]?(?:delivery|remis|délivr|recapit)|not delivered|could(?:n'?t| not) be delivered|message (?:not delivered|delivery|status|undeliverable|you sent)|warning: (?:message|could not)|rejected mail|bounced?(?: |$)|error sending|(?:tidak|gagal) (?:dapat )?(?:terkirim|dikirim)|pengiriman gagal|unzustellbar|nicht zustellbar|non remis|échec de (?:remise|la remise)|no entregado|devuelto|nie można dostarczyć|onbestelbaar|配信(?:不能|エラー)|未送達|退信|无法投递|未传递|無法傳遞|недоставлен|не доставлен|не удается доставить|mancato recapito|non recapitabile|tidak terkirim|tidak dapat (?:dikirim|diantar)|tidak dapat dihantar|teslim edilemedi|niedostarczon|não é possível entregar|não entregue|falha na entrega|no se puede entregar|entrega fallida|olevereret|kan ikke leveres|kunde inte levereras|ei voitu toimittaa|nedoručiteln|kézbesíthetetlen|nelivrat|배달되지|전달되지|반송|không (?:thể )?gửi được|không gửi được|ส่งไม่ได้|ไม่สามารถส่ง|لم يتم التسليم|تعذر تسليم|ανεπίδοτ|undelivered|delay(?:ed)? (?:mail|delivery)|permanent (?:delivery )?failure|temporary (?:delivery )?failure|dsn|ndr|could not send/i;
const BOUNCE_TEXT =
  /(?:could|can|was|were|has|have|is|be|been)(?:n'?t| ?not)(?: been| be| able to)? (?:be )?deliver|unable to (?:be )?deliver|undeliver|delivery (?:to|of|has|have|failed|attempts?|status|error|problem|incomplete)|fail(?:ed|ure)[^.]{0,40}(?:deliver|recipient|permanent)|permanent(?:ly)? (?:fatal )?(?:error|fail)|(?:following|these) (?:address|recipient)|error (?:has )?(?:was |while |occurred|delivering)|did not (?:reach|like)|does not like recipient|remote host said|transcript of session|returned (?:to|message|mail)|user unknown|unknown user|no such user|mailbox (?:full|unavailable)|recipient address rejected|rejected (?:by|the|your)|message (?:was|is|has been) (?:not|rejected|refused)|smtp error|invalid (?:user )?address|"notificationType\\?":\\?"Bounce|bouncedRecipients|errors occurred|over quota|tidak (?:dapat|bisa) (?:dikirim|terkirim)|gagal (?:dikirim|terkirim)|konnte nicht zugestellt|n'a pas pu être|no se pudo entregar|以下の|送信でき|届きません|配送|не может быть доставлен|не удалось (?:выполнить )?доставк|impossibile recapitare|falha na entrega|no se ha podido entregar|teslim edilemedi|nie można dostarczyć|nie dostarczono|未能向|无法送达|被退回|tidak terkirim|não (?:foi|pôde ser) entreg|bezorging .{0,60}mislukt|kon niet (?:worden )?(?:afgeleverd|bezorgd)|kunde inte levereras|kunne ikke leveres/i;

/** No report part: the sender must be a server, and both subject or shape and words must say that something failed. */
function looksLikeBounce(root: MimePart, parts: MimePart[], text: string): boolean {
  if (headerValues(root, 'x-failed-recipients').length > 0) return true;
  const subject = headerTexts(root, 'subject')[0] ?? '';
  const report = reportText(text);
  const saysFailed = BOUNCE_TEXT.test(report);
  const isFailureSubject = BOUNCE_SUBJECT.test(subject) && !/success/i.test(subject);
  if (root.parameters.get('report-type')?.toLowerCase() === 'delivery-status') return saysFailed || isFailureSubject;
  const from = headerTexts(root, 'from').join(' ');
  if (DAEMON.test(from) || from.trim() === '' || from.includes('<>'))
    return isFailureSubject || (saysFailed && recipientIn(root, text) !== null);
  // A nameless sender must bring the mail back with it, or show a server's reply.
  const isNameless =
    headerValues(root, 'return-path').some((path) => /^<\s*>|mailer-daemon/i.test(path)) || /no-?reply@/i.test(from);
  const bringsBack = parts.some(
    (part) => part.contentType === 'message/rfc822' || part.contentType === 'text/rfc822-headers',
  );
  return (
    isNameless &&
    ((saysFailed && bringsBack && recipientIn(root, text) !== null) ||
      (isFailureSubject && (saysFailed || SMTP_REPLY.test(report))))
  );
}

const SMTP_REPLY = /(?:^|[\s>:<-])[45]\d\d[\s-]+(?:#?[45]\.\d+\.\d+|[A-Z<"'(])/m;

function fromText(root: MimePart, returned: MimePart[], text: string): BounceReport {
  const report = reportText(text);
  const recipient =
    headerAddress(root, 'x-failed-recipients') ?? recipientIn(root, text) ?? originalRecipient(returned);
  const about = aboutRecipient(report, recipient);
  const status = statusIn(about);
  const action = DELAY.test(report) ? 'delayed' : 'failed';
  const reason = reasonIn(about);
  return {
    recipient,
    status,
    action,
    permanent: isPermanentFailure({ said: reason, status, action, refused: refusedStep(about) ?? refusedStep(report) }),
    originalMessageId: originalId(returned, text),
    diagnostic: clip(reason),
  };
}

/** The step of the dialogue (RFC 5321 §3.3) that the report names; "state 14" is Gmail's number for it. */
function refusedStep(report: string): Refusal['refused'] {
  if (/in reply to end of data|after (?:end of )?data\b|smtp command\s*\n\s*data\b|\(state 1[5-9]\)/i.test(report))
    return 'content';
  return /in reply to rcpt|after rcpt|>>> rcpt|rcpt_to|rcpt to(?: command|\s*[:<])|does not like recipient|\(state 1[34]\)/i.test(
    report,
  )
    ? 'recipient'
    : null;
}

/** Of a report about several addresses, what is said about this one. */
function aboutRecipient(report: string, recipient: string | null): string {
  const named = recipient === null ? -1 : report.indexOf(recipient);
  if (recipient === null || named < 0) return report;
  const [first = '', ...others] = report.slice(report.lastIndexOf('\n', named) + 1).split('\n');
  const end = others.findIndex(
    (line) => /^\s*<?[^\s<>:]+@[^\s<>:]+>?(?::|\s*$)/.test(line) && !line.includes(recipient),
  );
  const about = [first, ...(end < 0 ? others : others.slice(0, end))].join('\n');
  // Some reports give the reason before the address.
  return SMTP_REPLY.test(report) && !SMTP_REPLY.test(about) ? report : about;
}

const DELAY =
  /you do not need to resend|do not (?:need to )?resend|no action is required|will (?:continue|keep|be) (?:to )?(?:try|retr)|delivery (?:is |has been |attempts? .{0,40})delayed|warning message only/i;

/** The server's own words: from its first reply code to the end of the paragraph, else the paragraphs that speak of a reason, else everything. */
function reasonIn(report: string): string {
  const reply = /(?:^|[\s:>(<"])[45]\d\d[- ](?:#?[45]\.\d+\.\d+|[^\d\s])/m.exec(report);
  if (reply)
    return (
      report
        .slice(reply.index, reply.index + 400)
        .trimStart()
        .split(/\n\s*\n|\n(?=.*\b[245]\d\d[- ])/)[0] ?? ''
    ).trim();
  const paragraphs = report.split(/\n\s*\n/).filter((paragraph) => REASON.test(paragraph));
  return paragraphs.length > 0 ? paragraphs.join(' ') : report;
}

const REASON =
  /reason|unknown|full|reject|refus|not found|exist|disabled|exceed|no such|invalid|no smtp|\(#[45]\.|diagnostic/i;

const ORIGINAL_STARTS = [
  /^-{2,}\s*(?:below this line|original message|this is a copy|the (?:header|original)|unsent message|returned message|message header|included is|.{0,30}follows?\b|attached message|undelivered message|forwarded message|copy of)/im,
  /^---.*(?:copy of (?:the|your) message|original message|unsent message|returned message|message header).*$/im,
  /^(?:message headers? follow|original message follows|original message (?:header|text)|the (?:original )?message (?:header|that caused)|the text of your message|your (?:original )?message (?:reads|follows|header)|below is a copy|this is a copy|\*+ original message|received message follows|undelivered message follows|here is (?:a|the) copy|the body of your message)/im,
  /^(?:Received|Return-Path|DKIM-Signature|X-[A-Za-z-]+|Delivered-To|Message-ID|MIME-Version): .+$/im,
];

/** What the server wrote, without the mail it returns. */
function reportText(text: string): string {
  const start = text.slice(0, LONGEST_REPORT);
  const ends = ORIGINAL_STARTS.map((pattern) => start.search(pattern)).filter((at) => at > 0);
  return start.slice(0, Math.min(...ends, LONGEST_REPORT));
}

/** No server needs more words than this. */
const LONGEST_REPORT = 20_000;

/** Bounded as RFC 5321 §4.5.3.1 bounds them, twice as wide: each "@" of a long line could else be tried from each letter before it. */
const ADDRESS = /[^\s<>()[\]"',;:\\]{1,128}@[\p{L}\p{N}-]{1,64}(?:\.[\p{L}\p{N}-]{1,64})+/u;

function addressIn(text: string): string | null {
  const quoted = /"[^"\s]+"@[^\s<>()[\]"',;:]+/.exec(text)?.[0];
  return quoted ?? ADDRESS.exec(text)?.[0] ?? null;
}

function headerAddress(root: MimePart, name: string): string | null {
  return addressIn(headerTexts(root, name)[0] ?? '');
}

/** Where servers name the address that failed, the surest places first. */
const PLACES = [
  /final-recipient:[ \t]*rfc822;[ \t]*<?([^\s<>]+)/i,
  /"emailAddress\\?"\s{0,9}:\s{0,9}\\?"([^"\\]+)/,
  /^[ \t]*<([^<>\s]{1,128}@[^<>\s]+)>:?[ \t]*$/m,
  /^[ \t]*<([^<>\s]{1,128}@[^<>\s]+)>:/m,
  /(?:rcpt to:[ \t]*|[45]\d\d[\s-](?:[\d.]+ )?)<([^<>\s]{1,128}@[^<>\s]+)>/i,
  /^[ \t]*<?([^<>\s,;:]{1,128}@[^<>\s,;:]{1,255}?)>?[ \t]*\.{3}/m,
  /(?:address(?:es)?|recipients?|delivering (?:your )?mail to|deliver(?:y|ed)?(?: \w+)? to|destinataires?|empfänger)[^@\n]{0,60}[:\s][\s*•-]{0,40}<?([^<>\s,;:()]{1,128}@[^<>\s,;:()]+)>?/i,
];

function recipientIn(root: MimePart, text: string): string | null {
  const report = reportText(text);
  const ours = new Set(
    [...headerTexts(root, 'to'), ...headerTexts(root, 'from')].map((value) => addressIn(value)?.toLowerCase()),
  );
  const placed = PLACES.map((place) => addressIn(place.exec(report)?.[1] ?? '')).filter(
    (address) => address !== null && !/mailer-daemon/i.test(address),
  );
  const others = placed.find((address) => address !== null && !ours.has(address.toLowerCase()));
  if (others) return others;
  const all = [...report.matchAll(new RegExp(ADDRESS, 'gu'))].map((match) => match[0]);
  return all.find((address) => !ours.has(address.toLowerCase()) && !DAEMON.test(address)) ?? placed[0] ?? null;
}

const RETURNED = /^(message\/(rfc822|global|partial)|text\/rfc822-headers)/;

/** The heads of the mails that failed: they come back as message/rfc822, or as their headers alone (RFC 6522 §3). */
function readReturned(parts: MimePart[]): MimePart[] {
  return parts.filter((part) => RETURNED.test(part.contentType)).map((part) => readMimeHead(part.body));
}

/** A report may name nobody, and the mail it brings back one. */
function originalRecipient([original]: MimePart[]): string | null {
  return original ? addressIn(headerTexts(original, 'to')[0] ?? '') : null;
}

/** From a mail that came back as a part, or as text below the report. */
function originalId(returned: MimePart[], text: string): string | null {
  const ids = returned.map((original) => canonicalMessageId(headerValues(original, 'message-id')[0] ?? ''));
  const written = /^\s*message-id:\s*(<[^>]+>)/im.exec(text.slice(reportText(text).length))?.[1];
  return ids.find((id) => id !== null) ?? canonicalMessageId(written ?? '');
}

function clip(text: string): string | null {
  const plain = text.replace(/\s+/g, ' ').trim().slice(0, 500).toWellFormed();
  return plain === '' ? null : plain;
}
