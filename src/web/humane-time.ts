// Points in time as people say them: absolute in the service's time zone, and how long ago, in both languages.
import type { Lang } from './merge-words.ts';

export interface HumaneTime {
  /** Machine-readable, UTC. */
  iso: string;
  /** `25 Nov 2026, 10.42` */
  absolute: string;
  /** `25 November 2026` */
  date: string;
  /** `10.42` */
  clock: string;
  /** `3 jam yang lalu`, `dalam 2 hari` */
  relative: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** @param timeZone IANA name, as in `Asia/Jakarta` */
export function humaneTime(at: Date, now: Date, lang: Lang, timeZone: string): HumaneTime {
  const locale = lang === 'id' ? 'id-ID' : 'en-GB';
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(at);
  return {
    iso: at.toISOString(),
    absolute: format({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
    date: format({ day: 'numeric', month: 'long', year: 'numeric' }),
    clock: format({ hour: '2-digit', minute: '2-digit' }),
    relative: relativeWords(at.getTime() - now.getTime(), locale, lang),
  };
}

function relativeWords(distance: number, locale: string, lang: Lang): string {
  const size = Math.abs(distance);
  if (size < MINUTE) return lang === 'id' ? 'baru saja' : 'just now';
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (size < HOUR) return words.format(Math.trunc(distance / MINUTE), 'minute');
  if (size < DAY) return words.format(Math.trunc(distance / HOUR), 'hour');
  if (size < 45 * DAY) return words.format(Math.round(distance / DAY), 'day');
  if (size < 365 * DAY) return words.format(Math.round(distance / (30.44 * DAY)), 'month');
  return words.format(Math.round(distance / (365.25 * DAY)), 'year');
}
