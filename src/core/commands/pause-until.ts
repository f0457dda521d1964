/** How long a pause is to be, as people say it: "2 minggu", "sebulan", "sampai 20 Maret", "until Monday". */

/** Days; a longer one is for a person to agree on. */
const LONGEST = 366;

/** @returns the day on which it ends, YYYY-MM-DD; null where nothing clear is said, or nothing that can be */
export function pauseUntil(words: string, today: string): string | null {
  const from = Temporal.PlainDate.from(today);
  const day = byLength(words, from) ?? byDay(words, from);
  if (!day) return null;
  const days = from.until(day, { largestUnit: 'days' }).days;
  return days >= 1 && days <= LONGEST ? day.toString() : null;
}

const NUMBERS = [
  ['satu', 'se', 'one', 'a', 'an'],
  ['dua', 'two'],
  ['tiga', 'three'],
  ['empat', 'four'],
  ['lima', 'five'],
  ['enam', 'six'],
  ['tujuh', 'seven'],
  ['delapan', 'eight'],
  ['sembilan', 'nine'],
  ['sepuluh', 'ten'],
];
const LENGTH = /^(?<number>\d{1,3}|[a-z]+?) ?(?<unit>hari|days?|minggu|mgg?|pekan|weeks?|bulan|bln|months?)$/u;

function byLength(words: string, from: Temporal.PlainDate): Temporal.PlainDate | null {
  const { number = '', unit = '' } = LENGTH.exec(words)?.groups ?? {};
  if (!unit) return null;
  const spoken = NUMBERS.findIndex((names) => names.includes(number)) + 1;
  const n = /^\d/.test(number) ? Number(number) : spoken;
  if (!n) return null;
  if (/^(?:hari|day)/u.test(unit)) return from.add({ days: n });
  return /^(?:bulan|bln|month)/u.test(unit) ? from.add({ months: n }) : from.add({ weeks: n });
}

const UNTIL = /^(?:sampai|sampe|hingga|s ?\/ ?d|sd|until|till|til)(?: (?:tanggal|tgl|hari|the))? (?<when>.+)$/u;
const MONTHS = [
  ['januari', 'january', 'jan'],
  ['februari', 'february', 'feb', 'pebruari'],
  ['maret', 'march', 'mar'],
  ['april', 'apr'],
  ['mei', 'may'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['agustus', 'august', 'agt', 'agu', 'aug'],
  ['september', 'sept', 'sep'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nov', 'nopember'],
  ['desember', 'december', 'des', 'dec'],
];
const WEEKDAYS = [
  ['senin', 'monday'],
  ['selasa', 'tuesday'],
  ['rabu', 'wednesday'],
  ['kamis', 'thursday'],
  ['jumat', 'friday'],
  ['sabtu', 'saturday'],
  ['minggu', 'ahad', 'sunday'],
];

function byDay(words: string, from: Temporal.PlainDate): Temporal.PlainDate | null {
  const { when = '' } = UNTIL.exec(words)?.groups ?? {};
  if (/^(?:besok|tomorrow)$/u.test(when)) return from.add({ days: 1 });
  if (when === 'lusa') return from.add({ days: 2 });
  const weekday =
    WEEKDAYS.findIndex((names) => names.includes(when.replace(/ (?:depan|besok)$/u, '').replace(/^next /u, ''))) + 1;
  if (weekday) return from.add({ days: ((weekday - from.dayOfWeek + 6) % 7) + 1 });
  return byDate(when, from);
}

const NUMERIC = /^(?<day>\d{1,2})[/.-](?<month>\d{1,2})(?:[/.-](?<year>\d{4}))?$/u;
const NAMED = /^(?<day>\d{1,2})(?:st|nd|rd|th)? (?:of )?(?<month>[a-z]+)(?: (?<year>\d{4}))?$/u;
const ENGLISH = /^(?<month>[a-z]+) (?<day>\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>\d{4}))?$/u;

/** A day without its year is the next one of that name. */
function byDate(when: string, from: Temporal.PlainDate): Temporal.PlainDate | null {
  const found = (NUMERIC.exec(when) ?? NAMED.exec(when) ?? ENGLISH.exec(when))?.groups;
  if (!found) return null;
  const named = MONTHS.findIndex((names) => names.includes(found.month!)) + 1;
  const month = /^\d/.test(found.month!) ? Number(found.month) : named;
  const year = found.year ? Number(found.year) : from.year;
  const day = dateOrNull(year, month, Number(found.day));
  if (!day || found.year || Temporal.PlainDate.compare(day, from) > 0) return day;
  return dateOrNull(year + 1, month, Number(found.day));
}

function dateOrNull(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
}
