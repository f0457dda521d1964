/** A counsellor asked about a cue, noted it, or put it aside. */
import { record } from '../audit/record.ts';
import { accessCase } from '../cases/case-access.ts';
import { readThread } from '../cases/case-thread.ts';
import type { CueKind } from '../core/cues/find-cues.ts';
import type { Person } from '../core/policy.ts';
import { seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Tx } from '../db/database.ts';
import { type CueMark, readCueMarks } from './cue-marks.ts';
import { cuesOfCase } from './cues-of-case.ts';

/** The record says that a cue of this letter was marked, and not which. */
export async function markCue(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  letterId: string,
  wish: { kind: CueKind; mark: CueMark['mark'] },
  now: Date,
): Promise<{ marked: string } | { refused: 'not_found' | 'needs_reason' | 'closed' | 'no_such_cue' }> {
  const found = await accessCase(tx, person, code, 'write_worksheet', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  const thread = await readThread(tx, vault, kasus, person.id, false);
  const cues = await cuesOfCase(tx, vault, kasus.id, thread);
  const cue = cues.get(letterId)?.find(({ kind }) => kind === wish.kind);
  if (!cue) return { refused: 'no_such_cue' };
  const before = (await readCueMarks(tx, vault, kasus.id)).filter(
    ({ messageId, kind }) => messageId === letterId && kind === wish.kind,
  );
  for (const { id } of before) await tx.deleteFrom('cue_marks').where('id', '=', id).execute();
  const id = newId();
  const key = await vault.key(tx, 'notes', kasus.id);
  await tx
    .insertInto('cue_marks')
    .values({
      id,
      case_id: kasus.id,
      message_id: letterId,
      mark: wish.mark,
      cue_sealed: seal(key, 'cue_marks.cue', id, JSON.stringify({ kind: cue.kind, degree: cue.degree })),
      marked_by: person.id,
      marked_at: now,
    })
    .execute();
  await record(tx, {
    actor: { staff: person.id },
    kind: 'cue.marked',
    caseId: kasus.id,
    data: { letter: letterId, mark: wish.mark },
  });
  return { marked: id };
}
