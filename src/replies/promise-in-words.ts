/** Dates and hours as a letter says them, in the time zone of the service. */
import type { Language } from '../db/schema.ts';
import type { ServiceSettings } from '../service/settings.ts';

/** `Jumat, 27 November 2026, pukul 15.30 WIB`; `Friday, 27 November 2026, 15:30 (GMT+7)` */
export function promiseInWords(at: Date, timeZone: string, language: Language): string {
  const clock = format(at, language, { timeZone, hour: '2-digit', minute: '2-digit' });
  const zone = zoneName(at, timeZone, language);
  const day = dayInWords(at, timeZone, language);
  return language === 'id' ? `${day}, pukul ${clock} ${zone}` : `${day}, ${clock} (${zone})`;
}

/** `Jumat, 27 November 2026` */
export const dayInWords = (at: Date, timeZone: string, language: Language): string =>
  format(at, language, { timeZone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** `07.30–15.30 WIB` */
export function hoursInWords(settings: ServiceSettings, now: Date, language: Language): string {
  const zone = zoneName(now, settings.timeZone, language);
  const clock = (time: string) => (language === 'id' ? time.replace(':', '.') : time);
  return `${clock(settings.opens)}–${clock(settings.closes)} ${zone}`;
}

const zoneName = (at: Date, timeZone: string, language: Language): string =>
  formatter(language, { timeZone, timeZoneName: 'short' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')!.value;

const format = (at: Date, language: Language, options: Intl.DateTimeFormatOptions): string =>
  formatter(language, options).format(at);

const formatter = (language: Language, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', options);
