/**
 * What filing writes, kept until several mails have been filed: letters, what their cases know of them, and fates go to the
 * database in one statement of each sort.
 */
import type { Happening } from '../audit/record.ts';
import { type ComposedLetter, writeLetters } from '../cases/add-letter.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import type { Tx } from '../db/database.ts';
import { type Settlement, settleAll } from './inbound-mail.ts';

export interface FiledTogether {
  addLetter(kasus: CaseRow, letter: ComposedLetter): void;
  settle(mailId: string, settlement: Settlement): void;
  /** work that needs the letters so far to be in the database */
  afterwards(work: () => Promise<void>): void;
  happened(...happenings: Happening[]): void;
  /** everything so far; whoever asks the database for it then finds it */
  write(tx: Tx): Promise<void>;
  /** to be recorded, last of all */
  readonly happenings: readonly Happening[];
}

export function fileTogether(): FiledTogether {
  const letters: ComposedLetter[] = [];
  const cases = new Set<CaseRow>();
  const settlements = new Map<string, Settlement>();
  const afterwards: (() => Promise<void>)[] = [];
  const happenings: Happening[] = [];
  return {
    addLetter(kasus, letter) {
      cases.add(kasus);
      letters.push(letter);
    },
    settle: (mailId, settlement) => void settlements.set(mailId, settlement),
    afterwards: (work) => void afterwards.push(work),
    happened: (...more) => void happenings.push(...more),
    async write(tx) {
      await writeLetters(tx, letters.splice(0), cases);
      cases.clear();
      await settleAll(tx, settlements);
      settlements.clear();
      for (const work of afterwards.splice(0)) await work();
    },
    happenings,
  };
}
