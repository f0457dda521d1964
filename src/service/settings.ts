/** How the service works: kept in the one row of `service`, read when needed, changed by an admin. */
import { z } from 'zod';
import { indonesianHolidays } from '../core/indonesian-holidays.ts';
import type { Calendar } from '../core/promise-clock.ts';
import type { Reader, Tx } from '../db/database.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const silenceStep = z.int().min(1).max(120);

export const settingsSchema = z.strictObject({
  /** under which name the service speaks to a konseli */
  serviceName: z.string().trim().min(1).max(80).default('Layanan Konseling'),
  timeZone: z
    .string()
    .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone))
    .default('Asia/Jakarta'),
  /** 1 Monday … 7 Sunday */
  workdays: z.array(z.int().min(1).max(7)).min(1).default([1, 2, 3, 4, 5]),
  opens: time.default('07:30'),
  closes: time.default('15:30'),
  /** the days off that Indonesia decreed (core/indonesian-holidays.ts), and collective leave among them */
  nationalHolidays: z.boolean().default(true),
  collectiveLeave: z.boolean().default(true),
  /** up to this day the service's own list below holds the decreed days; '' where it does not */
  holidaysKnownUntil: z.union([z.iso.date(), z.literal('')]).default(''),
  /** days off of its own, YYYY-MM-DD */
  holidays: z.array(z.iso.date()).default([]),
  /** how an Indonesian konseli is addressed in texts that the program writes */
  addressing: z.enum(['kamu', 'anda']).default('kamu'),
  /** the first human answer comes within so many working days */
  promiseDays: z.int().min(1).max(10).default(2),
  /** so many hours before a promised answer would be late, the counsellor sees it; 0: only when it is */
  promiseWarnHours: z.int().min(0).max(72).default(4),
  /** a letter of the konseli is expected within so many days after ours */
  expectedReplyDays: z.int().min(1).max(60).default(7),
  /** so many days after that, one after the other: a check-in, a second one, a letter that the door stays open, the counsellor decides */
  silenceDays: z.tuple([silenceStep, silenceStep, silenceStep, silenceStep]).default([3, 7, 14, 21]),
  /** in counselling a letter that is word for word template by so many percent is not sent; 0: it is */
  templatePercent: z.int().min(0).max(100).default(60),
  /** what differs in a letter from a konseli's earlier ones is pointed out, as questions to ask */
  cues: z.boolean().default(true),
  /** also to who counsels minors, and whoever may be one: only with the operator's reason, which their pages show */
  cuesForMinors: z.boolean().default(false),
  cuesForMinorsReason: z.string().trim().max(1000).default(''),
  /** what a letter stirred up in somebody who left is destroyed so many days after their account was closed */
  resonanceDays: z.int().min(0).max(365).default(30),
  /** before a child's guardian agrees, so many letters may inform */
  informationLetters: z.int().min(0).max(20).default(3),
  /** what an open case weighs (core/load.ts), and how much a counsellor carries before new ones go to others */
  loadBase: z.int().min(0).max(20).default(1),
  loadConcern: z.int().min(0).max(20).default(2),
  loadUrgent: z.int().min(0).max(20).default(4),
  loadAfterRed: z.int().min(0).max(20).default(3),
  loadCap: z.int().min(1).max(100).default(12),
  /** e-mail address of the counsellor who takes what nobody has room for; '': nobody */
  fallbackStaff: z.union([z.email().toLowerCase(), z.literal('')]).default(''),
  /** how many letters of ours a round of counselling has, unless the counsellor agrees on another number */
  exchanges: z.int().min(1).max(60).default(6),
  /** days after the ending on which a letter asks how it goes: once after weeks, once after months */
  shortTermDays: z.int().min(7).max(31).default(21),
  longTermDays: z.int().min(32).max(366).default(90),
  /** the mailbox accepts name+detail@domain (RFC 5233), so Reply-To may carry a signed mark */
  plusAddresses: z.boolean().default(false),
  /** what an entry in a konseli's calendar is called: it may be seen on a shared screen */
  meetingTitle: z.string().trim().min(1).max(40).default('Janji'),
  /** so many hours before a meeting the konseli is reminded */
  reminderHours: z.int().min(2).max(72).default(24),
  /** letters of ours carry this subject instead of the konseli's, which may say too much on a shared screen; '' keeps theirs */
  neutralSubject: z.string().trim().max(80).default(''),
  /** the link to a page on which one letter is read works for so many days */
  readingLinkDays: z.int().min(1).max(30).default(7),
  /** under the questions of a letter stands a link to a page on which they are answered with a tap */
  answerPage: z.boolean().default(true),
  /** automatic acknowledgements: at most so many an hour from each mailbox */
  acknowledgementsAnHour: z.int().min(0).max(1000).default(30),
  /** e-mail addresses of staff on duty, in the order in which a letter with signs of danger calls them */
  dutyStaff: z.array(z.email().toLowerCase()).max(20).default([]),
  /** when nobody has opened its case by then, the next is called */
  dutyMinutes: z.int().min(5).max(240).default(15),
  /** a copy that a konseli asked for and confirmed leaves without a look of a person */
  copiesByThemselves: z.boolean().default(false),
  /** a konseli who asks who read is told names, not roles alone */
  receiptNames: z.boolean().default(false),
  /** crisis contacts go into letters only when someone called them within so many days */
  crisisContactDays: z.int().min(1).max(365).default(90),
  /** an entry of the directory of experts warns when nobody has asked after it for so many days */
  expertDays: z.int().min(1).max(730).default(180),
  /** the link to a letter of referral works for so many days */
  referralLinkDays: z.int().min(1).max(60).default(14),
});

export type ServiceSettings = z.infer<typeof settingsSchema>;

export async function readSettings(db: Reader): Promise<ServiceSettings> {
  const row = await db.selectFrom('service').select('settings').executeTakeFirstOrThrow();
  return settingsSchema.parse(row.settings);
}

export async function saveSettings(tx: Tx, settings: ServiceSettings): Promise<void> {
  await tx
    .updateTable('service')
    .set({ settings: JSON.stringify(settings) })
    .execute();
}

export const calendarOf = (settings: ServiceSettings): Calendar => ({
  timeZone: settings.timeZone,
  workdays: settings.workdays,
  opens: settings.opens,
  closes: settings.closes,
  holidays: [...settings.holidays, ...decreedDays(settings)],
});

const decreedDays = ({ nationalHolidays, collectiveLeave }: ServiceSettings): string[] =>
  nationalHolidays
    ? indonesianHolidays.filter((day) => collectiveLeave || !day.collectiveLeave).map(({ date }) => date)
    : [];
