/** The words of the case pages in both languages, and the word for each refusal of a command. */
import type { Catalogue } from '../web/merge-words.ts';
import type { agreeOverride } from './agree-override.ts';
import type { askOverride } from './ask-override.ts';
import type { assignCase } from './assign-case.ts';
import type { beginReading } from './begin-reading.ts';
import type { chooseOutcome } from './choose-outcome.ts';
import type { claimCase } from './claim-case.ts';
import type { completeOutcome } from './complete-outcome.ts';
import type { writeConsent } from './consents.ts';
import type { correctAnswers } from './correct-answers.ts';
import type { excludePerson } from './exclude-person.ts';
import type { addGoal, dropGoal } from './goals.ts';
import type { moveCase } from './move-case.ts';
import type { recordItem } from './record-item.ts';
import type { refuseOverride } from './refuse-override.ts';
import type { releaseCase } from './release-case.ts';
import type { settleRupture } from './settle-rupture.ts';
import type { shareCase } from './share-case.ts';
import type { sleepCase } from './sleep-case.ts';
import type { unshareCase } from './unshare-case.ts';
import type { wakeCase } from './wake-case.ts';
import type { withdrawRecord } from './withdraw-record.ts';
import { en } from './words.en.ts';
import { id } from './words.id.ts';
import type { writeNote } from './write-note.ts';

export const words: Catalogue = { id, en };

type Command =
  | typeof addGoal
  | typeof agreeOverride
  | typeof askOverride
  | typeof assignCase
  | typeof beginReading
  | typeof chooseOutcome
  | typeof claimCase
  | typeof completeOutcome
  | typeof correctAnswers
  | typeof dropGoal
  | typeof excludePerson
  | typeof moveCase
  | typeof recordItem
  | typeof refuseOverride
  | typeof releaseCase
  | typeof settleRupture
  | typeof shareCase
  | typeof sleepCase
  | typeof unshareCase
  | typeof wakeCase
  | typeof withdrawRecord
  | typeof writeConsent
  | typeof writeNote;

/** Every reason for which a command about a case says no. */
export type CommandRefusal = Extract<Awaited<ReturnType<Command>>, { refused: string }>['refused'];

/** The word that says why, and what to do; the compiler knows that each reason has one. */
export const refusalWord = (refusal: CommandRefusal): keyof typeof id => `refusal.${refusal}` as const;
