/** What every counsellor carries now. Numbers only: no code of a case and no word of it leaves here. */
import { capOf, isRed, type LoadWeights, weightOf } from '../core/load.ts';
import type { Reader } from '../db/database.ts';
import type { ServiceSettings } from '../service/settings.ts';

export interface Load {
  id: number;
  name: string;
  email: string;
  /** the sum of the weights of their open cases */
  weight: number;
  cap: number;
  open: number;
  /** a konseli waits for their answer */
  waiting: number;
  red: number;
  pausedUntil: Date | null;
}

export const weightsIn = (settings: ServiceSettings): LoadWeights => ({
  base: settings.loadBase,
  concern: settings.loadConcern,
  urgent: settings.loadUrgent,
  afterRed: settings.loadAfterRed,
});

/** Of all counsellors who can sign in, by name. */
export async function readLoads(db: Reader, settings: ServiceSettings, now: Date): Promise<Load[]> {
  const staff = await db
    .selectFrom('staff as s')
    .leftJoin('pauses as p', (join) =>
      join.onRef('p.staff_id', '=', 's.id').on('p.ended_at', 'is', null).on('p.ends_at', '>', now),
    )
    .select(['s.id', 's.name', 's.email', 's.load_cap', 'p.ends_at'])
    .where('s.role', '=', 'counsellor')
    .where('s.disabled_at', 'is', null)
    .orderBy('s.name')
    .orderBy('s.id')
    .execute();
  const cases = await carriedCases(db).where('cases.counsellor_id', 'is not', null).execute();
  const weights = weightsIn(settings);
  return staff.map((one) => {
    const own = cases.filter((kasus) => kasus.counsellor_id === one.id);
    return {
      id: one.id,
      name: one.name,
      email: one.email,
      weight: own.reduce((sum, kasus) => sum + weightOf(kasus, weights, now), 0),
      cap: capOf(settings.loadCap, one.load_cap),
      open: own.length,
      waiting: own.filter((kasus) => kasus.waiting_since !== null).length,
      red: own.filter((kasus) => kasus.risk === 'urgent' || isRed(kasus, now)).length,
      pausedUntil: one.ends_at,
    };
  });
}

export const hasRoom = ({ weight, cap, pausedUntil }: Load, added: number): boolean =>
  pausedUntil === null && weight + added <= cap;

/** New cases that nobody has room for. */
export async function countHomeless(
  db: Reader,
  settings: ServiceSettings,
  loads: readonly Load[],
  now: Date,
): Promise<number> {
  const waiting = await carriedCases(db).where('cases.counsellor_id', 'is', null).execute();
  return waiting.filter((kasus) => !loads.some((load) => hasRoom(load, weightOf(kasus, weightsIn(settings), now))))
    .length;
}

/** What the weight of open cases is counted from. */
export const carriedCases = (db: Reader) =>
  db
    .selectFrom('cases')
    .select(['cases.id', 'counsellor_id', 'risk', 'signs', 'asleep_until as asleepUntil', 'waiting_since'])
    .select((eb) =>
      eb
        .selectFrom('duty_calls as d')
        .select((inner) => inner.fn.max('d.called_at').as('at'))
        .whereRef('d.case_id', '=', 'cases.id')
        .as('redAt'),
    )
    .where('stage', '<>', 'closed');
