/** Hands a whole case out as a file; the command writes down who did. */
import { z } from 'zod';
import { Refusal } from '../../web/refusal.ts';
import type { Answer } from '../../web/visit.ts';
import { exportCase } from '../export-case.ts';
import { refusalWord } from '../words.ts';
import type { ShowCase } from './case-page.ts';
import { type CaseVisit, personOf } from './case-visit.ts';

const exportForm = z.strictObject({ notes: z.literal('yes').optional() });

/** POST /cases/:code/exports */
export const caseExporter =
  (show: ShowCase) =>
  async (visit: CaseVisit): Promise<Answer> => {
    const { app, params, say, now } = visit;
    const form = visit.form(exportForm);
    if ('wrong' in form) throw new Refusal('unreadable');
    const wish = { notes: form.fields.notes === 'yes' };
    const result = await app.db
      .transaction()
      .execute((tx) => exportCase(tx, app.vault, personOf(visit), params.code ?? '', wish, now));
    if ('exported' in result)
      return {
        download: JSON.stringify(result.exported, null, 2),
        name: `${result.exported.code}.json`,
        type: 'application/json',
      };
    return result.refused === 'not_found'
      ? { refused: 'not_found' }
      : show(visit, { problem: say(refusalWord(result.refused)), typed: {} });
  };
