/**
 * What a person typed into the search box, as a query. Filters are `name:value` in Indonesian (English ones are understood
 * too); a value or word with blanks stands in quotation marks; everything else must occur somewhere in the letter.
 */
import type { Stage } from '../core/stage.ts';
import type { SearchQuery } from './search.ts';

export type ReadQuery = { query: SearchQuery } | { wrong: 'empty' } | { wrong: 'unknown' | 'bad_value'; name: string };

/** What a filter makes of the query; null when its value is not understood. */
const filters: Readonly<Record<string, (query: SearchQuery, value: string) => SearchQuery | null>> = {
  dari: (query, value) => ({ ...query, sender: [...query.sender, value] }),
  isi: (query, value) => ({ ...query, body: [...query.body, value] }),
  perihal: (query, value) => ({ ...query, subject: [...query.subject, value] }),
  tahap: (query, value) => known(listed(stages, value), (stage) => ({ ...query, stage })),
  status: (query, value) => known(listed(statuses, value), (open) => ({ ...query, open })),
  petugas: (query, value) => (value === 'saya' || value === 'me' ? { ...query, mine: true } : null),
  sebelum: (query, value) => known(readDay(value), (before) => ({ ...query, before })),
  sesudah: (query, value) => known(readDay(value), (after) => ({ ...query, after })),
  ada: (query, value) => (value === 'lampiran' || value === 'attachment' ? { ...query, withAttachment: true } : null),
};

const english: Readonly<Record<string, string>> = {
  from: 'dari',
  body: 'isi',
  subject: 'perihal',
  subjek: 'perihal',
  stage: 'tahap',
  counsellor: 'petugas',
  before: 'sebelum',
  after: 'sesudah',
  has: 'ada',
};

const nothing: SearchQuery = {
  anywhere: [],
  sender: [],
  subject: [],
  body: [],
  stage: null,
  open: null,
  mine: false,
  before: null,
  after: null,
  withAttachment: false,
};

export function readQuery(typed: string): ReadQuery {
  let query = nothing;
  const pieces = [...typed.trim().matchAll(/(?:(\p{L}+):)?(?:"([^"]*)"|(\S+))/gu)];
  for (const [whole, name, quoted, bare] of pieces) {
    const value = quoted ?? bare ?? '';
    const isFilter = name !== undefined && !value.startsWith('//'); // an address of the web is none
    if (!isFilter) {
      const term = name === undefined ? value : whole;
      query = { ...query, anywhere: [...query.anywhere, ...(term.trim() ? [term] : [])] };
      continue;
    }
    const lower = name.toLowerCase();
    const filter = listed(filters, listed(english, lower) ?? lower);
    if (!filter) return { wrong: 'unknown', name };
    const filtered = value.trim() ? filter(query, value.toLowerCase()) : null;
    if (!filtered) return { wrong: 'bad_value', name };
    query = filtered;
  }
  return isEmpty(query) ? { wrong: 'empty' } : { query };
}

const isEmpty = (query: SearchQuery): boolean => JSON.stringify(query) === JSON.stringify(nothing);

const known = <T>(value: T | null | undefined, use: (value: T) => SearchQuery): SearchQuery | null =>
  value === null || value === undefined ? null : use(value);

/** What every object has besides (`constructor`) is in no list. */
const listed = <T>(list: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(list, name) ? list[name] : undefined;

const stages: Readonly<Record<string, Stage>> = {
  i: 'preparation',
  '1': 'preparation',
  persiapan: 'preparation',
  preparation: 'preparation',
  ii: 'counselling',
  '2': 'counselling',
  konseling: 'counselling',
  counselling: 'counselling',
  iii: 'post_counselling',
  '3': 'post_counselling',
  pascakonseling: 'post_counselling',
  'post-counselling': 'post_counselling',
  selesai: 'closed',
  closed: 'closed',
};

/** true: open cases only, false: closed ones only */
const statuses: Readonly<Record<string, boolean>> = { terbuka: true, open: true, selesai: false, closed: false };

function readDay(value: string): string | null {
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(value)) return null; // PostgreSQL has no year 0
  try {
    return Temporal.PlainDate.from(value).toString();
  } catch {
    return null;
  }
}
