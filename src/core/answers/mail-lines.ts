/** The lines of a mail with what an answer to a question in it depends on: whose line it is, and how old. */
import { findLeadIn } from '../lead-in.ts';

export interface MailLine {
  /** without quote marks and marks of bold */
  words: string;
  /** how many ">" stood before it */
  depth: number;
  /** how many letters back: 0 is this one, 1 the letter it answers */
  age: number;
  /** written by the sender of this mail, as far as the marks tell */
  own: boolean;
}

/** @param text the whole readable text of a mail, any line ends */
export function mailLines(text: string): MailLine[] {
  const raw = text.replace(/\r\n?/g, '\n').split('\n');
  const bare = raw.map((line) => line.replace(QUOTE_MARKS, ''));
  const lines: MailLine[] = [];
  let age = 0;
  let quotedWithMarks = true;
  for (let at = 0; at < raw.length; at++) {
    const depth = depthOf(raw[at]!);
    const lead = findLeadIn(depth === 0 ? raw : bare, at);
    const taken = lead?.lines ?? 1;
    if (lead || (depth > 0 && SAYS_WHO.test(bare[at]!))) age++;
    if (lead && depth === 0 && lead.below === 'text') quotedWithMarks = false;
    for (let n = at; n < at + taken; n++)
      lines.push({
        words: (lead ? '' : bare[n]!.slice(0, LONGEST_LINE)).replace(DECORATION, '').replaceAll('|', ' ').trim(),
        depth: depthOf(raw[n]!),
        age: !lead && depth === 0 && quotedWithMarks ? 0 : age,
        own: !lead && depth === 0 && quotedWithMarks,
      });
    at += taken - 1;
  }
  return lines;
}

/** characters; answers are short */
const LONGEST_LINE = 1000;

/** Marks of bold, what makes a keycap of a digit. */
const DECORATION = /[*_\u200B\uFEFF]|\uFE0F|\u20E3/g;

/** Inside a quote also where nothing else shows a mail program's hand: "Pada Jum, 27 Mar 2026 Kevin menulis:". */
const SAYS_WHO = /^.{1,120}(?:menulis|wrote)\s*:\s*$/i;

const QUOTE_MARKS = /^(?:[ \t\uFEFF]{0,3}>)+ ?/;

const depthOf = (line: string): number => (QUOTE_MARKS.exec(line)?.[0].match(/>/g) ?? []).length;
