/** How long something waits, in one or two words: minutes, then hours, then days. */
import type { CaseVisit } from './case-visit.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** @param ms milliseconds, never negative */
export function ageInWords(say: CaseVisit['say'], ms: number): string {
  if (ms < HOUR) return say('age.minutes', { n: Math.floor(ms / MINUTE) });
  if (ms < 2 * DAY) return say('age.hours', { n: Math.floor(ms / HOUR) });
  return say('age.days', { n: Math.floor(ms / DAY) });
}
