/** GET /promises: what was missed, and how many promises were kept. */
import { type CaseVisit, personOf } from '../../cases/pages/case-visit.ts';
import { showCounts } from '../../core/kept-promises.ts';
import { readSettings } from '../../service/settings.ts';
import type { Answer } from '../../web/visit.ts';
import { missedPromises, promisesByQuarter } from '../missed-promises.ts';

export async function showPromises(visit: CaseVisit): Promise<Answer> {
  const { app, say, now } = visit;
  const { timeZone } = await readSettings(app.db);
  const quarters = await promisesByQuarter(app.db, timeZone);
  const missed = await missedPromises(app.db, personOf(visit), now);
  const shown = (count: number | null) => (count === null ? say('promises.few') : `${count}`);
  return {
    page: 'promises/promises',
    title: say('promises.title'),
    model: {
      missed: missed.map(({ code, counsellor, due, toldAt, whyNotTold, waits }) => ({
        code,
        counsellor: counsellor ?? say('row.nobody'),
        due,
        toldAt,
        why: whyNotTold && say(`promises.why.${whyNotTold}`),
        waits,
      })),
      quarters: quarters.map(({ year, quarter, ...counts }) => {
        const { kept, explained, missed: not, percent } = showCounts(counts);
        return {
          name: say('promises.quarter', { year, quarter }),
          kept: shown(kept),
          explained: shown(explained),
          missed: shown(not),
          percent: percent === null ? '–' : `${percent}%`,
        };
      }),
    },
  };
}
