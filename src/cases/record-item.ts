/** Puts on record what a gate asks for: a choice, the letter that shows it, a remark. The newest record of an item stands. */
import { type Happening, record } from '../audit/record.ts';
import { type RecordRefusal, refuseRecord } from '../core/gates.ts';
import type { Person } from '../core/policy.ts';
import { seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Tx } from '../db/database.ts';
import { accessCase } from './case-access.ts';
import { letterOfCase } from './letter-of-case.ts';
import type { CaseRow } from './lock-case.ts';
import { answerSigns, dangerMayPass, isRiskItem, settleRisk } from './risk.ts';
import { addRecord, standingRecord, withdrawStanding } from './standing-record.ts';

export interface ItemWish {
  /** an item and one of its choices, from core/gates.ts */
  item: string;
  value: string;
  /** a letter of this case */
  messageId: string | null;
  /** in the counsellor's words; sealed */
  remark: string;
}

export type Recorded =
  | { recorded: string }
  | { refused: RecordRefusal | 'not_found' | 'needs_reason' | 'closed' | 'no_such_letter' | 'remark_too_long' }
  | { refused: 'needs_protocol' };

const LONGEST_REMARK = 4000;

/** @returns the id of the record */
export async function recordItem(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  wish: ItemWish,
  now: Date,
): Promise<Recorded> {
  const found = await accessCase(tx, person, code, 'record', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  const remark = wish.remark.trim();
  if (remark.length > LONGEST_REMARK) return { refused: 'remark_too_long' };
  const letter = wish.messageId ? await letterOfCase(tx, kasus.id, wish.messageId) : null;
  if (wish.messageId && !letter) return { refused: 'no_such_letter' };
  const facts = { item: wish.item, value: wish.value, letter: letter?.direction ?? null, hasRemark: remark !== '' };
  const refused = refuseRecord(facts, 'person');
  if (refused) return { refused };
  const passes = isRiskItem(wish.item) && wish.value !== 'urgent';
  if (passes && !(await dangerMayPass(tx, kasus))) return { refused: 'needs_protocol' };

  const id = newId();
  const remarkSealed = remark
    ? seal(await vault.key(tx, 'letters', kasus.id), 'case_records.remark', id, remark)
    : null;
  await withdrawStanding(tx, kasus, wish.item, now);
  await addRecord(tx, kasus, {
    id,
    item: wish.item,
    value: wish.value,
    remarkSealed,
    messageId: letter?.id ?? null,
    by: person.id,
    at: now,
  });
  const followed = wish.item === 'age_band' ? await settleGuardian(tx, kasus, wish.value, now) : [];
  if (wish.item === 'guardian')
    await tx.updateTable('cases').set({ guardian_withdrew_at: null }).where('id', '=', kasus.id).execute();
  if (isRiskItem(wish.item)) {
    await settleRisk(tx, kasus.id);
    await answerSigns(tx, kasus.id, person.id);
  }
  await record(
    tx,
    {
      actor: { staff: person.id },
      kind: isRiskItem(wish.item) ? 'risk.read' : 'record.made',
      caseId: kasus.id,
      data: { record: id, item: wish.item, value: wish.value, round: kasus.round, letter: letter?.id ?? null },
    },
    ...followed,
  );
  return { recorded: id };
}

/** Who is grown up needs no guardian; who turns out not to be loses what the program had concluded for them. */
async function settleGuardian(tx: Tx, kasus: CaseRow, ageBand: string, now: Date): Promise<Happening[]> {
  const standing = await standingRecord(tx, kasus, 'guardian');
  const data = { item: 'guardian', value: 'not_needed', round: kasus.round };
  if (ageBand === 'adult' && !standing) {
    const id = newId();
    await addRecord(tx, kasus, { id, ...data, remarkSealed: null, messageId: null, by: null, at: now });
    return [{ actor: 'system', kind: 'record.made', caseId: kasus.id, data: { record: id, ...data } }];
  }
  if (ageBand !== 'adult' && standing?.value === 'not_needed' && standing.recorded_by === null) {
    await withdrawStanding(tx, kasus, 'guardian', now);
    return [{ actor: 'system', kind: 'record.withdrawn', caseId: kasus.id, data: { record: standing.id, ...data } }];
  }
  return [];
}
