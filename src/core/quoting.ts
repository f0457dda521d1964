// What a person wrote just now, what she quotes, and her signature. Nothing is deleted: the three are pieces of the text, and the page
// shows all of it on one click. When in doubt a line is the writer's own: a quoted line too many costs a glance, a lost sentence may
// be the one that matters.
//
// How a text is read, line by line:
//   - "> " lines are quotes; a lead-in ("Pada … menulis:", "From: … Sent: …", "--- Pesan Asli ---") opens history;
//   - a lead-in without "> " lines below it is an answer on top: everything below is history;
//   - quotes between own paragraphs are answered point by point: they stay, an answer without its question cannot be understood;
//   - one quote above everything own is an answer below it: the quote is folded.

import { findLeadIn, isQuoted } from './lead-in.ts';
import { CLOSINGS, DEVICE_SIGNATURES } from './quote-words.ts';

export interface TrimmedText {
  newText: string;
  quotedText: string;
  signature: string;
}

/** @param text the whole readable text of a mail, any line ends */
export function trimReply(text: string): TrimmedText {
  const pieces = markSignatures(cutPieces(text.replace(/\r\n?/g, '\n').split('\n')));
  const kept = keepAnsweredQuotes(pieces);
  const newText = joinPieces(kept.filter((piece) => piece.kind === 'own'));
  const quotedText = joinPieces(
    kept.filter((piece) => piece.kind === 'quote' || piece.kind === 'lead' || piece.kind === 'history'),
  );
  const signature = joinPieces(kept.filter((piece) => piece.kind === 'signature'));
  if (newText !== '') return { newText, quotedText, signature };
  // Nothing but a signature is all somebody wrote.
  if (quotedText === '') return { newText: signature, quotedText, signature: '' };
  return { newText: passedOnText(pieces), quotedText, signature };
}

type PieceKind = 'own' | 'quote' | 'lead' | 'history' | 'signature';

interface Piece {
  kind: PieceKind;
  lines: string[];
  /** For history: how many of its first lines are the lead-in itself. */
  leadLines: number;
}

function cutPieces(lines: string[]): Piece[] {
  const pieces: Piece[] = [];
  const add = (kind: PieceKind, line: string) => {
    const last = pieces.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else pieces.push({ kind, lines: [line], leadLines: 0 });
  };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    if (
      isQuoted(line) ||
      isInitialsRun(lines, at) ||
      isWrappedRest(lines, at) ||
      (pieces.at(-1)?.kind === 'quote' && isBlankInsideQuote(lines, at))
    ) {
      add('quote', line);
      continue;
    }
    if (line.trim() === '' && pieces.at(-1)?.kind === 'lead') {
      add('lead', line);
      continue;
    }
    const lead = findLeadIn(lines, at);
    if (lead && lead.below === 'text') {
      pieces.push({ kind: 'history', lines: lines.slice(at), leadLines: lead.lines });
      break;
    }
    if (lead) {
      for (const part of lines.slice(at, at + lead.lines)) add('lead', part);
      at += lead.lines - 1;
      if (lead.below === 'initials') at = takeInitialQuotes(lines, at + 1, add);
      continue;
    }
    add('own', line);
  }
  return pieces;
}

/** Old programs quote by initials: "AB> text". Only directly below a lead-in, "C> " may be anything elsewhere. @returns index of the last line taken */
function takeInitialQuotes(lines: string[], from: number, add: (kind: PieceKind, line: string) => void): number {
  let at = from;
  for (; at < lines.length && (INITIALS.test(lines[at] as string) || (lines[at] as string).trim() === ''); at++)
    add('quote', lines[at] as string);
  return at - 1;
}

const INITIALS = /^[\p{L}\d_]{1,12}>/u;

/** Elsewhere only two or more lines in a row by the same initials are a quote. */
function isInitialsRun(lines: string[], at: number): boolean {
  const initials = /^[A-Z]{1,4}>/.exec(lines[at] as string)?.[0];
  return initials !== undefined && [lines[at - 1], lines[at + 1]].some((line) => line?.startsWith(initials));
}

