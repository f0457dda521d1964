/**
 * What a supervisor looks after when people are in danger: cases that were read as urgent a day ago and have no protocol since, and
 * confidence that was broken by one person alone. Codes and dates, no word of them.
 */
import { sql } from 'kysely';
import { visibleCases } from '../cases/visible-cases.ts';
import type { Person } from '../core/policy.ts';
import type { Reader } from '../db/database.ts';

/** So long help comes first and paper later. */
const PAPER_WAITS_MS = 24 * 3_600_000;

export interface ProtocolDue {
  code: string;
  counsellor: string | null;
  urgentSince: Date;
}

export async function listProtocolsDue(db: Reader, person: Person, now: Date): Promise<ProtocolDue[]> {
  const urgent = db
    .selectFrom('cases')
    .innerJoin('case_records as r', 'r.case_id', 'cases.id')
    .leftJoin('staff as s', 's.id', 'cases.counsellor_id')
    .select(['cases.code', 's.name as counsellor'])
    .select((eb) => eb.fn.min('r.recorded_at').as('urgentSince'))
    .where('cases.risk', '=', 'urgent')
    .where('cases.stage', '<>', 'closed')
    .where('r.item', 'in', ['risk_read', 'risk_reread'])
    .where('r.value', '=', 'urgent')
    // Read as urgent once more each day, it would never come due: what counts is the first time after whatever was written last.
    .where(
      sql<boolean>`r.recorded_at > coalesce((select max(p.made_at) from risk_protocols p where p.case_id = cases.id), '-infinity')`,
    )
    .where(sql<boolean>`r.recorded_at > coalesce((select max(l.recorded_at) from case_records l
      where l.case_id = cases.id and l.item in ('risk_read', 'risk_reread') and l.value <> 'urgent'), '-infinity')`)
    .where(visibleCases(person, 'see', now))
    .groupBy(['cases.id', 'cases.code', 's.name'])
    .orderBy('urgentSince');
  const rows = await urgent.execute();
  const before = now.getTime() - PAPER_WAITS_MS;
  return rows.filter((row) => row.urgentSince.getTime() <= before);
}

export interface ToldAlone {
  code: string;
  by: string;
  at: Date;
}

/** Told without a second person, and nobody has looked at it yet. */
export const listToldAlone = (db: Reader, person: Person, now: Date): Promise<ToldAlone[]> =>
  db
    .selectFrom('disclosures as d')
    .innerJoin('cases', 'cases.id', 'd.case_id')
    .innerJoin('staff as s', 's.id', 'd.asked_by')
    .select(['cases.code', 's.name as by', 'd.asked_at as at'])
    .where('d.alone', '=', true)
    .where('d.agreed_by', 'is', null)
    .where('cases.erased_at', 'is', null)
    .where(visibleCases(person, 'see', now))
    .orderBy('d.asked_at')
    .execute();
