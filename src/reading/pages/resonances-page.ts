/** Where one has written for oneself alone, to destroy it; and what colleagues let a supervisor read. No word of it is here. */
import { z } from 'zod';
import { type CaseVisit, personOf } from '../../cases/pages/case-visit.ts';
import { fieldsOf } from '../../cases/pages/run-command.ts';
import type { Answer } from '../../web/visit.ts';
import { casesWithOwnResonance, destroyOwnResonances } from '../destroy-resonance.ts';
import { resonancesLentTo } from '../resonances.ts';
import { worksheetPath } from './needs.ts';

/** GET /resonances */
export async function showResonances({ app, staff, say }: CaseVisit): Promise<Answer> {
  const own = await casesWithOwnResonance(app.db, staff.id);
  const lent = staff.role === 'supervisor' ? await resonancesLentTo(app.db, staff.id) : [];
  return {
    page: 'reading/resonances',
    title: say('resonance.title'),
    model: {
      own: own.map(({ code, letters, savedAt }) => ({
        code,
        text: say('resonance.letters', { count: letters }),
        savedAt,
      })),
      lent: lent.map(({ code, messageId, author, sharedAt }) => ({
        code,
        href: worksheetPath(code, messageId),
        text: say('resonance.lent_by', { name: author }),
        sharedAt,
      })),
      nothing: !own.length && !lent.length,
    },
  };
}

/** POST /resonances/removals: of one case, or of all where no code is given */
export async function destroyResonances(visit: CaseVisit): Promise<Answer> {
  const { app, now } = visit;
  const { code } = fieldsOf(visit, z.strictObject({ code: z.string().max(20).default('') }));
  const done = await app.db
    .transaction()
    .execute((tx) => destroyOwnResonances(tx, app.vault, personOf(visit), code || null, now));
  if ('refused' in done) return { goTo: '/resonances', say: 'resonance.nothing_to_destroy', tone: 'attention' };
  return { goTo: '/resonances', say: 'resonance.destroyed' };
}
