/** The admin's page of settings: one form for all of them. */
import { z } from 'zod';
import { HOLIDAYS_KNOWN_UNTIL, indonesianHolidays } from '../../core/indonesian-holidays.ts';
import { emptyForm, type FieldErrors, type Typed } from '../../web/read-form.ts';
import type { Answer } from '../../web/visit.ts';
import { changeSettings } from '../change-settings.ts';
import { listMailboxes } from '../mailboxes.ts';
import { readSettings, type ServiceSettings } from '../settings.ts';
import { hasWrong, type ServiceVisit, spoken } from './needs.ts';

const tick = z.literal('yes').optional();
/** As people write it, 7.30 or 07:30. */
const time = z
  .string()
  .trim()
  .regex(/^([01]?\d|2[0-3])[.:][0-5]\d$/, 'service.time.wrong')
  .transform((typed) => typed.replace('.', ':').padStart(5, '0'));
const number = (least: number, most: number, wrong: string) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, wrong)
    .transform(Number)
    .pipe(z.int().min(least, wrong).max(most, wrong));
const dates = z
  .string()
  .transform((lines) => [...new Set(lines.split('\n').map((line) => line.trim()))].filter(Boolean).sort())
  .pipe(z.array(z.iso.date('service.holidays.wrong')).max(400, 'service.holidays.wrong'));

const isDateOrNothing = (typed: string) => typed === '' || z.iso.date().safeParse(typed).success;

const emails = z
  .string()
  .transform((lines) => [...new Set(lines.split('\n').map((line) => line.trim().toLowerCase()))].filter(Boolean))
  .pipe(z.array(z.email('service.duty.wrong')).max(20, 'service.duty.wrong'));

/** Both end up in the subject of mails, where what ends a line, or turns the reading direction, keeps a letter from leaving. */
const oneLine = z
  .string()
  .transform((typed) => typed.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim());

/** A word is no reason. */
const SHORTEST_REASON = 20;

const days = [1, 2, 3, 4, 5, 6, 7] as const;

const settingsForm = z
  .strictObject({
    serviceName: oneLine.pipe(z.string().min(1, 'service.name.missing').max(80, 'service.name.long')),
    timeZone: z.string().refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone), 'service.zone.unknown'),
    workday1: tick,
    workday2: tick,
    workday3: tick,
    workday4: tick,
    workday5: tick,
    workday6: tick,
    workday7: tick,
    opens: time,
    closes: time,
    nationalHolidays: tick,
    collectiveLeave: tick,
    holidaysKnownUntil: z.string().trim().refine(isDateOrNothing, 'service.holidays.until.wrong'),
    holidays: dates,
    addressing: z.enum(['kamu', 'anda'], 'service.addressing.wrong'),
    promiseDays: number(1, 10, 'service.promise.wrong'),
    promiseWarnHours: number(0, 72, 'service.warn.wrong'),
    expectedReplyDays: number(1, 60, 'service.silence.wrong'),
    silenceFirst: number(1, 120, 'service.silence.wrong'),
    silenceSecond: number(1, 120, 'service.silence.wrong'),
    silenceDoor: number(1, 120, 'service.silence.wrong'),
    silenceEnd: number(1, 120, 'service.silence.wrong'),
    meetingTitle: oneLine.pipe(z.string().min(1, 'service.meeting.missing').max(40, 'service.meeting.long')),
    reminderHours: number(2, 72, 'service.reminder.wrong'),
    templatePercent: number(0, 100, 'service.template.wrong'),
    cues: tick,
    cuesForMinors: tick,
    cuesForMinorsReason: z.string().trim().max(1000, 'service.cues.reason.long'),
    resonanceDays: number(0, 365, 'service.resonance.wrong'),
    informationLetters: number(0, 20, 'service.information.wrong'),
    loadBase: number(0, 20, 'service.load.wrong'),
    loadConcern: number(0, 20, 'service.load.wrong'),
    loadUrgent: number(0, 20, 'service.load.wrong'),
    loadAfterRed: number(0, 20, 'service.load.wrong'),
    loadCap: number(1, 100, 'service.loadCap.wrong'),
    fallbackStaff: z
      .string()
      .trim()
      .toLowerCase()
      .refine((typed) => typed === '' || z.email().safeParse(typed).success, 'service.fallback.unknown'),
    exchanges: number(1, 60, 'service.exchanges.wrong'),
    shortTermDays: number(7, 31, 'service.shortTerm.wrong'),
    longTermDays: number(32, 366, 'service.longTerm.wrong'),
    plusAddresses: tick,
    neutralSubject: oneLine.pipe(z.string().max(80, 'service.subject.long')),
    readingLinkDays: number(1, 30, 'service.linkDays.wrong'),
    answerPage: tick,
    acknowledgementsAnHour: number(0, 1000, 'service.acks.wrong'),
    dutyStaff: emails,
    dutyMinutes: number(5, 240, 'service.dutyMinutes.wrong'),
    crisisContactDays: number(1, 365, 'service.crisisDays.wrong'),
    copiesByThemselves: tick,
    receiptNames: tick,
    expertDays: number(1, 730, 'service.expertDays.wrong'),
    referralLinkDays: number(1, 60, 'service.referralLinkDays.wrong'),
  })
  .refine((form) => days.some((day) => form[`workday${day}`]), {
    path: ['workday1'],
    error: 'service.workdays.missing',
  })
  .refine((form) => !form.cuesForMinors || form.cuesForMinorsReason.length >= SHORTEST_REASON, {
    path: ['cuesForMinorsReason'],
    error: 'service.cues.reason.missing',
  })
  .refine((form) => form.opens < form.closes, { path: ['closes'], error: 'service.closes.early' })
  .refine((form) => form.silenceFirst < form.silenceSecond, { path: ['silenceSecond'], error: 'service.silence.order' })
  .refine((form) => form.silenceSecond < form.silenceDoor, { path: ['silenceDoor'], error: 'service.silence.order' })
  .refine((form) => form.silenceDoor < form.silenceEnd, { path: ['silenceEnd'], error: 'service.silence.order' });

