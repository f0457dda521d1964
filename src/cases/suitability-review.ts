/**
 * Whether letters still suit: looked at again after each third of ours, and whenever danger was read; before a fifth letter
 * without it nothing is sent. The look is the record `suitability`, as in the first gate, made anew.
 */
import type { Reader } from '../db/database.ts';
import type { CaseRow } from './lock-case.ts';
import { RISK_ITEMS } from './risk.ts';

const DUE_AFTER = 3;
const OVERDUE_AFTER = 4;

/** @returns null outside of counselling */
export async function readSuitabilityReview(
  db: Reader,
  kasus: CaseRow,
): Promise<{ due: boolean; overdue: boolean } | null> {
  if (kasus.stage !== 'counselling') return null;
  const records = await db
    .selectFrom('case_records')
    .select(['item', 'value', 'recorded_at'])
    .where('case_id', '=', kasus.id)
    .where('item', 'in', ['suitability', ...RISK_ITEMS])
    .where('withdrawn_at', 'is', null)
    .orderBy('recorded_at')
    .execute();
  const last = records.findLast(({ item }) => item === 'suitability')?.recorded_at ?? kasus.opened_at;
  const danger = records.some(
    ({ item, value, recorded_at }) => item !== 'suitability' && value !== 'none' && recorded_at > last,
  );
  const letters = await lettersSince(db, kasus.id, last);
  return { due: danger || letters >= DUE_AFTER, overdue: letters >= OVERDUE_AFTER };
}

async function lettersSince(db: Reader, caseId: string, since: Date): Promise<number> {
  const row = await db
    .selectFrom('messages')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('case_id', '=', caseId)
    .where('direction', '=', 'out')
    .where('kind', '=', 'letter')
    .where('arrived_at', '>', since)
    .executeTakeFirstOrThrow();
  return row.n;
}
