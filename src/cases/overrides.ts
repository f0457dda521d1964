/** Every move that was asked for without its records, in the cases this person may see, newest first. */
import type { Person } from '../core/policy.ts';
import type { Stage } from '../core/stage.ts';
import { openText } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader } from '../db/database.ts';
import { visibleCases } from './visible-cases.ts';

export interface ListedOverride {
  code: string;
  from: Stage;
  to: Stage;
  askedBy: string;
  askedAt: Date;
  /** null: not answered yet */
  answer: { agreed: boolean; by: string; at: Date } | null;
  /** null: this person may not read the words of the case now */
  reason: string | null;
}

const MOST = 200;

export async function listOverrides(db: Reader, vault: Vault, person: Person, now: Date): Promise<ListedOverride[]> {
  const rows = await db
    .selectFrom('gate_overrides as o')
    .innerJoin('cases', 'cases.id', 'o.case_id')
    .innerJoin('staff as asked', 'asked.id', 'o.asked_by')
    .leftJoin('staff as answered', 'answered.id', 'o.agreed_by')
    .selectAll('o')
    .select(['cases.code', 'asked.name as asked_name', 'answered.name as answered_name'])
    .select(visibleCases(person, 'read', now).as('may_read'))
    .where(visibleCases(person, 'see', now))
    .orderBy('o.asked_at', 'desc')
    .limit(MOST)
    .execute();
  const readable = rows.filter((row) => row.may_read).map((row) => row.case_id);
  const keys = await vault.keys(db, 'letters', [...new Set(readable)]);
  return rows.map((row) => {
    const key = keys.get(row.case_id);
    const at = row.agreed_at ?? row.refused_at;
    return {
      code: row.code,
      from: row.from_stage,
      to: row.to_stage,
      askedBy: row.asked_name,
      askedAt: row.asked_at,
      answer: at ? { agreed: row.agreed_at !== null, by: row.answered_name ?? '', at } : null,
      reason: key ? openText(key, 'gate_overrides.reason', row.id, row.reason_sealed) : null,
    };
  });
}
