/** The page of absences: one's own for a counsellor, everybody's for a supervisor. */
import { z } from 'zod';
import { mayWithService } from '../../core/policy.ts';
import type { Database } from '../../db/database.ts';
import { readSettings } from '../../service/settings.ts';
import type { StaffRoute, StaffVisit } from '../../staff/staff-route.ts';
import type { Answer } from '../../web/visit.ts';
import { endAbsence, enterAbsence, readAbsences } from '../absences.ts';

interface Needs {
  db: Database;
  /** rings the bell for a job, after the commit */
  wake(job: string, ids: readonly string[]): Promise<void>;
}

type Visit = StaffVisit<Needs>;

const home = ({ staff }: Visit): string => (mayWithService(staff, 'enter_absences') ? '/absences' : '/me/absences');

/** GET /me/absences and /absences */
async function showAbsences(visit: Visit): Promise<Answer> {
  const { app, staff, say, now } = visit;
  const ofAll = mayWithService(staff, 'enter_absences');
  const counsellors = await app.db
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('role', '=', 'counsellor')
    .where('disabled_at', 'is', null)
    .orderBy('name')
    .execute();
  const people = counsellors.map(({ id, name }) => ({ value: id, label: name }));
  const absences = await readAbsences(app.db, staff, now);
  return {
    page: 'absences/absences',
    title: say('absence.title'),
    model: {
      home: home(visit),
      counsellors: ofAll ? people : null,
      standIns: people.filter(({ value }) => value !== staff.id),
      absences: absences.map((one) => ({ ...one, until: new Date(one.until.getTime() - 1000) })),
    },
  };
}

const day = z.iso.date();
const someone = z.coerce.number().int().positive();
const tick = z.literal('yes').optional();
const absenceForm = z.strictObject({
  staff: someone.optional(),
  from: day,
  until: day,
  standIn: someone,
  tell: tick,
  name: tick,
});

/** POST /me/absences and /absences */
async function saveAbsence(visit: Visit): Promise<Answer> {
  const { app, staff, now } = visit;
  const form = visit.form(absenceForm);
  if ('wrong' in form) return { goTo: home(visit), say: 'absence_refusal.unreadable', tone: 'attention' };
  const { fields } = form;
  const { timeZone } = await readSettings(app.db);
  const startOf = (text: string, later: number) =>
    new Date(Temporal.PlainDate.from(text).add({ days: later }).toZonedDateTime(timeZone).epochMilliseconds);
  const wish = {
    staffId: mayWithService(staff, 'enter_absences') ? (fields.staff ?? 0) : staff.id,
    standInId: fields.standIn,
    from: startOf(fields.from, 0),
    until: startOf(fields.until, 1),
    tells: fields.tell === 'yes',
    names: fields.name === 'yes',
  };
  const result = await app.db.transaction().execute((tx) => enterAbsence(tx, staff, wish, now));
  if ('refused' in result) return { goTo: home(visit), say: `absence_refusal.${result.refused}`, tone: 'attention' };
  await app.wake('look-after-absences', [result.entered]);
  return { goTo: home(visit), say: 'absence.said.entered' };
}

/** POST /me/absences/endings and /absences/endings */
async function saveEnding(visit: Visit): Promise<Answer> {
  const { app, staff, now } = visit;
  const form = visit.form(z.strictObject({ absence: z.uuid() }));
  if ('wrong' in form) return { refused: 'unreadable' };
  const result = await app.db.transaction().execute((tx) => endAbsence(tx, staff, form.fields.absence, now));
  if ('refused' in result) return { goTo: home(visit), say: `absence_refusal.${result.refused}`, tone: 'attention' };
  return { goTo: home(visit), say: 'absence.said.ended' };
}

export const absenceRoutes: readonly StaffRoute<Needs>[] = [
  { method: 'GET', path: '/me/absences', may: 'own_absences', handler: showAbsences },
  { method: 'POST', path: '/me/absences', may: 'own_absences', handler: saveAbsence },
  { method: 'POST', path: '/me/absences/endings', may: 'own_absences', handler: saveEnding },
  { method: 'GET', path: '/absences', may: 'enter_absences', handler: showAbsences },
  { method: 'POST', path: '/absences', may: 'enter_absences', handler: saveAbsence },
  { method: 'POST', path: '/absences/endings', may: 'enter_absences', handler: saveEnding },
];
