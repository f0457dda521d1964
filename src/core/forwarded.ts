// The mail inside a mail that somebody passed on: whose it is and what it says. A konseli forwards what hurts him; the counsellor must
// see at a glance that these are not his words.
import { findLeadIn, isQuoted, type LeadIn } from './lead-in.ts';
import type { Address, ForwardedMail } from './mail-report.ts';
import { isForwardSubject } from './subject.ts';

export interface ForwardingMail {
  text: string;
  subject: string;
  /** Lower-cased addresses the mail itself went to: in an answer the quoted author is among them. */
  recipients: string[];
}

/** @returns the mail passed on, or null when this is an ordinary mail or an answer */
export function readForwarded(mail: ForwardingMail): ForwardedMail | null {
  const lines = mail.text.replace(/\r\n?/g, '\n').split('\n');
  let isMarked = false;
  for (let at = 0; at < Math.min(lines.length, MOST_LINES_ABOVE); at++) {
    const lead = findLeadIn(lines, at);
    if (!lead) continue;
    const original = readOriginal(lines, at, lead);
    const isForward = isMarked || lead.isForward || isPassedOn(mail, original, lines.slice(0, at), lead);
    if (isForward && (original.from || original.subject !== null)) return original;
    // Yandex puts a mark, and whose mail it is on the next line.
    if (!lead.isForward) return null;
    isMarked = true;
  }
  return null;
}

/** Who writes more than this above what he passes on has written a letter of his own. */
const MOST_LINES_ABOVE = 1000;

/** Outlook marks nothing in the body. The subject says it, or the quoted author is nobody this mail answers. */
function isPassedOn(mail: ForwardingMail, original: ForwardedMail, above: string[], lead: LeadIn): boolean {
  if (isForwardSubject(mail.subject)) return true;
  if (lead.below !== 'text') return false;
  const hasOwnWords = above.some((line) => line.trim() !== '' && !isQuoted(line));
  if (!hasOwnWords) return true;
  const author = original.from?.address.toLowerCase();
  return (
    lead.headers.length > 0 &&
    author !== undefined &&
    author !== '' &&
    mail.recipients.length > 0 &&
    !mail.recipients.some((recipient) => isSameMailbox(recipient, author))
  );
}

function isSameMailbox(left: string, right: string): boolean {
  const plain = (address: string) => address.replace(/\+[^@]*@/, '@');
  return plain(left) === plain(right) || left.split('@')[1] === right.split('@')[1];
}

function readOriginal(lines: string[], at: number, lead: LeadIn): ForwardedMail {
  const text = (label: string) => lead.headers.find((header) => header.label === label)?.text;
  const author = text('from') ?? lead.attribution;
  return {
    from: readAuthor(author),
    subject: text('subject') ?? null,
    text: lines
      .slice(at + lead.lines)
      .map((line) => line.replace(/^[ \t\uFEFF]{0,3}> ?/, ''))
      .join('\n')
      .trim(),
  };
}

const FIRST_ADDRESS = /[<([]?(?:mailto:)?([^\s<>()[\]"«»,;:]+@[^\s<>()[\]"«»,;:]+\.[^\s<>()[\]"«»,;:]+)/u;

/** The first address in the line; the name before it where the line is a From header. */
function readAuthor(line: string): Address | null {
  const match = FIRST_ADDRESS.exec(line);
  if (!match?.[1]) return line.trim() === '' ? null : { name: line.trim().slice(0, 200).toWellFormed(), address: '' };
  const name = line
    .slice(0, match.index)
    .replace(/<?mailto:.*$/i, '')
    .replace(/["“”«»*]/g, '')
    .trim();
  return { name: withoutTime(name), address: match[1].replace(/[.>]+$/, '') };
}

/** Of "23.11.2026, 20:00, Kelas XI" the last; '' where no name is left. */
function withoutTime(line: string): string {
  const name = line.replace(
    /^.*\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[\s,;،、]|AM|PM|WI[BT]A?|Uhr|GMT\S*|UTC\S*|[+-]\d{4})*/iu,
    '',
  );
  return name !== line && (/\d/.test(name) || name.length > 60) ? '' : name;
}
