/** The buttons of a worksheet: keep it, share the first layer with one supervisor, take that back, mark a cue. */
import { z } from 'zod';
import { type CaseVisit, personOf } from '../../cases/pages/case-visit.ts';
import { fieldsOf, words } from '../../cases/pages/run-command.ts';
import { cueKinds } from '../../core/cues/find-cues.ts';
import type { Tx } from '../../db/database.ts';
import type { Answer } from '../../web/visit.ts';
import { cueMarks } from '../cue-marks.ts';
import { markCue } from '../mark-cue.ts';
import { saveWorksheet } from '../save-worksheet.ts';
import { shareResonance, unshareResonance } from '../share-resonance.ts';
import { letterIn, type RefusedWorksheet, worksheetPath } from './needs.ts';
import { showWorksheet } from './worksheet-page.ts';

const worksheetForm = z.strictObject({
  form_id: z.uuid(),
  seen: z.union([z.uuid(), z.literal('').transform(() => null)]),
  resonance: words,
  theme: words,
  hypothesis: words,
  resources: words,
  unknown: words,
  plan: words,
});

/** POST /cases/:code/letters/:letter/worksheet; asked by the page every few seconds it answers with one line */
export async function keepWorksheet(visit: CaseVisit): Promise<Answer> {
  const { app, now, request, say } = visit;
  const { code, letter } = letterIn(visit);
  const { form_id, seen, resonance, ...layers } = fieldsOf(visit, worksheetForm);
  const wish = { words: layers, resonance, formId: form_id, seen };
  const saved = await app.db
    .transaction()
    .execute((tx) => saveWorksheet(tx, app.vault, personOf(visit), code, letter, wish, now));
  if (request.headers['hx-request'])
    return {
      fragment: 'reading/saved',
      model:
        'saved' in saved
          ? { savedAt: saved.saved, lost: null }
          : { savedAt: null, lost: say(`worksheet.refused.${saved.refused}`) },
    };
  if ('refused' in saved) return refuse(visit, saved.refused, { resonance, ...layers });
  return { goTo: worksheetPath(code, letter), say: 'worksheet.saved' };
}

/** POST /cases/:code/letters/:letter/worksheet/shares */
export function share(visit: CaseVisit): Promise<Answer> {
  const { code, letter } = letterIn(visit);
  const { supervisor } = fieldsOf(visit, z.strictObject({ supervisor: z.coerce.number().int().min(1) }));
  return run(visit, 'resonance.shared', (tx) =>
    shareResonance(tx, visit.app.vault, personOf(visit), code, letter, supervisor, visit.now),
  );
}

/** POST /cases/:code/letters/:letter/worksheet/shares/removals */
export function unshare(visit: CaseVisit): Promise<Answer> {
  const { code, letter } = letterIn(visit);
  fieldsOf(visit, z.strictObject({}));
  return run(visit, 'resonance.unshared', (tx) => unshareResonance(tx, personOf(visit), code, letter, visit.now));
}

/** POST /cases/:code/letters/:letter/worksheet/cues */
export function mark(visit: CaseVisit): Promise<Answer> {
  const { code, letter } = letterIn(visit);
  const wish = fieldsOf(visit, z.strictObject({ kind: z.enum(cueKinds), mark: z.enum(cueMarks) }));
  return run(visit, 'cue.marked', (tx) => markCue(tx, visit.app.vault, personOf(visit), code, letter, wish, visit.now));
}

async function run(
  visit: CaseVisit,
  word: string,
  command: (tx: Tx) => Promise<object | { refused: string }>,
): Promise<Answer> {
  const { code, letter } = letterIn(visit);
  const result = await visit.app.db.transaction().execute(command);
  if ('refused' in result) return refuse(visit, String(result.refused), {});
  return { goTo: worksheetPath(code, letter), say: word };
}

function refuse(visit: CaseVisit, refused: string, typed: RefusedWorksheet['typed']): Answer | Promise<Answer> {
  if (refused === 'not_found' || refused === 'needs_reason' || refused === 'no_such_letter')
    return { refused: 'not_found' };
  return showWorksheet(visit, { problem: visit.say(`worksheet.refused.${refused}`), typed });
}
