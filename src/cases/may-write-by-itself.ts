/**
 * Whether the program may write to the konseli of a case by itself: reminders, questions after a silence, evaluations. A
 * konseli who asked for quiet hears from people alone, for good (`stopped_at`) or until the day of a pause.
 */
import type { CaseRow } from './lock-case.ts';

export const mayWriteByItself = (kasus: Pick<CaseRow, 'stopped_at' | 'quiet_until'>, now: Date): boolean =>
  kasus.stopped_at === null && (kasus.quiet_until === null || kasus.quiet_until <= now);
