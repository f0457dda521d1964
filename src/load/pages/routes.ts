/** The pages of what counsellors carry: everybody's for a supervisor, one's own for a counsellor. */
import { z } from 'zod';
import type { Database, Tx } from '../../db/database.ts';
import { readSettings } from '../../service/settings.ts';
import type { StaffRoute, StaffVisit } from '../../staff/staff-route.ts';
import { Refusal } from '../../web/refusal.ts';
import type { Answer } from '../../web/visit.ts';
import { setOwnCap } from '../own-cap.ts';
import { endPause, setPause } from '../pauses.ts';
import { countHomeless, readLoads } from '../read-loads.ts';

interface Needs {
  db: Database;
}

type LoadVisit = StaffVisit<Needs>;

/** GET /loads */
async function showLoads(visit: LoadVisit): Promise<Answer> {
  const { app, say, now } = visit;
  const settings = await readSettings(app.db);
  const loads = await readLoads(app.db, settings, now);
  const n = await countHomeless(app.db, settings, loads, now);
  const fallback = loads.find((load) => load.email === settings.fallbackStaff);
  return {
    page: 'load/loads',
    title: say('loads.title'),
    model: {
      loads: loads.map(({ id, name, weight, cap, open, waiting, red, pausedUntil }) => ({
        id,
        name,
        weight: say('loads.of', { weight, cap }),
        full: weight >= cap,
        open,
        waiting,
        red,
        pausedUntil,
      })),
      homeless: n && say(fallback ? 'loads.homeless' : 'loads.homeless.nobody', { n, name: fallback?.name ?? '' }),
    },
  };
}

const pauseForm = z.strictObject({ until: z.iso.date() });
const nothing = z.strictObject({});

/** POST /loads/:id/pauses and /me/load/pauses */
const pause = (placeOf: (visit: LoadVisit) => { staffId: number; back: string }) => async (visit: LoadVisit) => {
  const form = visit.form(pauseForm);
  if ('wrong' in form) throw new Refusal('unreadable');
  const { staffId, back } = placeOf(visit);
  const { timeZone } = await readSettings(visit.app.db);
  const until = endOf(form.fields.until, timeZone);
  return run(visit, back, 'load.said.paused', (tx) => setPause(tx, visit.staff, { staffId, until }, visit.now));
};

/** POST /loads/:id/pauses/endings and /me/load/pauses/endings */
const end = (placeOf: (visit: LoadVisit) => { staffId: number; back: string }) => (visit: LoadVisit) => {
  visit.form(nothing);
  const { staffId, back } = placeOf(visit);
  return run(visit, back, 'load.said.ended', (tx) => endPause(tx, visit.staff, staffId, visit.now));
};

const ofColleague = ({ params }: LoadVisit) => {
  const { id = '' } = params;
  if (!/^\d{1,12}$/.test(id)) throw new Refusal('not_found');
  return { staffId: Number(id), back: '/loads' };
};
const ofOneself = ({ staff }: LoadVisit) => ({ staffId: staff.id, back: '/me/load' });

/** The whole day is still pause, and its last second shows that day. */
const endOf = (day: string, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds - 1000);

async function run(
  { app }: LoadVisit,
  back: string,
  said: string,
  command: (tx: Tx) => Promise<object | { refused: string }>,
): Promise<Answer> {
  const result = await app.db.transaction().execute(command);
  if (!('refused' in result)) return { goTo: back, say: said };
  return { goTo: back, say: `load_refusal.${result.refused}`, tone: 'attention' };
}

/** GET /me/load */
async function showOwnLoad({ app, staff, say, now }: LoadVisit): Promise<Answer> {
  const settings = await readSettings(app.db);
  const own = (await readLoads(app.db, settings, now)).find((load) => load.id === staff.id);
  if (!own) return { refused: 'not_found' };
  const { load_cap: cap } = await app.db
    .selectFrom('staff')
    .select('load_cap')
    .where('id', '=', staff.id)
    .executeTakeFirstOrThrow();
  return {
    page: 'load/own',
    title: say('load.title'),
    model: {
      weight: say('loads.of', { weight: own.weight, cap: own.cap }),
      open: own.open,
      waiting: own.waiting,
      red: own.red,
      pausedUntil: own.pausedUntil,
      cap: cap ?? '',
      serviceCap: settings.loadCap,
    },
  };
}

/** POST /me/load/caps */
async function saveOwnCap(visit: LoadVisit): Promise<Answer> {
  const { app, staff } = visit;
  const form = visit.form(
    z.strictObject({
      cap: z
        .string()
        .trim()
        .regex(/^\d{0,3}$/),
    }),
  );
  const typed = 'wrong' in form ? null : form.fields.cap;
  const cap = typed === '' ? null : Number(typed);
  const saved =
    typed === null
      ? { refused: 'above_the_service' as const }
      : await app.db.transaction().execute((tx) => setOwnCap(tx, staff, cap));
  if (!('refused' in saved)) return { goTo: '/me/load', say: 'load.said.cap' };
  const { loadCap } = await readSettings(app.db);
  return { goTo: '/me/load', say: 'load.cap.wrong', values: { cap: loadCap }, tone: 'attention' };
}

export const loadRoutes: readonly StaffRoute<Needs>[] = [
  { method: 'GET', path: '/loads', may: 'see_loads', handler: showLoads },
  { method: 'POST', path: '/loads/:id/pauses', may: 'see_loads', handler: pause(ofColleague) },
  { method: 'POST', path: '/loads/:id/pauses/endings', may: 'see_loads', handler: end(ofColleague) },
  { method: 'GET', path: '/me/load', may: 'own_load', handler: showOwnLoad },
  { method: 'POST', path: '/me/load/caps', may: 'own_load', handler: saveOwnCap },
  { method: 'POST', path: '/me/load/pauses', may: 'own_load', handler: pause(ofOneself) },
  { method: 'POST', path: '/me/load/pauses/endings', may: 'own_load', handler: end(ofOneself) },
];
