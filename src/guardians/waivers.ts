/** A child's guardian is not asked: because they are the danger, or because the child refuses. Two persons decide it. */
import { record } from '../audit/record.ts';
import { accessCase } from '../cases/case-access.ts';
import { type ReasonRefusal, refuseReason } from '../cases/reason.ts';
import { addRecord, withdrawStanding } from '../cases/standing-record.ts';
import type { Person } from '../core/policy.ts';
import { type Key, openText, seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Reader, type Tx } from '../db/database.ts';

export const waiverGrounds = ['guardian_is_danger', 'konseli_refuses'] as const;

export interface WaiverWords {
  ground: (typeof waiverGrounds)[number];
  /** why this is in the child's best interest */
  reason: string;
}

export interface Waiver {
  id: string;
  words: WaiverWords | null;
  askedBy: { id: number; name: string };
  askedAt: Date;
  agreedBy: string | null;
}

/** The one that stands or waits; null: none. */
export async function readWaiver(db: Reader, key: Key | null, caseId: string): Promise<Waiver | null> {
  const row = await db
    .selectFrom('guardian_waivers as w')
    .innerJoin('staff as asker', 'asker.id', 'w.asked_by')
    .leftJoin('staff as second', 'second.id', 'w.agreed_by')
    .selectAll('w')
    .select(['asker.name as asker', 'second.name as second'])
    .where('w.case_id', '=', caseId)
    .where('w.refused_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  const opened = key && row.reason_sealed ? openText(key, 'guardian_waivers.reason', row.id, row.reason_sealed) : null;
  return {
    id: row.id,
    words: opened === null ? null : (JSON.parse(opened) as WaiverWords),
    askedBy: { id: row.asked_by, name: row.asker },
    askedAt: row.asked_at,
    agreedBy: row.second,
  };
}

type Refusal = 'not_found' | 'needs_reason' | 'closed';

export async function askWaiver(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  words: WaiverWords,
  now: Date,
): Promise<{ asked: string } | { refused: Refusal | ReasonRefusal | 'already_asked' }> {
  const found = await accessCase(tx, person, code, 'record', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  const refused = refuseReason(words.reason);
  if (refused) return { refused };
  const key = await vault.key(tx, 'letters', kasus.id);
  if (await readWaiver(tx, key, kasus.id)) return { refused: 'already_asked' };
  const id = newId();
  const sealed = seal(key, 'guardian_waivers.reason', id, JSON.stringify({ ...words, reason: words.reason.trim() }));
  await tx
    .insertInto('guardian_waivers')
    .values({ id, case_id: kasus.id, reason_sealed: sealed, asked_by: person.id, asked_at: now })
    .execute();
  await record(tx, { actor: { staff: person.id }, kind: 'waiver.asked', caseId: kasus.id, data: { waiver: id } });
  return { asked: id };
}

/** With the second person's yes the first gate has its record. */
export async function answerWaiver(
  tx: Tx,
  person: Person,
  code: string,
  agreed: boolean,
  now: Date,
): Promise<{ answered: string } | { refused: Refusal | 'nothing_asked' | 'asked_it_yourself' }> {
  const found = await accessCase(tx, person, code, 'agree_disclosure', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  const asked = await readWaiver(tx, null, kasus.id);
  if (!asked || asked.agreedBy !== null) return { refused: 'nothing_asked' };
  if (asked.askedBy.id === person.id) return { refused: 'asked_it_yourself' };
  await tx
    .updateTable('guardian_waivers')
    .set({ agreed_by: person.id, ...(agreed ? { agreed_at: now } : { refused_at: now }) })
    .where('id', '=', asked.id)
    .execute();
  if (agreed) {
    await withdrawStanding(tx, kasus, 'guardian', now);
    const made = { id: newId(), item: 'guardian', value: 'not_sought', remarkSealed: null, messageId: null };
    await addRecord(tx, kasus, { ...made, by: person.id, at: now });
    await tx.updateTable('cases').set({ guardian_withdrew_at: null }).where('id', '=', kasus.id).execute();
  }
  const kind = agreed ? 'waiver.agreed' : 'waiver.refused';
  await record(tx, { actor: { staff: person.id }, kind, caseId: kasus.id, data: { waiver: asked.id } });
  return { answered: asked.id };
}
