/** What can be done about the ending of a case, for the table of contents. */
import { z } from 'zod';
import { agreeExchanges } from '../../cases/exchanges.ts';
import type { ShowCase } from '../../cases/pages/case-page.ts';
import { type CaseRoute, personOf } from '../../cases/pages/case-visit.ts';
import { fieldsOf, runner, words } from '../../cases/pages/run-command.ts';

/** @param show the page of a case, to come back to */
export function endingRoutes(show: ShowCase): CaseRoute[] {
  const run = runner(show);
  return [
    {
      method: 'POST',
      path: '/cases/:code/exchanges',
      may: 'see_cases',
      carries: ['longer'],
      handler: (visit) => {
        const typed = fieldsOf(visit, z.strictObject({ exchanges: z.string().trim().max(4), longer: words }));
        const wish = { exchanges: Number(typed.exchanges || Number.NaN), reason: typed.longer };
        return run(
          visit,
          'endings.agreed',
          (tx, code) => agreeExchanges(tx, visit.app.vault, personOf(visit), code, wish, visit.now),
          typed,
        );
      },
    },
  ];
}
