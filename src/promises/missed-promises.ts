/** For supervisors: which promises were missed, and how many were kept in each quarter. Codes and dates; not a word. */
import { sql } from 'kysely';
import { visibleCases } from '../cases/visible-cases.ts';
import type { PromiseCounts } from '../core/kept-promises.ts';
import type { Person } from '../core/policy.ts';
import type { Reader } from '../db/database.ts';

export interface MissedPromise {
  code: string;
  counsellor: string | null;
  due: Date;
  /** when the konseli was told that it takes longer */
  toldAt: Date | null;
  whyNotTold: string | null;
  /** the konseli waits still */
  waits: boolean;
}

const DAYS_BACK = 90;
const MOST = 200;

/** Those who still wait first, then the newest; as far as this person may know of the case. */
export async function missedPromises(db: Reader, person: Person, now: Date): Promise<MissedPromise[]> {
  const waits = sql<boolean>`cases.waiting_since is not distinct from promises.waiting_since`;
  return db
    .selectFrom('promises')
    .innerJoin('cases', 'cases.id', 'promises.case_id')
    .leftJoin('staff', 'staff.id', 'cases.counsellor_id')
    .select([
      'cases.code',
      'staff.name as counsellor',
      'promises.due_at as due',
      'promises.told_at as toldAt',
      'promises.why_not_told as whyNotTold',
      waits.as('waits'),
    ])
    .where('promises.state', '=', 'missed')
    .where('promises.due_at', '>', new Date(now.getTime() - DAYS_BACK * 86_400_000))
    .where('cases.erased_at', 'is', null)
    .where(visibleCases(person, 'see', now))
    .orderBy(waits, 'desc')
    .orderBy('promises.due_at', 'desc')
    .limit(MOST)
    .execute();
}

export interface Quarter extends PromiseCounts {
  year: number;
  /** 1 to 4 */
  quarter: number;
}

const QUARTERS = 5;

/** The newest first; a promise counts in the quarter of its day. */
export async function promisesByQuarter(db: Reader, timeZone: string): Promise<Quarter[]> {
  const { rows } = await sql<Quarter>`
    select extract(year from day)::int as year, extract(quarter from day)::int as quarter,
      count(*) filter (where state = 'kept') as kept,
      count(*) filter (where state = 'explained') as explained,
      count(*) filter (where state = 'missed') as missed
    from (select due_at at time zone ${timeZone} as day, state from promises where state in ('kept', 'explained', 'missed')) p
    group by 1, 2 order by 1 desc, 2 desc limit ${QUARTERS}`.execute(db as never);
  return rows;
}
