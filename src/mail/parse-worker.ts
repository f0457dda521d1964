// What runs inside a thread of the parse pool: untrusted bytes in, a plain report out. The pool may kill this thread at any moment.
import { giveBack } from '../core/give-back.ts';
import type { UnderstoodMail } from '../core/mail-report.ts';
import { handOver } from './hand-over.ts';
import { readMime } from './understand/read-mime.ts';
import { readPlainly } from './understand/read-plainly.ts';
import { type UnderstandOptions, understandMail } from './understand/understand-mail.ts';

export interface ParseTask {
  raws: readonly Uint8Array[];
  /** The cheap way, for a mail that beat the thorough one. */
  plainly: boolean;
  options: UnderstandOptions;
}

/** @returns what each says, in their order */
export default async function parseMails({ raws, plainly, options }: ParseTask): Promise<UnderstoodMail[]> {
  const understood: UnderstoodMail[] = [];
  for (const raw of raws) {
    understood.push(plainly ? readPlainly(raw, await readMime(raw)) : await understandMail(raw, options));
    giveBack(raw);
  }
  return handOver(
    understood,
    understood.flatMap(({ contents }) => contents),
  );
}
