/** What the program sees for itself: that the acknowledgement was sent, that an answer reached the konseli, what a letter says. */
import { type Happening, record } from '../audit/record.ts';
import { refuseRecord } from '../core/gates.ts';
import { type Key, seal } from '../crypto/seal.ts';
import { newId, type Tx } from '../db/database.ts';
import { type CaseRow, lockCase } from './lock-case.ts';
import { addRecord, standingRecord } from './standing-record.ts';

export interface SeenItem {
  item: string;
  value: string;
  /** the letter that shows it */
  letter?: { id: string; direction: 'in' | 'out' };
  remark?: { text: string; key: Key };
}

/**
 * Puts it on record once a round; what a person recorded stays. The case must be locked by the caller.
 * @returns what happened, for the caller to record
 * @throws Error when the item or value is not one that the program may record: a bug
 */
export async function seeItem(tx: Tx, kasus: CaseRow, seen: SeenItem, now: Date): Promise<Happening[]> {
  const { item, value, letter, remark } = seen;
  const facts = { item, value, letter: letter?.direction ?? null, hasRemark: remark !== undefined };
  const refused = refuseRecord(facts, 'program');
  if (refused) throw new Error(`the program cannot record ${item} as ${value}: ${refused}`);
  if (kasus.stage === 'closed' || (await standingRecord(tx, kasus, item))) return [];
  const id = newId();
  await addRecord(tx, kasus, {
    id,
    item,
    value,
    remarkSealed: remark ? seal(remark.key, 'case_records.remark', id, remark.text) : null,
    messageId: letter?.id ?? null,
    by: null,
    at: now,
  });
  const data = { record: id, item, value, round: kasus.round, ...(letter ? { letter: letter.id } : {}) };
  return [{ actor: 'system', kind: 'record.made', caseId: kasus.id, data }];
}

/**
 * It locks the case and then the chain of events: call it when every other row of the transaction is locked, right before its
 * `record()`.
 * @returns whether something was put on record now
 */
export async function seeGateItem(
  tx: Tx,
  caseId: string,
  item: 'acknowledged' | 'reachable',
  value: 'sent' | 'reached',
  now: Date,
): Promise<boolean> {
  const kasus = await lockCase(tx, caseId);
  const seen = kasus ? await seeItem(tx, kasus, { item, value }, now) : [];
  await record(tx, ...seen);
  return seen.length > 0;
}
