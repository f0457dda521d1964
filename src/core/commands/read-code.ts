/** A code that comes back: six digits among the sender's own words. What is quoted is ours, and holds the code anyway. */
import { isCourtesy } from './courtesy.ts';
import type { CommandLetter } from './read-command.ts';

export interface CodesSaid {
  /** six digits each, in the order in which they stand */
  codes: readonly string[];
  /** nothing else is said */
  bare: boolean;
}

const SIX = /(?<!\d[ .-]?)(?<a>\d{3})[ .-]?(?<b>\d{3})(?![ .-]?\d)/gu;
const AROUND = /\b(?:ini|itu|berikut|kode(?:nya)?|code|saya|aku|is|my|the|here|adalah|konfirmasi|nya)\b/giu;
/** Who sends more than these is guessing. */
const MOST = 2;

/** @returns null where none stands, or too many */
export function readCodes({ subject, newText, name, hasFiles }: CommandLetter): CodesSaid | null {
  const said = `${newText}\n${subject}`;
  const codes = [...new Set([...said.matchAll(SIX)].map(({ groups }) => `${groups!.a}${groups!.b}`))];
  if (!codes.length || codes.length > MOST) return null;
  const rest = newText
    .replace(SIX, '')
    .replace(AROUND, '')
    .split(/\r\n?|\n/);
  return { codes, bare: !hasFiles && rest.every((line) => isCourtesy(line, name)) };
}
