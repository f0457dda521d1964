/**
 * Looks twice a minute at what stands still, keeps the alarms, calls the next in line where a letter called in vain, and sends the
 * mails about both. Runs beside the queue, not in it.
 */
import { escalateCalls } from '../cases/duty-calls.ts';
import type { Database } from '../db/database.ts';
import { findTroubles, type Watched } from './find-troubles.ts';
import { ALARM_TIMINGS, type AlarmTimings, raiseAlarms } from './raise-alarms.ts';
import { type SendingAlarms, sendAlarms } from './send-alarms.ts';

export interface WatchingOver extends SendingAlarms {
  db: Database;
  watched: Watched;
  timings?: AlarmTimings;
  /** how often it looks, in milliseconds */
  everyMs?: number;
  /** a code for the log: what began, what is over, what could not be told */
  onAlarm(event: 'alarm.began' | 'alarm.ended' | 'alarm.not_told', code: string): void;
  onError(error: unknown): void;
}

const EVERY_MS = 30_000;

/** @returns how to stop it; it waits for the look under way */
export function watchOver(watching: WatchingOver): () => Promise<void> {
  let looking: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(() => lookOnce(watching)).catch(watching.onError);
  }, watching.everyMs ?? EVERY_MS);
  return async () => {
    clearInterval(timer);
    await looking;
  };
}

export async function lookOnce(watching: WatchingOver): Promise<void> {
  const { db, watched, timings = ALARM_TIMINGS, now, onAlarm } = watching;
  const { began, ended } = await raiseAlarms(db, await findTroubles(db, watched, now()), now(), timings);
  for (const kind of began) onAlarm('alarm.began', kind);
  for (const kind of ended) onAlarm('alarm.ended', kind);
  await escalateCalls(db, now());
  const { waiting } = await sendAlarms(watching);
  if (waiting) onAlarm('alarm.not_told', 'smtp'); // the log and the pages are what is left
}
