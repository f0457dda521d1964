// What runs inside a thread of the parse pool: untrusted bytes in, a plain report out. The pool may kill this thread at any moment.
import type { UnderstoodMail } from '../core/mail-report.ts';
import { handOver } from './hand-over.ts';
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
  return handOver(understood, understood.contents);
}
