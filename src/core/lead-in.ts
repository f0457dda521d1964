// Finds where history begins: the lines a mail program puts above a mail that is answered or passed on.
//   attribution   Pada Sel, 24 Nov 2026 pukul 10.00 Konseling <konseling@sekolah.example> menulis:      (may be broken over lines)
//   header block  Dari: … / Dikirim: … / Kepada: … / Perihal: …
//   marker        -------- Pesan Asli --------, ---------- Forwarded message ---------, Begin forwarded message:
import {
  ATTRIBUTION_STARTS,
  FORWARD_ROOTS,
  FORWARDED,
  type HeaderLabel,
  labelOf,
  ORIGINAL,
  WROTE,
} from './quote-words.ts';

export interface LeadIn {
  /** How many lines the lead-in takes. */
  lines: number;
  /** What stands below it: "> " lines, lines quoted by initials, or plain text. */
  below: 'quotes' | 'initials' | 'text';
  isForward: boolean;
  /** Where the lead-in names headers, in the order found; the text may be '' */
  headers: { label: HeaderLabel; text: string }[];
  /** The attribution as one line, or '' */
  attribution: string;
}

/** @returns the lead-in that starts at that line, or null */
export function findLeadIn(lines: string[], at: number): LeadIn | null {
  const line = lines[at] as string;
  if (line.trim() === '' || line.length > LONGEST_LINE) return null;
  return findMarked(lines, at) ?? findBlock(lines, at) ?? findAttribution(lines, at);
}

/** A line quoted by ">", also behind a few blanks. */
export function isQuoted(line: string): boolean {
  return /^[ \t\uFEFF]{0,3}>/.test(line.slice(0, 8));
}

const LONGEST_LINE = 1000;
const LONGEST_ATTRIBUTION = 400;

const MARKER = new RegExp(
  `^[\\s*_>]*[-_=–—‐]{2,}\\s*(?:${FORWARDED}|${ORIGINAL})\\s*:?\\s*[-_=–—‐]{2,}[*_\\s]*$`,
  'iu',
);
const DASHED = /^[\s*_>]*-{4,}\s*(?<words>(?:[^-]|-(?!-)){4,120})-{4,}[\s_*]*(?<rest>.*)$/u;
const BARE_FORWARD = new RegExp(`^[\\s*_>]*(?:${FORWARDED})\\s*[:：]\\s*$`, 'iu');
const RULE = /^[\s>]*[*_=-]{4,}[\s]*$|^[\s>]*[*]?_{2,}[*]?\s*$/u;

/** A marker or a rule, and the header block below it if there is one. */
function findMarked(lines: string[], at: number): LeadIn | null {
  // Case folding does not know that a Turkish "İ" is an "i".
  const line = (lines[at] as string).replaceAll('İ', 'I');
  const isMarker = MARKER.test(line);
  const isBare = BARE_FORWARD.test(line);
  const mayBeBare = line.length < 70 && /[:：]\s*$/.test(line) && FORWARD_ROOTS.test(line);
  const dashed = DASHED.exec(line)?.groups;
  if (!isMarker && !isBare && !mayBeBare && !dashed && !RULE.test(line)) return null;

  const isForward = isBare || mayBeBare || FORWARD_ROOTS.test(dashed?.words ?? '');
  // Yahoo writes mark and headers into one line: "----- Forwarded Message ----- From: a <a@b>To: c <c@d>Sent: …Subject: …".
  const inline = splitInlineHeaders(dashed?.rest ?? '');
  if (inline.some((header) => header.label === 'from') && inline.length >= 3)
    return describe(lines, at, 1, { isForward: true, headers: inline });

  const next = nextText(lines, at + 1, 3);
  const block = next < 0 ? null : readBlock(lines, next);
  if (block) return describe(lines, at, next + block.lines - at, { isForward, headers: block.headers });
  // A lone rule, or unknown words between dashes, are the writer's own; a lone mark is a mark.
  return isMarker || isBare ? describe(lines, at, 1, { isForward }) : null;
}

