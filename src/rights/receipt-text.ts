/** The looks at a case as a konseli reads them: who, what, on which days. Nobody is named unless the service wants it so. */
import type { Language } from '../db/schema.ts';
import type { Look, LookAt } from './read-looks.ts';

interface ReceiptWish {
  language: Language;
  timeZone: string;
  names: boolean;
}

/** @returns lines; a sentence when nobody looked */
export function receiptText(looks: readonly Look[], wish: ReceiptWish): string {
  const say = words[wish.language];
  if (!looks.length) return say.nobody;
  const people = [...Map.groupBy(looks, ({ by }) => by?.id ?? 0).values()];
  const labels = labelsOf(people, wish);
  return people.map((theirs, n) => [`${labels[n]}:`, ...linesOf(theirs, wish)].join('\n')).join('\n\n');
}

/** Several of one role get a number each: two persons must not look like one. */
function labelsOf(people: readonly (readonly Look[])[], { language, names }: ReceiptWish): string[] {
  const say = words[language];
  const roles = people.map(([first]) => {
    if (!first!.by) return say.operator;
    const { role, hasCase, name } = first!.by;
    const word = hasCase && role === 'counsellor' ? say.yours : say[role];
    return names ? `${name} (${word})` : word;
  });
  return roles.map((role, n) => {
    if (roles.filter((other) => other === role).length === 1) return role;
    return `${role} ${roles.slice(0, n + 1).filter((other) => other === role).length}`;
  });
}

const linesOf = (looks: readonly Look[], wish: ReceiptWish): string[] =>
  [...Map.groupBy(looks, ({ look }) => look)].map(
    ([look, some]) => `- ${words[wish.language].looks[look]}: ${daysOf(some, wish)}`,
  );

/** `Maret 2026: 4, 5 (2 kali)`: short also where a case was open for a year. */
function daysOf(looks: readonly Look[], { language, timeZone }: ReceiptWish): string {
  const locale = language === 'id' ? 'id-ID' : 'en-GB';
  const month = new Intl.DateTimeFormat(locale, { timeZone, month: 'long', year: 'numeric' });
  const day = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric' });
  return [...Map.groupBy(looks, ({ at }) => month.format(at))]
    .map(([name, inMonth]) => {
      const days = [...Map.groupBy(inMonth, ({ at }) => day.format(at))];
      return `${name}: ${days.map(([n, { length }]) => (length > 1 ? `${n} (${length}${words[language].times})` : n)).join(', ')}`;
    })
    .join('; ');
}

interface Words {
  nobody: string;
  yours: string;
  counsellor: string;
  supervisor: string;
  admin: string;
  operator: string;
  times: string;
  looks: Record<LookAt, string>;
}

const words: Record<Language, Words> = {
  id: {
    nobody: 'Belum ada yang membuka surat-surat ini.',
    yours: 'Konselor yang mendampingi',
    counsellor: 'Konselor lain',
    supervisor: 'Supervisor',
    admin: 'Admin',
    operator: 'Pengelola sistem',
    times: ' kali',
    looks: {
      letters: 'membuka surat',
      file: 'menyimpan lampiran',
      raw: 'menyimpan surat dalam bentuk aslinya',
      held: 'membaca surat yang belum masuk ke berkas ini',
      list: 'melihat daftar berisi nama dan awal surat',
      search: 'melihat potongan surat lewat pencarian',
      export: 'menyimpan seluruh berkas',
      history: 'membuka riwayat berkas',
      supervision: 'mulai membaca untuk pengawasan layanan, dengan alasan yang dicatat',
      worksheet: 'membuka catatan kerja tentang surat',
      protocol: 'membuka catatan keselamatan',
    },
  },
  en: {
    nobody: 'Nobody has opened these letters yet.',
    yours: 'The counsellor who is with you',
    counsellor: 'Another counsellor',
    supervisor: 'Supervisor',
    admin: 'Admin',
    operator: 'Whoever runs the system',
    times: ' times',
    looks: {
      letters: 'opened the letters',
      file: 'saved an attachment',
      raw: 'saved a letter in its original form',
      held: 'read a letter that had not reached this file yet',
      list: 'saw a list with names and first words of letters',
      search: 'saw a piece of a letter in a search',
      export: 'saved the whole file',
      history: 'opened the history of the file',
      supervision: 'began to read in order to oversee the service, for a reason that is on record',
      worksheet: 'opened the working notes about a letter',
      protocol: 'opened the notes on safety',
    },
  },
};
