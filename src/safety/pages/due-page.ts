/** GET /protocols: for supervisors, whose protocol is missing a day after danger was read, and who told alone. */
import { type CaseVisit, personOf } from '../../cases/pages/case-visit.ts';
import type { Answer } from '../../web/visit.ts';
import { listProtocolsDue, listToldAlone } from '../protocols-due.ts';

export async function showProtocolsDue(visit: CaseVisit): Promise<Answer> {
  const { app, say, now } = visit;
  const person = personOf(visit);
  const due = await listProtocolsDue(app.db, person, now);
  return {
    page: 'safety/due',
    title: say('protocols.title'),
    model: {
      due: due.map((one) => ({ ...one, counsellor: one.counsellor ?? say('row.nobody') })),
      alone: await listToldAlone(app.db, person, now),
    },
  };
}
