/** The pages of what hard letters leave behind, for the table of contents. */
import { z } from 'zod';
import { showHidden } from '../../cases/link-text.ts';
import type { ShowCase } from '../../cases/pages/case-page.ts';
import { type CaseRoute, type CaseVisit, personOf } from '../../cases/pages/case-visit.ts';
import { fieldsOf, runner, words } from '../../cases/pages/run-command.ts';
import type { Answer } from '../../web/visit.ts';
import { type DebriefWish, pauseDays, readDebriefs, writeDebrief } from '../debriefs.ts';
import { refusalWord } from '../words.ts';

const debriefForm = z.strictObject({
  debrief: words,
  supervisor: z.string().regex(/^\d{1,12}$/),
  pause: z.enum(pauseDays.map(String)),
});

/** GET /debriefs */
async function showDebriefs(visit: CaseVisit): Promise<Answer> {
  const { app, say } = visit;
  const read = await app.db.transaction().execute((tx) => readDebriefs(tx, app.vault, personOf(visit)));
  return {
    page: 'debriefs/list',
    title: say('debriefs.title'),
    model: {
      debriefs: read.map(({ mine, author, supervisor, at, body }) => ({
        who: mine ? say('debriefs.to', { name: supervisor }) : say('debriefs.from', { name: author }),
        at,
        body: showHidden(body),
      })),
    },
  };
}

/** @param show the page of a case, to come back to */
export function debriefRoutes(show: ShowCase): CaseRoute[] {
  const run = runner(show, refusalWord);
  const write = (visit: CaseVisit) => {
    const fields = fieldsOf(visit, debriefForm);
    const wish: DebriefWish = {
      body: fields.debrief,
      supervisorId: Number(fields.supervisor),
      pauseDays: Number(fields.pause) as DebriefWish['pauseDays'],
    };
    return run(
      visit,
      'debrief.said',
      (tx, code) => writeDebrief(tx, visit.app.vault, personOf(visit), code, wish, visit.now),
      fields,
    );
  };
  return [
    { method: 'GET', path: '/debriefs', may: 'see_debriefs', handler: showDebriefs },
    { method: 'POST', path: '/cases/:code/debriefs', may: 'see_cases', carries: ['debrief'], handler: write },
  ];
}