function splitInlineHeaders(rest: string): { label: HeaderLabel; text: string }[] {
  const headers: { label: HeaderLabel; text: string }[] = [];
  // A label starts after ">" or a blank, or glued to the value before it; each is one or two words and a colon.
  for (const match of rest.matchAll(/(?:^|(?<=[\s>\p{L}\d)]))(?<label>\p{Lu}[\p{L}-]*(?: \p{L}+)?)\s?:\s/gu)) {
    const label = labelOf(match.groups?.label ?? '') ?? labelAtEnd(match.groups?.label ?? '');
    if (label) headers.push({ label, text: `${match.index + match[0].length}` });
  }
  return headers.map(({ label, text }, index) => ({
    label,
    text: sliceHeader(rest, Number(text), headers[index + 1]?.text),
  }));
}

/** "PMSubject" and the like: the label is the last capitalised word. */
function labelAtEnd(word: string): HeaderLabel | null {
  const last = /\p{Lu}\p{Ll}+$/u.exec(word)?.[0];
  return last ? labelOf(last) : null;
}

function sliceHeader(rest: string, from: number, next: string | undefined): string {
  const text = next === undefined ? rest.slice(from) : rest.slice(from, Number(next));
  return text.replace(/\p{Lu}[\p{L}-]*(?: \p{L}+)?\s?:\s$/u, '').trim();
}

/** A header block that stands by itself. */
function findBlock(lines: string[], at: number): LeadIn | null {
  const block = readBlock(lines, at);
  return block ? describe(lines, at, block.lines, { headers: block.headers }) : null;
}