/** GET /settings */
export async function showSettings(visit: ServiceVisit): Promise<Answer> {
  return settingsPage(visit, emptyForm(settingsForm).wrong, asTyped(await readSettings(visit.app.db)));
}

/** POST /settings */
export async function saveSettings(visit: ServiceVisit): Promise<Answer> {
  const form = visit.form(settingsForm);
  if ('wrong' in form) return settingsPage(visit, form.wrong, form.typed);
  if (await namesStrangers(visit, form.fields.dutyStaff)) {
    const { wrong } = emptyForm(settingsForm);
    return settingsPage(visit, { ...wrong, dutyStaff: 'service.duty.unknown' }, asTyped(asSettings(form.fields)));
  }
  if (form.fields.fallbackStaff && !(await isCounsellor(visit, form.fields.fallbackStaff))) {
    const { wrong } = emptyForm(settingsForm);
    const unknown = { ...wrong, fallbackStaff: 'service.fallback.unknown' };
    return settingsPage(visit, unknown, asTyped(asSettings(form.fields)));
  }
  const changed = await changeSettings(visit.app.db, visit.staff.id, asSettings(form.fields));
  return { goTo: '/settings', say: changed.length ? 'service.settings.saved' : 'service.settings.same' };
}

/** Who is called must have an account here, and one that may open a case. */
async function namesStrangers({ app }: ServiceVisit, emails: readonly string[]): Promise<boolean> {
  if (!emails.length) return false;
  const known = await app.db
    .selectFrom('staff')
    .select('email')
    .where('email', 'in', emails)
    .where('role', 'in', ['counsellor', 'supervisor'])
    .where('disabled_at', 'is', null)
    .execute();
  return known.length < emails.length;
}

async function isCounsellor({ app }: ServiceVisit, email: string): Promise<boolean> {
  const found = await app.db
    .selectFrom('staff')
    .select('id')
    .where('email', '=', email)
    .where('role', '=', 'counsellor')
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return found !== undefined;
}

const asSettings = (fields: z.output<typeof settingsForm>): ServiceSettings => ({
  serviceName: fields.serviceName,
  timeZone: fields.timeZone,
  workdays: days.filter((day) => fields[`workday${day}`]),
  opens: fields.opens,
  closes: fields.closes,
  nationalHolidays: fields.nationalHolidays === 'yes',
  collectiveLeave: fields.collectiveLeave === 'yes',
  holidaysKnownUntil: fields.holidaysKnownUntil,
  holidays: fields.holidays,
  addressing: fields.addressing,
  promiseDays: fields.promiseDays,
  promiseWarnHours: fields.promiseWarnHours,
  expectedReplyDays: fields.expectedReplyDays,
  silenceDays: [fields.silenceFirst, fields.silenceSecond, fields.silenceDoor, fields.silenceEnd],
  meetingTitle: fields.meetingTitle,
  reminderHours: fields.reminderHours,
  templatePercent: fields.templatePercent,
  cues: fields.cues === 'yes',
  cuesForMinors: fields.cuesForMinors === 'yes',
  cuesForMinorsReason: fields.cuesForMinorsReason,
  resonanceDays: fields.resonanceDays,
  informationLetters: fields.informationLetters,
  loadBase: fields.loadBase,
  loadConcern: fields.loadConcern,
  loadUrgent: fields.loadUrgent,
  loadAfterRed: fields.loadAfterRed,
  loadCap: fields.loadCap,
  fallbackStaff: fields.fallbackStaff,
  exchanges: fields.exchanges,
  shortTermDays: fields.shortTermDays,
  longTermDays: fields.longTermDays,
  plusAddresses: fields.plusAddresses === 'yes',
  neutralSubject: fields.neutralSubject,
  readingLinkDays: fields.readingLinkDays,
  answerPage: fields.answerPage === 'yes',
  acknowledgementsAnHour: fields.acknowledgementsAnHour,
  dutyStaff: fields.dutyStaff,
  dutyMinutes: fields.dutyMinutes,
  crisisContactDays: fields.crisisContactDays,
  copiesByThemselves: fields.copiesByThemselves === 'yes',
  receiptNames: fields.receiptNames === 'yes',
  expertDays: fields.expertDays,
  referralLinkDays: fields.referralLinkDays,
});

