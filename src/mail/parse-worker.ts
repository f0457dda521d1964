// What runs inside a thread of the parse pool: untrusted bytes in, a plain report out. The pool may kill this thread at any moment.
import { move, transferableSymbol, valueSymbol } from 'piscina';
import type { UnderstoodMail } from '../core/mail-report.ts';
import { readMime } from './understand/read-mime.ts';
import { readPlainly } from './understand/read-plainly.ts';
import { type UnderstandOptions, understandMail } from './understand/understand-mail.ts';

export interface ParseTask {
  raw: Uint8Array;
  /** The cheap way, for a mail that beat the thorough one. */
  plainly: boolean;
  options: UnderstandOptions;
}

export default async function parseMail(task: ParseTask): Promise<UnderstoodMail> {
  const understood = task.plainly
    ? readPlainly(task.raw, await readMime(task.raw))
    : await understandMail(task.raw, task.options);
  return handOver(understood);
}

/** The files go to the other thread as they are, the rest as a copy. */
function handOver(understood: UnderstoodMail): UnderstoodMail {
  const files = new Set(understood.contents.map(({ buffer }) => buffer as ArrayBuffer));
  return move({ [transferableSymbol]: [...files], [valueSymbol]: understood }) as unknown as UnderstoodMail;
}