const HEADER_LINE =
  /^[\s>*_\uFEFF]*(?<label>[\p{L}][\p{L}\p{M}' ()-]{0,30}?)[\s*_\u00A0]*[:：][*_\s\u00A0]*(?<text>.*)$/u;

interface Block {
  lines: number;
  headers: { label: HeaderLabel; text: string }[];
}

/** Labels in known languages, one a line, wrapped lines among them: an author and at least one more, so that "Dari: rumah" is nobody's header. */
export function readBlock(lines: string[], from: number): Block | null {
  const headers: Block['headers'] = [];
  let at = from;
  let end = from;
  for (let gap = 0; at < lines.length && at - from < 24 && headers.length < 10; at++) {
    const line = lines[at] as string;
    const header = line.length > 2000 ? null : readHeaderLine(line);
    if (header) {
      headers.push(header);
      end = at + 1;
      gap = 0;
    } else if (++gap > 2 || headers.length === 0) break;
    else if (line.replace(/[>\s]/g, '') !== '' && !isContinuation(lines, at)) break;
  }
  if (isLikelyBlock(headers)) return { lines: end - from, headers: withContinuations(lines, from, end, headers) };
  return readForeignBlock(lines, from);
}

/**
 * A header block in a language nobody told us: at least four lines "Word: value" in a row, two of them with addresses and one with a
 * time. Every known program writes the author first and the subject last, or the subject first (Thunderbird).
 */
function readForeignBlock(lines: string[], from: number): Block | null {
  if (!lines.slice(from, from + 4).some((line) => line.includes('@'))) return null;
  const block: { word: string; text: string }[] = [];
  for (let at = from; at < lines.length && block.length < 8; at++) {
    const match = HEADER_LINE.exec((lines[at] as string).slice(0, 1000))?.groups;
    if (!match?.text) break;
    block.push({ word: match.label ?? '', text: match.text.trim() });
  }
  const addressed = block.filter((line) => line.text.includes('@'));
  if (block.length < 4 || addressed.length < 2 || !block.some((line) => TIME.test(line.text))) return null;
  const [author, receiver] = addressed;
  const subject = block[0] === author ? block.at(-1) : block[0];
  const labels = (line: { text: string }): HeaderLabel =>
    line === author
      ? 'from'
      : line === receiver
        ? 'to'
        : line === subject
          ? 'subject'
          : TIME.test(line.text)
            ? 'date'
            : 'other';
  return { lines: block.length, headers: block.map((line) => ({ label: labels(line), text: line.text })) };
}

function readHeaderLine(line: string): Block['headers'][number] | null {
  const match = HEADER_LINE.exec(line.slice(0, 2000));
  const label = match ? labelOf((match.groups?.label ?? '').trim()) : null;
  return label ? { label, text: (match?.groups?.text ?? '').replace(/\*+$/, '').trim() } : null;
}

/** A wrapped header value is followed by another header soon; body text is not. */
function isContinuation(lines: string[], at: number): boolean {
  return [1, 2].some((ahead) => readHeaderLine((lines[at + ahead] ?? '').slice(0, 2000)) !== null);
}

function withContinuations(lines: string[], from: number, end: number, headers: Block['headers']): Block['headers'] {
  const joined: Block['headers'] = [];
  for (const line of lines.slice(from, end)) {
    const header = readHeaderLine(line);
    const last = joined.at(-1);
    if (header) joined.push({ ...header });
    else if (last) last.text = `${last.text} ${line.replace(/^[\s>]+/, '').trim()}`.trim();
  }
  return joined.length > 0 ? joined : headers;
}

function isLikelyBlock(headers: Block['headers']): boolean {
  const labels = new Set(headers.map((header) => header.label));
  const text = (label: HeaderLabel) => headers.find((header) => header.label === label)?.text ?? '';
  const isDated = TIME.test(text('date'));
  // Some programs leave the author out; then date and receiver must look like nothing else.
  if (!labels.has('from')) return isDated && text('to').includes('@');
  if (labels.size >= 4) return true;
  return (
    labels.size >= 2 &&
    (/@|mailto:/.test(text('from')) || (labels.size >= 3 && headers.some((header) => /@|\d/.test(header.text))))
  );
}

const WORD_END = '(?![\\p{L}\\p{M}])';
const STARTS = new RegExp(`^(?:${ATTRIBUTION_STARTS})(?=[\\s\\d,])|^(?:在|于|於)`, 'iu');
const ENDS_WITH_WROTE = new RegExp(`(?:^|[\\s>)\\d,，"”»])(?:${WROTE})\\s*(?:[:：]|-{2,}|$)[\\s*_]*$`, 'iu');
const CONTAINS_WROTE = new RegExp(`(?:^|[\\s>)"”»,])(?:${WROTE})${WORD_END}`, 'iu');
/** Horde writes no time: "Quoting Bu Ani <ani@sekolah.example>:". */
const QUOTING = /^(?:quoting|mengutip|zitat von|citando(?: a)?|citat|citaat van|cytowanie|citando) /iu;
const ADDRESS = /[^\s<>()"]+@[^\s<>()"]+/u;
const TIME = /(?<!\d)\d{1,2}[:.時点]\s?\d{2}(?!\d)|\d{1,2}\s?(?:時|点|시)/u;
const DATE =
  /\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}\.? (?:de )?[\p{L}׳'’]{2,}\.?,? (?:de )?\d{2,4}|\p{L}{3,}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{4}\s?[年년.]/u;
const NAME_WROTE = new RegExp(`^(?:\\p{Lu}[\\p{L}.'’-]*\\s+){1,4}(?:${WROTE})\\s*[:：]$`, 'u');
const BRACKETED_ADDRESS = /[<([][^\s<>()[\]]+@[^\s<>()[\]]+\.[^\s<>()[\]]+[>)\]]/u;
const DATE_FIRST = /^["'“«<]?(?:\p{L}{1,12}\.?,?\s*)?\d/u;

function findAttribution(lines: string[], at: number): LeadIn | null {
  if (isNameAboveQuote(lines, at)) return describe(lines, at, 1, { attribution: bare(lines[at] as string) });
  // Cheap first: most lines of most mails neither begin nor end like this, and without a digit or an address no other program wrote it.
  if (!/[\d@]/.test(lines.slice(at, at + 4).join(' '))) return null;
  if ((lines[at] as string).length > LONGEST_ATTRIBUTION) return null;
  const starts = STARTS.test(bare(lines[at] as string));
  let joined = '';
  for (let count = 1; count <= 4 && at + count <= lines.length; count++) {
    const next = lines[at + count - 1] as string;
    if (next.length > LONGEST_ATTRIBUTION) return null;
    const line = bare(next);
    if (line === '' || joined.length + line.length > LONGEST_ATTRIBUTION) return null;
    joined = joined === '' ? line : `${joined} ${line}`;
    if (!starts && !/[:：>]$/.test(line)) continue;
    if (!isAttribution(joined, count, lines, at)) continue;
    // A name signed right above it is not a piece of it.
    const isLater =
      !opens(lines[at] as string) &&
      lines.slice(at + 1, at + count).some((below, ahead) => opens(below) && findAttribution(lines, at + 1 + ahead));
    return isLater ? null : describe(lines, at, count, { attribution: joined });
  }
  return null;
}

/** "Bu Ani menulis:", a name and nothing else; a sentence has a word in lower case. */
function isNameAboveQuote(lines: string[], at: number): boolean {
  const line = lines[at] as string;
  return line.length < 80 && NAME_WROTE.test(bare(line)) && isQuoted(lineBelow(lines, at + 1, 2));
}

function opens(line: string): boolean {
  return STARTS.test(bare(line)) || DATE_FIRST.test(bare(line)) || /^[^<>@]{2,}<[^<>\s]+@[^<>\s]+>/.test(bare(line));
}

function bare(line: string): string {
  return line
    .replace(/^[\s\uFEFF\u200B*_>]+|[\s*_]+$/g, '')
    .replace(/^-{2,}\s*|\s*-{2,}$/g, (dashes) => (dashes.trim().length > 1 ? '' : dashes));
}

function isAttribution(text: string, count: number, lines: string[], at: number): boolean {
  const hasAddress = ADDRESS.test(text);
  const hasTime = TIME.test(text);
  const hasWrote = CONTAINS_WROTE.test(text);
  const endsWithWrote = ENDS_WITH_WROTE.test(text);
  const endsWithColon = /[:：]$/.test(text);
  if (STARTS.test(text) && endsWithWrote && /\d/.test(text)) {
    const isClosed =
      endsWithColon || /(?:^|\s)-{2,}\s*$/.test(lines[at + count - 1] as string) || (hasAddress && hasTime);
    return isClosed && (hasAddress || hasTime || isQuoted(lineBelow(lines, at + count, 3)));
  }
  const isDated = hasTime && DATE.test(text);
  const isAboveQuote = isQuoted(lineBelow(lines, at + count, 3));
  // Old Gmail ends without a word or a colon: 2026/11/24 Bu Ani <ani@sekolah.example>
  if (!endsWithColon)
    return count <= 2 && isAboveQuote && DATE_FIRST.test(text) && DATE.test(text) && /<[^<>\s]+@[^<>\s]+>$/.test(text);
  // The other shapes may begin with a name, so a line broken before it must not be taken along.
  if (count > 1 && !mayGoOn(lines, at)) return false;
  if (text.length > 250) return false;
  if (endsWithWrote && hasAddress) return true;
  if (endsWithWrote && isDated) return true;
  if (hasWrote && hasAddress && hasTime) return true;
  if (hasWrote && isDated) return STARTS.test(text) || isAboveQuote;
  if (hasAddress && QUOTING.test(text)) return true;
  // Above a quote, in any language: somebody with his address in brackets, then a colon.
  if (isAboveQuote && BRACKETED_ADDRESS.test(text)) return true;
  // An address in brackets, a date and a time before a colon is no sentence of anybody: 30.09.2017, 18.30, "Bu Ani" <ani@sekolah.example>:
  return isDated && (BRACKETED_ADDRESS.test(text) || /@\S+\.\S+\s*[:：]$/u.test(text));
}

/** Is the first line a piece of a longer one, and not the end of somebody's sentence? */
function mayGoOn(lines: string[], at: number): boolean {
  const first = (lines[at] as string).trim();
  if (/[.!?…:;,)]["”’]?$/.test(first) && !/\d[.,]$|\.,$/.test(first)) return false;
  return (
    DATE_FIRST.test(first) ||
    STARTS.test(first) ||
    at === 0 ||
    bare(lines[at - 1] as string) === '' ||
    isQuoted(lines[at - 1] as string)
  );
}

function describe(
  lines: string[],
  at: number,
  count: number,
  known: Partial<Pick<LeadIn, 'isForward' | 'headers' | 'attribution'>>,
): LeadIn {
  const next = lineBelow(lines, at + count, 12);
  const below = isQuoted(next) ? 'quotes' : /^[\p{L}\d_]{1,12}>\s/u.test(next) ? 'initials' : 'text';
  return {
    lines: count,
    below,
    isForward: known.isForward ?? false,
    headers: known.headers ?? [],
    attribution: known.attribution ?? '',
  };
}

/** @returns the next line that is not blank among the next few, or ''; an empty quoted line counts */
function lineBelow(lines: string[], from: number, within: number): string {
  return lines.slice(from, from + within).find((line) => line.trim() !== '') ?? '';
}

/** @returns the index of the next line with text among the next few, or -1 */
function nextText(lines: string[], from: number, within: number): number {
  for (let at = from; at < Math.min(lines.length, from + within); at++)
    if ((lines[at] as string).replace(/[>\s\uFEFF]/g, '') !== '') return at;
  return -1;
}