function asTyped(settings: ServiceSettings): Typed<typeof settingsForm> {
  const ticked = (is: boolean) => (is ? 'yes' : '');
  const { typed } = emptyForm(settingsForm);
  for (const day of days) typed[`workday${day}`] = ticked(settings.workdays.includes(day));
  return {
    ...typed,
    serviceName: settings.serviceName,
    timeZone: settings.timeZone,
    opens: settings.opens,
    closes: settings.closes,
    nationalHolidays: ticked(settings.nationalHolidays),
    collectiveLeave: ticked(settings.collectiveLeave),
    holidaysKnownUntil: settings.holidaysKnownUntil,
    holidays: settings.holidays.join('\n'),
    addressing: settings.addressing,
    promiseDays: String(settings.promiseDays),
    promiseWarnHours: String(settings.promiseWarnHours),
    expectedReplyDays: String(settings.expectedReplyDays),
    silenceFirst: String(settings.silenceDays[0]),
    silenceSecond: String(settings.silenceDays[1]),
    silenceDoor: String(settings.silenceDays[2]),
    silenceEnd: String(settings.silenceDays[3]),
    meetingTitle: settings.meetingTitle,
    reminderHours: String(settings.reminderHours),
    templatePercent: String(settings.templatePercent),
    cues: ticked(settings.cues),
    cuesForMinors: ticked(settings.cuesForMinors),
    cuesForMinorsReason: settings.cuesForMinorsReason,
    resonanceDays: String(settings.resonanceDays),
    informationLetters: String(settings.informationLetters),
    loadBase: String(settings.loadBase),
    loadConcern: String(settings.loadConcern),
    loadUrgent: String(settings.loadUrgent),
    loadAfterRed: String(settings.loadAfterRed),
    loadCap: String(settings.loadCap),
    fallbackStaff: settings.fallbackStaff,
    exchanges: String(settings.exchanges),
    shortTermDays: String(settings.shortTermDays),
    longTermDays: String(settings.longTermDays),
    plusAddresses: ticked(settings.plusAddresses),
    neutralSubject: settings.neutralSubject,
    readingLinkDays: String(settings.readingLinkDays),
    answerPage: ticked(settings.answerPage),
    acknowledgementsAnHour: String(settings.acknowledgementsAnHour),
    dutyStaff: settings.dutyStaff.join('\n'),
    dutyMinutes: String(settings.dutyMinutes),
    crisisContactDays: String(settings.crisisContactDays),
    copiesByThemselves: ticked(settings.copiesByThemselves),
    receiptNames: ticked(settings.receiptNames),
    expertDays: String(settings.expertDays),
    referralLinkDays: String(settings.referralLinkDays),
  };
}

async function settingsPage(
  { app, say }: ServiceVisit,
  wrong: FieldErrors<typeof settingsForm>,
  typed: Typed<typeof settingsForm>,
): Promise<Answer> {
  const [mailbox] = await listMailboxes(app.db);
  const isWrong = hasWrong(wrong);
  return {
    page: 'service/settings',
    title: say('service.settings.title'),
    status: isWrong ? 422 : 200,
    model: {
      problem: isWrong ? say('service.settings.problem') : null,
      typed: {
        ...typed,
        plusAddresses: typed.plusAddresses === 'yes',
        cues: typed.cues === 'yes',
        cuesForMinors: typed.cuesForMinors === 'yes',
        answerPage: typed.answerPage === 'yes',
        nationalHolidays: typed.nationalHolidays === 'yes',
        collectiveLeave: typed.collectiveLeave === 'yes',
        copiesByThemselves: typed.copiesByThemselves === 'yes',
        receiptNames: typed.receiptNames === 'yes',
      },
      decreed: { until: HOLIDAYS_KNOWN_UNTIL, days: indonesianHolidays },
      wrong: spoken(say, wrong),
      zones: zones(say, typed.timeZone),
      addressings: (['kamu', 'anda'] as const).map((value) => ({
        value,
        label: say(`service.addressing.${value}`),
        chosen: typed.addressing === value,
      })),
      days: days.map((day) => ({
        name: `workday${day}`,
        label: say(`service.day.${day}`),
        ticked: typed[`workday${day}`] === 'yes',
      })),
      plusExample: (mailbox?.address ?? 'konseling@sekolah.example').replace('@', '+coba@'),
    },
  };
}

const indonesian: Record<string, string> = {
  'Asia/Jakarta': 'service.zone.jakarta',
  'Asia/Makassar': 'service.zone.makassar',
  'Asia/Jayapura': 'service.zone.jayapura',
};

/** The three of Indonesia first, then all others as they are named. */
function zones(say: ServiceVisit['say'], chosen: string) {
  const others = Intl.supportedValuesOf('timeZone').filter((zone) => !Object.hasOwn(indonesian, zone));
  return [
    ...Object.entries(indonesian).map(([value, word]) => ({ value, label: say(word), chosen: value === chosen })),
    ...others.map((value) => ({ value, label: value.replaceAll('_', ' '), chosen: value === chosen })),
  ];
}
