/**
 * What a konseli may ask of the program itself, in one word or one plain sentence: as the whole subject, or as the first line
 * that is their own. "Aku mau berhenti sekolah" is no command, and what is in doubt is none either: a person reads it anyway.
 */
import { baseSubject } from '../subject.ts';
import { isCourtesy, isGreeting, plainLine } from './courtesy.ts';
import { readPhrase, type Said } from './phrases.ts';

export const commandKinds = ['copy', 'erase', 'stop', 'pause', 'resume', 'who_read'] as const;
export type CommandKind = (typeof commandKinds)[number];

export interface Command {
  kind: CommandKind;
  /** of a pause: the day on which it ends, YYYY-MM-DD */
  until: string | null;
  /** nothing else is said; such a letter waits for no answer */
  bare: boolean;
}

export interface CommandLetter {
  subject: string;
  /** the sender's own words, without quotes and signature */
  newText: string;
  /** the name in From: a line that holds it alone is how one signs */
  name: string;
  hasFiles: boolean;
}

/** Two lines of greeting may stand before a command. */
const MOST_GREETINGS = 2;

/** @param today YYYY-MM-DD where the service is, for "jeda 2 minggu" */
export function readCommand(letter: CommandLetter, today: string): Command | null {
  const lines = letter.newText.split(/\r\n?|\n/).filter((line) => plainLine(line) !== '');
  const greetings = lines.slice(0, MOST_GREETINGS).findIndex((line) => !isGreeting(line));
  const first = greetings < 0 ? Math.min(lines.length, MOST_GREETINGS) : greetings;
  const inText = lines[first] === undefined ? null : readPhrase(lines[first], today);
  const inSubject = subjectAlone(letter.subject) ? readPhrase(letter.subject, today) : null;
  if (inText && inSubject && inText.kind !== inSubject.kind) return null;
  const said = inText ?? inSubject;
  if (!said) return null;

  const rest = lines.slice(inText ? first + 1 : first);
  const isRest = (line: string) => !isCourtesy(line, letter.name);
  const more = rest.some(isRest) || letter.hasFiles;
  const subjectSaysMore = !inSubject && subjectAlone(letter.subject) && isRest(letter.subject);
  if (more && !standsOut(said, rest)) return null;
  return { kind: said.kind, until: said.until, bare: !more && !subjectSaysMore };
}

/** "Re: HAPUS" is how our own answers come back; only a subject that the sender wrote says something. */
const subjectAlone = (subject: string): boolean =>
  plainLine(subject) !== '' && baseSubject(subject) === subject.replace(/\s+/gu, ' ').trim();

/**
 * A single word above a longer letter may be the beginning of a story ("Stop. Aku bilang begitu …"): it counts only in
 * capitals, without a cry, and where the letter itself is not in capitals. A plain sentence counts as it is.
 */
const standsOut = (said: Said, rest: readonly string[]): boolean =>
  !said.alone || (said.capitals && !said.cried && (!rest.length || rest.some((line) => line !== line.toUpperCase())));
