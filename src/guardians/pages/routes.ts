/** The forms about a guardian, for the table of contents. */
import { z } from 'zod';
import type { ShowCase } from '../../cases/pages/case-page.ts';
import { type CaseRoute, type CaseVisit, personOf } from '../../cases/pages/case-visit.ts';
import { fieldsOf, runner, words } from '../../cases/pages/run-command.ts';
import { guardianWithdraws } from '../guardian-withdraws.ts';
import { answerWaiver, askWaiver, waiverGrounds } from '../waivers.ts';
import { refusalWord } from '../words.ts';

const askForm = z.strictObject({ ground: z.enum(waiverGrounds), waiver_reason: words });
const answerForm = z.strictObject({ answer: z.enum(['agree', 'refuse']) });
const nothing = z.strictObject({});

/** @param show the page of a case, to come back to */
export function guardianRoutes(show: ShowCase): CaseRoute[] {
  const run = runner(show, refusalWord);

  const ask = (visit: CaseVisit) => {
    const fields = fieldsOf(visit, askForm);
    const wish = { ground: fields.ground, reason: fields.waiver_reason };
    return run(
      visit,
      'guardian.said.asked',
      (tx, code) => askWaiver(tx, visit.app.vault, personOf(visit), code, wish, visit.now),
      fields,
      '#guardian',
    );
  };
  const answer = (visit: CaseVisit) => {
    const { answer } = fieldsOf(visit, answerForm);
    return run(
      visit,
      `guardian.said.${answer}`,
      (tx, code) => answerWaiver(tx, personOf(visit), code, answer === 'agree', visit.now),
      {},
      '#guardian',
    );
  };
  const withdraw = (visit: CaseVisit) => {
    fieldsOf(visit, nothing);
    return run(
      visit,
      'guardian.said.withdrew',
      (tx, code) => guardianWithdraws(tx, personOf(visit), code, visit.now),
      {},
      '#guardian',
    );
  };
  return [
    { method: 'POST', path: '/cases/:code/waivers', may: 'see_cases', carries: ['waiver_reason'], handler: ask },
    { method: 'POST', path: '/cases/:code/waivers/answers', may: 'see_cases', handler: answer },
    { method: 'POST', path: '/cases/:code/guardian-withdrawals', may: 'see_cases', handler: withdraw },
  ];
}