/** A quoting program broke a long line and left its rest without ">": lower case, right below a long unfinished quoted line, and the quote goes on. */
function isWrappedRest(lines: string[], at: number): boolean {
  const before = lines[at - 1] ?? '';
  const line = lines[at] as string;
  return (
    isQuoted(before) &&
    before.length >= 60 &&
    !/[.?!:;>]["”']?\s*$/.test(before) &&
    /^\p{Ll}/u.test(line) &&
    isQuoted(lines[at + 1] ?? '')
  );
}

/** An empty line with quotes on both sides belongs to the quote. */
function isBlankInsideQuote(lines: string[], at: number): boolean {
  return (lines[at] as string).trim() === '' && isQuoted(lines[at + 1] ?? '');
}

/** Splits signatures off own text, and what stands below a phone's line when own text stands above: history without any sign. */
function markSignatures(pieces: Piece[]): Piece[] {
  let wroteBefore = false;
  return pieces.flatMap((piece) => {
    if (piece.kind !== 'own') return [piece];
    const parts = splitSignature(piece.lines, wroteBefore);
    wroteBefore ||= parts.some((part) => part.kind === 'own' && hasText(part));
    return parts;
  });
}

function splitSignature(lines: string[], wroteBefore: boolean): Piece[] {
  const start = lines.findIndex((line, at) => startsSignature(lines, at, line));
  if (start >= 0) return [own(lines.slice(0, start)), signed(lines.slice(start))];
  const device = lines.findIndex(isDeviceLine);
  if (device < 0) return splitClosing(lines);
  const above = lines.slice(0, device);
  const end = lastDeviceLine(lines, device) + 1;
  const below = lines.slice(end);
  const isOwnBelow = !wroteBefore && above.join('').trim() === '';
  const rest: Piece[] = isOwnBelow ? splitSignature(below, false) : [{ kind: 'history', lines: below, leadLines: 0 }];
  return [...splitClosing(above), signed(lines.slice(device, end)), ...rest.filter(hasText)];
}

/** Signature lines often come in heaps; blank lines between them are theirs. */
function lastDeviceLine(lines: string[], from: number): number {
  let last = from;
  for (let at = from; at < lines.length; at++) {
    if (isDeviceLine(lines[at] as string)) last = at;
    else if ((lines[at] as string).trim() !== '') break;
  }
  return last;
}

/** RFC 3676 §4.3: "-- " alone on a line. Without its blank, or as a rule of underscores, only when what follows is short. */
function startsSignature(lines: string[], at: number, line: string): boolean {
  if (line === '-- ') return true;
  if (!/^(--|_{2,}|\*?--\*?)\s*$/.test(line)) return false;
  if (lines.length - at > 60) return false;
  const below = lines.slice(at + 1).filter((rest) => rest.trim() !== '');
  return below.length > 0 && below.length <= 15 && below.join('').length <= 1200;
}

function isDeviceLine(line: string): boolean {
  if (line.length < 5 || line.length > 200) return false;
  const text = line
    .trim()
    .replace(/^[*_[(<]+|[*_\])]+$/g, '')
    .trim();
  if (text.length < 5 || text.length > 160 || /[,;] (?:is|are|was|it|und|et|yang)\b/i.test(text)) return false;
  return DEVICE_SIGNATURES.some((pattern) => pattern.test(text) || pattern.test(line.trim()));
}

/** A closing word and two to six short lines at the very end. */
function splitClosing(lines: string[]): Piece[] {
  const at = lines.findLastIndex((line) => line.length < 60 && CLOSINGS.test(line.trim()));
  if (at < 1) return [own(lines)];
  const below = lines.slice(at + 1).filter((line) => line.trim() !== '');
  const isSignature =
    below.length >= 2 && below.length <= 6 && below.every((line) => line.length <= 60 && !/[?]\s*$/.test(line));
  return isSignature ? [own(lines.slice(0, at)), signed(lines.slice(at))] : [own(lines)];
}

const own = (lines: string[]): Piece => ({ kind: 'own', lines, leadLines: 0 });
const signed = (lines: string[]): Piece => ({ kind: 'signature', lines, leadLines: 0 });

function hasText(piece: Piece): boolean {
  return piece.lines.some((line) => line.trim() !== '');
}

/** Quotes that own text answers point by point become part of what is new. */
function keepAnsweredQuotes(pieces: Piece[]): Piece[] {
  const lastOwn = pieces.findLastIndex((piece) => piece.kind === 'own' && hasText(piece));
  const inner = pieces.flatMap((piece, at) => (piece.kind === 'quote' && at < lastOwn ? [at] : []));
  const isAnsweredBelow =
    inner.length === 1 && hasLeadIn(pieces, inner[0] as number) && !endsWithBareQuote(pieces, lastOwn);
  if (isAnsweredBelow) return pieces;
  return pieces.map((piece, at) => (inner.includes(at) ? { ...piece, kind: 'own' } : piece));
}

function hasLeadIn(pieces: Piece[], at: number): boolean {
  const before = pieces.slice(0, at).findLast(hasText);
  return before?.kind === 'lead' || isQuotedLeadIn(((pieces[at] as Piece).lines[0] ?? '').slice(0, 400));
}

/** Some programs quote the lead-in too: "> Il 26 marzo 2016 alle 13.16 Bu Ani ha scritto:". */
function isQuotedLeadIn(line: string): boolean {
  return /^>[ >]*[^ >].*[:：]\s*$/.test(line);
}

/** The quote goes on below the last answer: the answers stand inside it. */
function endsWithBareQuote(pieces: Piece[], lastOwn: number): boolean {
  const next = pieces.slice(lastOwn + 1).find(hasText);
  return next?.kind === 'quote';
}

/** Somebody passed a mail on without a word of his own: then that mail is what there is to read. */
function passedOnText(pieces: Piece[]): string {
  const history = pieces.find((piece) => piece.kind === 'history' && piece.leadLines > 0);
  return history ? tidy(history.lines.slice(history.leadLines)) : '';
}

function joinPieces(pieces: Piece[]): string {
  return tidy(pieces.flatMap((piece) => piece.lines));
}

/** Without blank lines at both ends and without the blanks that end lines. */
function tidy(lines: string[]): string {
  return lines
    .join('\n')
    .replace(/^(?:[ \t\u00A0\uFEFF]*\n)+/, '')
    .trimEnd();
}
