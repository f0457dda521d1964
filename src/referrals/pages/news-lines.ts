/** What the receiver answered, one after the other, each with the letter that tells the konseli: sent, or ready to be read and sent. */
import { readKonseliIfKept } from '../../cases/case-panel.ts';
import { showHidden } from '../../cases/link-text.ts';
import { openText } from '../../crypto/seal.ts';
import type { Reader } from '../../db/database.ts';
import type { ReferralRow } from '../standing-referral.ts';
import { newsDraft, toldAt } from '../tell-konseli.ts';
import type { ReferralContext } from './referral-page.ts';

export async function newsLines(
  db: Reader,
  { visit, kasus, key, may, typed }: ReferralContext,
  row: ReferralRow,
): Promise<object[]> {
  const { app, say, now } = visit;
  const rows = await db
    .selectFrom('referral_news as n')
    .leftJoin('staff as s', 's.id', 'n.recorded_by')
    .selectAll('n')
    .select('s.name')
    .where('n.referral_id', '=', row.id)
    .orderBy('n.at')
    .orderBy('n.id')
    .execute();
  const konseli = await readKonseliIfKept(db, app.vault, kasus.konseli_id);
  const mayTell = may('refer') && kasus.stage !== 'closed';
  const lines: object[] = [];
  for (const news of rows) {
    const told = await toldAt(db, news.id);
    const isTyped = typed.tells === news.id;
    const draft = mayTell && konseli && !told ? await newsDraft(db, kasus, row, news, konseli.language, now) : null;
    lines.push({
      id: news.id,
      label: say(`referral.news.${news.kind}`),
      by: news.name ?? say('referral.by_link'),
      at: news.at,
      happensAt: news.happens_at,
      words: news.words_sealed ? showHidden(openText(key, 'referral_news.words', news.id, news.words_sealed)) : null,
      told: told ?? null,
      draft: isTyped ? (typed.letter ?? draft) : draft,
      open: isTyped,
    });
  }
  return lines;
}
