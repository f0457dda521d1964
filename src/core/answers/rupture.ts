/**
 * When the numbers of the pulse ask for a look at the relationship. They say that something may have come between the two, never
 * what: a person reads the letters and asks.
 */
import { type PulseItem, pulseQuestions } from './questions.ts';
import type { Pulse } from './read-pulse.ts';

export type RuptureSign = 'drop' | 'not_understood';

/** Out of 10: at or below this, the last letter missed what was meant. */
const NOT_UNDERSTOOD = 4;
/** One number fell so far since it was last given. */
const ONE_FELL = 3;
/** All that were given both times fell so far on average. */
const ALL_FELL = 1.5;

/**
 * @param before earlier pulses of the same case, the oldest first; each number is held against the last one given
 * @returns null where nothing asks for a look
 */
export function ruptureIn(pulse: Pulse, before: readonly Pulse[]): RuptureSign | null {
  if (pulse.understood !== null && pulse.understood <= NOT_UNDERSTOOD) return 'not_understood';
  const falls = pulseQuestions.flatMap(({ item }) => fallOf(item, pulse, before) ?? []);
  if (falls.some((fall) => fall >= ONE_FELL)) return 'drop';
  const average = falls.reduce((sum, fall) => sum + fall, 0) / falls.length;
  return falls.length > 1 && average >= ALL_FELL ? 'drop' : null;
}

function fallOf(item: PulseItem, pulse: Pulse, before: readonly Pulse[]): number | null {
  const last = before.findLast((earlier) => earlier[item] !== null)?.[item];
  const now = pulse[item];
  return last == null || now === null ? null : last - now;
}
