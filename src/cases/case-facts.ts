/** What core/stage.ts must know of a case to decide a move, read from the database. */
import type { CaseFacts } from '../core/stage.ts';
import type { Reader } from '../db/database.ts';
import { isEndedByLetter } from './ending-letter.ts';
import type { CaseRow } from './lock-case.ts';

/** For a decision the case must be locked; for a page that shows what is missing it need not be. */
export async function readCaseFacts(db: Reader, kasus: CaseRow): Promise<CaseFacts> {
  const records = await db
    .selectFrom('case_records')
    .select(['item', 'value', 'recorded_at'])
    .where('case_id', '=', kasus.id)
    .where('round', '=', kasus.round)
    .where('withdrawn_at', 'is', null)
    .execute();
  const outcome = await db
    .selectFrom('outcomes')
    .select(['outcome', 'completed_at', 'chosen_at'])
    .where('case_id', '=', kasus.id)
    .where('round', '=', kasus.round)
    .where('replaced_at', 'is', null)
    .executeTakeFirst();
  const overrides = await db
    .selectFrom('gate_overrides')
    .select(['from_stage', 'to_stage'])
    .where('case_id', '=', kasus.id)
    .where('round', '=', kasus.round)
    .where('agreed_at', 'is not', null)
    .execute();
  return {
    suitsAnew: records.some((r) => suits(r) && outcome !== undefined && r.recorded_at >= outcome.chosen_at),
    endedByLetter: await isEndedByLetter(db, kasus),
    stage: kasus.stage,
    round: kasus.round,
    risk: kasus.risk,
    signs: kasus.signs,
    counsellorId: kasus.counsellor_id,
    guardianWithdrew: kasus.guardian_withdrew_at !== null,
    letterUnanswered: kasus.waiting_since !== null,
    records: records.map((r) => ({ item: r.item, value: r.value, recordedAt: r.recorded_at })),
    outcome: outcome ? { outcome: outcome.outcome, completed: outcome.completed_at !== null } : null,
    overrides: overrides.map((o) => ({ from: o.from_stage, to: o.to_stage })),
  };
}

const suits = ({ item, value }: { item: string; value: string }): boolean =>
  item === 'suitability' && value !== 'does_not_fit';
