/**
 * The days off that Indonesia's government decreed, and how far they are known. Several follow the moon and are decreed year by
 * year, so the list ends; a service is warned before it does. Source: Keputusan Bersama Menteri Agama, Menteri Ketenagakerjaan
 * dan Menteri PANRB No. 1497, 2 dan 5 Tahun 2025 (libur nasional dan cuti bersama 2026).
 */
export interface DecreedDay {
  /** YYYY-MM-DD */
  date: string;
  name: string;
  /** cuti bersama: offices close, other services need not */
  collectiveLeave: boolean;
}

/** YYYY-MM-DD: after it nothing is known here. */
export const HOLIDAYS_KNOWN_UNTIL = '2026-12-31';

const decreed = (collectiveLeave: boolean, days: Readonly<Record<string, string>>): DecreedDay[] =>
  Object.entries(days).map(([date, name]) => ({ date, name, collectiveLeave }));

export const indonesianHolidays: readonly DecreedDay[] = [
  ...decreed(false, {
    '2026-01-01': 'Tahun Baru Masehi',
    '2026-01-16': 'Isra Mikraj Nabi Muhammad',
    '2026-02-17': 'Tahun Baru Imlek 2577',
    '2026-03-19': 'Hari Suci Nyepi, Tahun Baru Saka 1948',
    '2026-03-21': 'Idulfitri 1447 Hijriah',
    '2026-03-22': 'Idulfitri 1447 Hijriah',
    '2026-04-03': 'Wafat Yesus Kristus',
    '2026-04-05': 'Kebangkitan Yesus Kristus (Paskah)',
    '2026-05-01': 'Hari Buruh Internasional',
    '2026-05-14': 'Kenaikan Yesus Kristus',
    '2026-05-27': 'Iduladha 1447 Hijriah',
    '2026-05-31': 'Hari Raya Waisak 2570',
    '2026-06-01': 'Hari Lahir Pancasila',
    '2026-06-16': 'Tahun Baru Islam 1448 Hijriah',
    '2026-08-17': 'Hari Proklamasi Kemerdekaan',
    '2026-08-25': 'Maulid Nabi Muhammad',
    '2026-12-25': 'Kelahiran Yesus Kristus',
  }),
  ...decreed(true, {
    '2026-02-16': 'Tahun Baru Imlek',
    '2026-03-18': 'Hari Suci Nyepi',
    '2026-03-20': 'Idulfitri',
    '2026-03-23': 'Idulfitri',
    '2026-03-24': 'Idulfitri',
    '2026-05-15': 'Kenaikan Yesus Kristus',
    '2026-05-28': 'Iduladha',
    '2026-12-24': 'Kelahiran Yesus Kristus',
  }),
];
