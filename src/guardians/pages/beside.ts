/** Beside the thread of a child's case: whether the guardian is left out, and what follows when they took their consent back. */

import { showHidden } from '../../cases/link-text.ts';
import type { CasePart } from '../../cases/pages/case-page.ts';
import { personOf } from '../../cases/pages/case-visit.ts';
import { permissions } from '../../cases/pages/panel-model.ts';
import { standingRecord } from '../../cases/standing-record.ts';
import { stopsBy } from '../../core/guardian.ts';
import { readWaiver, waiverGrounds } from '../waivers.ts';

export const guardiansBeside: CasePart = async (tx, visit, { kasus, relation }, refused) => {
  const { app, say, staff } = visit;
  if (kasus.stage === 'closed' || relation === 'pool') return null;
  const may = permissions(personOf(visit), relation);
  const guardian = await standingRecord(tx, kasus, 'guardian');
  const age = await standingRecord(tx, kasus, 'age_band');
  const withdrew = kasus.guardian_withdrew_at;
  const key = (await app.vault.keys(tx, 'letters', [kasus.id])).get(kasus.id) ?? null;
  const waiver = await readWaiver(tx, key, kasus.id);
  const isChild = age !== undefined && age.value !== 'adult';
  const asks = (isChild && kasus.stage === 'preparation') || withdrew !== null;
  const consented = guardian?.value === 'consented';
  if (!asks && !consented && !waiver) return null;
  const typed = refused?.typed ?? {};
  return {
    withdrew: withdrew && { at: withdrew, by: stopsBy(withdrew) },
    waiver: waiver && {
      text: waiver.agreedBy
        ? say('guardian.waived', { asked: waiver.askedBy.name, agreed: waiver.agreedBy })
        : say('guardian.waits', { name: waiver.askedBy.name }),
      ground: waiver.words && say(`guardian.ground.${waiver.words.ground}`),
      reason: waiver.words && showHidden(waiver.words.reason),
      mayAnswer: !waiver.agreedBy && waiver.askedBy.id !== staff.id && may('agree_disclosure'),
    },
    ask:
      asks && !waiver && !consented && may('record')
        ? {
            open: 'waiver_reason' in typed,
            reason: typed.waiver_reason ?? '',
            grounds: waiverGrounds.map((value) => ({
              value,
              label: say(`guardian.ground.${value}`),
              chosen: value === typed.ground,
            })),
          }
        : null,
    mayWithdraw: consented && may('record'),
  };
};
