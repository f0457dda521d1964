/**
 * When a mail is tried again after the server said "not now": soon at first, so that greylisting costs minutes, then more
 * and more rarely, for two days in all (RFC 5321 §4.5.4.1 asks for at least four to five days of a relay; a person who
 * waits for an answer is told sooner).
 */
const MINUTES = [1, 2, 4, 8, 15, 30, 60, 120, 240] as const;
const LONGEST_MINUTES = 240;
const IN_ALL_MINUTES = 48 * 60;

/**
 * @param attempts how often it was tried, from 1
 * @returns milliseconds to wait; null: not again
 */
export function retryAfter(attempts: number): number | null {
  let waited = 0;
  for (let n = 1; n < attempts; n++) waited += delay(n);
  return waited + delay(attempts) > IN_ALL_MINUTES ? null : delay(attempts) * 60_000;
}

const delay = (attempt: number): number => MINUTES[attempt - 1] ?? LONGEST_MINUTES;
