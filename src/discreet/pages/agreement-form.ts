/** The form in which a counsellor puts down how letters may reach a konseli. */
import { z } from 'zod';
import type { SafeHours } from '../../core/safe-hours.ts';

const tick = z.literal('yes').optional();
const days = [1, 2, 3, 4, 5, 6, 7] as const;

export const agreementForm = z.strictObject({
  delivery: z.enum(['full', 'notice', 'paused']),
  pin: z.enum(['keep', 'letter', 'other_way']),
  neutral: tick,
  safe_from: z.string().trim(),
  safe_until: z.string().trim(),
  safe_day1: tick,
  safe_day2: tick,
  safe_day3: tick,
  safe_day4: tick,
  safe_day5: tick,
  safe_day6: tick,
  safe_day7: tick,
  asked_in: z.union([z.uuid(), z.literal('')]),
});

type Typed = z.output<typeof agreementForm>;

/** @returns null: at any time; `unclear` where one of the hours or every day is missing */
export function hoursIn(typed: Typed): SafeHours | null | 'unclear' {
  if (!typed.safe_from && !typed.safe_until) return null;
  const [from, until] = [minutesOf(typed.safe_from), minutesOf(typed.safe_until)];
  const chosen = days.filter((day) => typed[`safe_day${day}`]);
  return from === null || until === null || from === until || !chosen.length
    ? 'unclear'
    : { days: chosen, from, until };
}

/** As people write it, 7.30 or 07:30. */
function minutesOf(typed: string): number | null {
  const [, hours, minutes] = /^([01]?\d|2[0-3])[.:]([0-5]\d)$/.exec(typed) ?? [];
  return hours && minutes ? Number(hours) * 60 + Number(minutes) : null;
}

/** `07:30` */
export const clockOf = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
