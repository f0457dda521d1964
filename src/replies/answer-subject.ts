/** The subject of an answer: the konseli's own, so that mail programs keep the thread together, and safe to put in a header. */
import { clip } from '../core/letter.ts';
import { baseSubject } from '../core/subject.ts';

const MOST = 150;

/** @param fallback what it is called when the konseli gave no subject */
export function answerSubject(subject: string, fallback: string): string {
  return `Re: ${clip(baseSubject(oneLine(subject)), MOST) || fallback}`;
}

/** Whatever ends a line somewhere or turns the reading direction round becomes a blank (see compose-mail's check). */
const oneLine = (text: string): string =>
  text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').toWellFormed();
