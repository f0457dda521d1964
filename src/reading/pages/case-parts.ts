/** What worksheets put on the page of a case: a link below each letter of the konseli, and a hint beside the second gate. */
import type { CasePart, LetterPart } from '../../cases/pages/case-page.ts';
import { personOf } from '../../cases/pages/case-visit.ts';
import { mayWithCase } from '../../core/policy.ts';
import { cuesOfCase } from '../cues-of-case.ts';
import { listWorksheets } from '../worksheets.ts';
import { worksheetPath } from './needs.ts';

/** The link, who has written there, and whether there is something to ask about. */
export const atLetters: LetterPart = async (tx, visit, { kasus, relation, thread }) => {
  if (mayWithCase(personOf(visit), 'read_worksheet', relation) === 'no' || kasus.erased_at) return new Map();
  const written = Map.groupBy(await listWorksheets(tx, kasus.id), ({ messageId }) => messageId);
  const cues = await cuesOfCase(tx, visit.app.vault, kasus.id, thread);
  const letters = thread.filter((entry) => entry.entry === 'letter' && entry.direction === 'in' && entry.letter);
  return new Map(
    letters.map(({ id }) => {
      const by = (written.get(id) ?? []).map(({ author }) => author);
      const open = cues.get(id)?.filter(({ mark }) => mark === null).length ?? 0;
      return [
        id,
        {
          href: worksheetPath(kasus.code, id),
          by: by.length ? by.join(', ') : null,
          cues: open ? visit.say('cue.count', { count: open }) : null,
        },
      ];
    }),
  );
};

/** While exploring, nobody has read a letter in writing yet: said, never asked for. */
export const readingBeside: CasePart = async (tx, visit, { kasus, relation }) => {
  if (kasus.stage !== 'counselling' || !kasus.last_inbound_id) return null;
  if (mayWithCase(personOf(visit), 'write_worksheet', relation) !== 'yes') return null;
  if ((await listWorksheets(tx, kasus.id)).length) return null;
  return { href: worksheetPath(kasus.code, kasus.last_inbound_id) };
};
