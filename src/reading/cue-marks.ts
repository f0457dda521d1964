/** What counsellors did with cues. Kind and degree are sealed; a letter's cue has one mark, the last one. */
import type { CueKind } from '../core/cues/find-cues.ts';
import { openText } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader } from '../db/database.ts';

export const cueMarks = ['asked', 'noted', 'dismissed'] as const;

export interface CueMark {
  id: string;
  messageId: string;
  kind: CueKind;
  degree: number;
  mark: (typeof cueMarks)[number];
}

/** None when the case was erased. */
export async function readCueMarks(db: Reader, vault: Vault, caseId: string): Promise<CueMark[]> {
  const key = (await vault.keys(db, 'notes', [caseId])).get(caseId);
  if (!key) return [];
  const rows = await db
    .selectFrom('cue_marks')
    .select(['id', 'message_id', 'mark', 'cue_sealed'])
    .where('case_id', '=', caseId)
    .orderBy('marked_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    messageId: row.message_id,
    mark: row.mark,
    ...(JSON.parse(openText(key, 'cue_marks.cue', row.id, row.cue_sealed)) as Pick<CueMark, 'kind' | 'degree'>),
  }));
}
