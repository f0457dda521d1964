/** What the program sees for itself: that the acknowledgement was sent, that an answer reached the konseli. */
import { record } from '../audit/record.ts';
import { refuseRecord } from '../core/gates.ts';
import { newId, type Tx } from '../db/database.ts';
import { lockCase } from './lock-case.ts';
import { addRecord, standingRecord } from './standing-record.ts';

/**
 * Puts it on record once a round; what a person recorded stays. It locks the case and then the chain of events: call it when
 * every other row of the transaction is locked, right before its `record()`.
 * @returns whether something was put on record now
 * @throws Error when the item or value is not one that the program may record: a bug
 */
export async function seeGateItem(
  tx: Tx,
  caseId: string,
  item: 'acknowledged' | 'reachable',
  value: 'sent' | 'reached',
  now: Date,
): Promise<boolean> {
  const refused = refuseRecord({ item, value, letter: null, hasRemark: false }, 'program');
  if (refused) throw new Error(`the program cannot record ${item} as ${value}: ${refused}`);
  const kasus = await lockCase(tx, caseId);
  if (!kasus || kasus.stage === 'closed' || (await standingRecord(tx, kasus, item))) return false;
  const id = newId();
  await addRecord(tx, kasus, { id, item, value, remarkSealed: null, messageId: null, by: null, at: now });
  await record(tx, {
    actor: 'system',
    kind: 'record.made',
    caseId,
    data: { record: id, item, value, round: kasus.round },
  });
  return true;
}
