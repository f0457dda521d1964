/** What konseli asked for by mail, of the cases this person may see: what waits for somebody first, by its lawful end. */
import { sql } from 'kysely';
import { relationInSql, visibleCases } from '../cases/visible-cases.ts';
import { type Answer, mayWithCase, type Person } from '../core/policy.ts';
import type { Reader } from '../db/database.ts';
import { isInDanger } from './in-danger.ts';
import type { OwnRequest } from './lock-request.ts';

export interface ListedRequest {
  id: string;
  code: string;
  kind: OwnRequest['kind'];
  state: OwnRequest['state'];
  askedAt: Date;
  dueAt: Date | null;
  pauseUntil: Date | null;
  heldBecause: OwnRequest['held_because'];
  settledAt: Date | null;
  settledBy: string | null;
  refusal: OwnRequest['refusal'];
  counsellor: string | null;
  inDanger: boolean;
  maySettle: Answer;
  mayErase: Answer;
}

/** How long what is over stays on the page, in milliseconds. */
const SHOWN_AFTER = 30 * 86_400_000;
const MOST = 200;

/** @param caseId of one case, and only what is open there */
export async function listRequests(db: Reader, person: Person, now: Date, caseId?: string): Promise<ListedRequest[]> {
  const rows = await db
    .selectFrom('own_requests as r')
    .innerJoin('cases', 'cases.id', 'r.case_id')
    .leftJoin('staff as s', 's.id', 'r.settled_by')
    .leftJoin('staff as c', 'c.id', 'cases.counsellor_id')
    .selectAll('r')
    .select(['cases.code', 'cases.stage', 'cases.risk', 'cases.signs', 's.name as settledBy', 'c.name as counsellor'])
    .select(relationInSql(person).as('relation'))
    .where(visibleCases(person, 'see', now))
    .where((eb) =>
      caseId
        ? eb.and([eb('cases.id', '=', caseId), eb('r.settled_at', 'is', null)])
        : eb.or([eb('r.settled_at', 'is', null), eb('r.settled_at', '>', new Date(now.getTime() - SHOWN_AFTER))]),
    )
    .orderBy(sql`r.settled_at desc nulls first, r.due_at asc nulls last, r.asked_at`)
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    kind: row.kind,
    state: row.state,
    askedAt: row.asked_at,
    dueAt: row.due_at,
    pauseUntil: row.pause_until,
    heldBecause: row.held_because,
    settledAt: row.settled_at,
    settledBy: row.settledBy,
    refusal: row.refusal,
    counsellor: row.counsellor,
    inDanger: isInDanger(row),
    maySettle: mayWithCase(person, 'settle_request', row.relation),
    mayErase: mayWithCase(person, 'agree_erasure', row.relation),
  }));
}

/** What waits for a person, and how much of it is near its lawful end or past it. */
export async function countRequests(db: Reader, person: Person, now: Date): Promise<{ waiting: number; near: number }> {
  const row = await db
    .selectFrom('own_requests as r')
    .innerJoin('cases', 'cases.id', 'r.case_id')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .select((eb) => eb.fn.countAll<number>().filterWhere('r.due_at', '<', nearEnd(now)).as('near'))
    .where('r.state', 'in', ['held', 'confirmed'])
    .where(visibleCases(person, 'see', now))
    .executeTakeFirstOrThrow();
  return { waiting: Number(row.waiting), near: Number(row.near) };
}

/** A day before the end it is time. */
export const nearEnd = (now: Date): Date => new Date(now.getTime() + 86_400_000);
