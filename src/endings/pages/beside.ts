/** Beside the thread: how many letters are left, what the next session is about, and the word that the ending is near. */
import { readExchanges } from '../../cases/exchanges.ts';
import type { CasePart } from '../../cases/pages/case-page.ts';
import { personOf } from '../../cases/pages/case-visit.ts';
import { permissions } from '../../cases/pages/panel-model.ts';
import { standingRecord } from '../../cases/standing-record.ts';
import { MOST_EXCHANGES, placeOfNext, remaining } from '../../core/exchanges.ts';

/** Null outside of counselling. */
export const endingBeside: CasePart = async (tx, visit, { kasus, relation }, refused) => {
  if (kasus.stage !== 'counselling') return null;
  const { say } = visit;
  const letters = (await visit.app.vault.keys(tx, 'letters', [kasus.id])).get(kasus.id) ?? null;
  const exchanges = await readExchanges(tx, letters, kasus);
  const place = placeOfNext(exchanges);
  const announced = place === 'early' || (await standingRecord(tx, kasus, 'ending_announced')) !== undefined;
  const may = permissions(personOf(visit), relation)('record');
  const typed = refused?.typed.exchanges;
  return {
    code: kasus.code,
    line: say('endings.left', { used: exchanges.used, agreed: exchanges.agreed, left: remaining(exchanges) }),
    place: announced ? null : say(`endings.place.${place}`),
    announce: announced || !may ? null : await lastOfOurs(tx, kasus.id),
    reason: exchanges.reason || null,
    form: may
      ? {
          most: MOST_EXCHANGES,
          value: typed ?? exchanges.agreed,
          why: refused?.typed.longer ?? '',
          open: typed !== undefined,
        }
      : null,
  };
};

/** The newest letter of ours: the one that may have announced the ending. */
async function lastOfOurs(tx: Parameters<CasePart>[0], caseId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('messages')
    .select('id')
    .where('case_id', '=', caseId)
    .where('direction', '=', 'out')
    .where('kind', '=', 'letter')
    .orderBy('arrived_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}
