/**
 * Planted bugs: each swaps one behaviour of the program for a wrong one that somebody could write, and names the faults that
 * bring it out. A harness that has never failed proves nothing. What the schema itself refuses, such as sending a settled mail
 * once more, can break no promise and is attacked there (tests/database/attacks.test.ts).
 */
import { join } from 'node:path';
import type { FaultName } from './faults.ts';

export interface PlantedBug {
  /** the source file below src/ */
  file: string;
  asItIs: string;
  planted: string;
  faults: readonly FaultName[];
}

export const plantedBugs: Readonly<Record<string, PlantedBug>> = {
  'the cursor moves before the bytes are kept': {
    file: 'intake/take-in.ts',
    asItIs: 'const waiting = await db.transaction().execute(async (tx) => {\n    await lockCursor(tx, door);',
    planted: `await db.transaction().execute(async (tx) => {
    await lockCursor(tx, door);
    if (highestUid !== null) await moveCursor(tx, door, highestUid);
  });
  const waiting = await db.transaction().execute(async (tx) => {
    await lockCursor(tx, door);`,
    faults: ['kill -9 before a statement'],
  },
  'the same bytes are taken in again': {
    file: 'intake/take-in.ts',
    asItIs: "    ...rows.map((row) => [row.raw_index.toString('hex'), 'duplicate'] as const),\n",
    planted: '',
    faults: ['renumber the mailbox'],
  },
  'a new UIDVALIDITY goes unnoticed': {
    file: 'mail/imap/fetch-new.ts',
    asItIs: 'const from = cursor.uidValidity === folder.uidValidity ? cursor.lastUid : 0;',
    planted: 'const from = cursor.lastUid;',
    faults: ['renumber the mailbox'],
  },
  'a letter without an answer is sent again': {
    file: 'mail/smtp.ts',
    asItIs: "if (letterWasAskedFor) return { state: 'uncertain', code: 'no_answer', reason };",
    planted: "if (letterWasAskedFor) return { state: 'retry', code: 'disconnected', reason };",
    faults: ['mail server misbehaves'],
  },
  'what a dead worker was sending is sent again': {
    file: 'replies/outbound-mail.ts',
    asItIs: ".set({ state: 'uncertain', lease_until: null, settled_at: now, problem: 'worker_died' })",
    planted: ".set({ state: 'queued', lease_until: null })",
    faults: ['kill -9 before a statement'],
  },
  'a letter joins the case of somebody else': {
    file: 'cases/konseli.ts',
    asItIs: "const row = found.get(indexes[n]!.toString('hex'));",
    planted: 'const row = indexes[n] && [...found.values()][0];',
    faults: ['kill -9 at a moment', 'empty the queue'],
  },
  'what a machine wrote opens a case': {
    file: 'intake/file-mail.ts',
    asItIs: "return fileAutomatic(filing, decision, 'automatic', writer.repeats);",
    planted: 'return fileLetter(filing, decision, writer);',
    faults: ['kill -9 at a moment', 'empty the queue'],
  },
  'nobody looks for letters that are to be tried again': {
    file: 'jobs.ts',
    asItIs: "  await queue.wake('deliver-mail', due.mails);\n",
    planted: '',
    faults: ['mail server misbehaves'],
  },
  'a lease that ran out is never taken up': {
    file: 'intake/inbound-mail.ts',
    asItIs: ".where((e) => e.or([e('lease_until', 'is', null), e('lease_until', '<=', now)]))",
    planted: ".where('lease_until', 'is', null)",
    faults: ['kill -9 before a statement', 'kill -9 after a write'],
  },
  'an error of a mailbox line ends the program': {
    file: 'mail/imap/imap-session.ts',
    asItIs: "client.on('error', () => {});",
    planted: '',
    faults: ['reset a line', 'cut a line'],
  },
  'a lost database session ends the program': {
    file: 'db/database.ts',
    asItIs: "pool.on('connect', (client) => client.on('error', () => {}));",
    planted: '',
    faults: ['end database sessions', 'restart the database'],
  },
  'a copy of a letter is kept twice': {
    file: 'mail/imap/append-to-sent.ts',
    asItIs: "if (found.length > 0) return { state: 'already_there' };",
    planted: '',
    faults: ['mailbox withholds its answer'],
  },
};

/** Main file and environment of a program with this bug in it. */
export const plant = (name: string) => ({
  main: join(import.meta.dirname, 'planted-main.ts'),
  env: { PLANTED: name },
});
