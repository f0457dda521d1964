// A promise does not fall on a day off that Indonesia decreed, and the admin hears in time that the known ones run out.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOLIDAYS_KNOWN_UNTIL, indonesianHolidays } from '../../../src/core/indonesian-holidays.ts';
import { answerDueAt } from '../../../src/core/promise-clock.ts';
import { holidayBanners } from '../../../src/service/holiday-banners.ts';
import {
  calendarOf,
  readSettings,
  type ServiceSettings,
  saveSettings,
  settingsSchema,
} from '../../../src/service/settings.ts';
import { openWorld, type World } from '../../support/cast.ts';

const service = (wish: Partial<ServiceSettings> = {}): ServiceSettings => ({ ...settingsSchema.parse({}), ...wish });
const due = (received: string, wish: Partial<ServiceSettings> = {}) => {
  const settings = service(wish);
  return answerDueAt(new Date(received), calendarOf(settings), settings.promiseDays)?.toISOString();
};

test('every decreed day is a date of the years that are known, once, and in order within its kind', () => {
  const dates = indonesianHolidays.map(({ date }) => date);
  expect(new Set(dates).size).toBe(dates.length);
  for (const date of dates) expect(Temporal.PlainDate.from(date).toString()).toBe(date);
  expect(dates.filter((date) => date > HOLIDAYS_KNOWN_UNTIL)).toEqual([]);
  expect(indonesianHolidays.filter(({ collectiveLeave }) => !collectiveLeave)).toHaveLength(17);
  expect(indonesianHolidays.filter(({ collectiveLeave }) => collectiveLeave)).toHaveLength(8);
});

describe('a letter in the week before Lebaran', () => {
  // Monday 16 March 2026, 10:00 in Jakarta; two working days, until 15:30
  const monday = '2026-03-16T03:00:00Z';
  test.each<[string, Partial<ServiceSettings>, string]>([
    ['with holidays and collective leave waits until after it', {}, '2026-03-25T08:30:00.000Z'],
    ['without collective leave, until the Wednesday', { collectiveLeave: false }, '2026-03-18T08:30:00.000Z'],
    ['without either, as on any week', { nationalHolidays: false }, '2026-03-18T08:30:00.000Z'],
    ['in Papua by its own clock', { timeZone: 'Asia/Jayapura' }, '2026-03-25T06:30:00.000Z'],
    ['with a day off of the school beside', { holidays: ['2026-03-25'] }, '2026-03-26T08:30:00.000Z'],
  ])('%s', (_, wish, at) => {
    expect(due(monday, wish)).toBe(at);
  });
});

describe('before the known days run out', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.end());

  const banners = async (at: string, wish: Partial<ServiceSettings> = {}) => {
    await world.tx(async (tx) => saveSettings(tx, { ...(await readSettings(tx)), ...service(wish) }));
    return holidayBanners(world.db, new Date(at), (key, values) => `${key} ${values?.until}`);
  };

  test.each<[string, string, Partial<ServiceSettings>, string[]]>([
    ['there is time', '2026-11-16T10:00:00Z', {}, []],
    ['six weeks before', '2026-11-17T10:00:00Z', {}, ['service.holidays.runOut 2026-12-31']],
    ['long after', '2027-06-01T10:00:00Z', {}, ['service.holidays.runOut 2026-12-31']],
    ['the next year is written down', '2027-06-01T10:00:00Z', { holidaysKnownUntil: '2027-12-31' }, []],
    [
      'and runs out too',
      '2027-12-20T10:00:00Z',
      { holidaysKnownUntil: '2027-12-31' },
      ['service.holidays.runOut 2027-12-31'],
    ],
    ['decreed days are not followed', '2027-06-01T10:00:00Z', { nationalHolidays: false }, []],
  ])('%s', async (_, at, wish, said) => {
    expect(await banners(at, wish)).toEqual(said);
  });
});
