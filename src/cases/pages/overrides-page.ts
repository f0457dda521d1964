/** For supervisors: the moves that were asked for without their records; those that wait for a second person first. */
import { record } from '../../audit/record.ts';
import type { Answer } from '../../web/visit.ts';
import { showHidden } from '../link-text.ts';
import { type ListedOverride, listOverrides } from '../overrides.ts';
import { type CaseVisit, isPrivate, personOf } from './case-visit.ts';

/** GET /overrides */
export async function showOverrides(visit: CaseVisit): Promise<Answer> {
  const { app, say, now } = visit;
  const person = personOf(visit);
  const overrides = await app.db.transaction().execute(async (tx) => {
    const listed = await listOverrides(tx, app.vault, person, now);
    const shown = isPrivate(visit) ? listed.map((o) => ({ ...o, reason: null })) : listed;
    const read = [...new Set(shown.filter((o) => o.reason !== null).map((o) => o.code))];
    if (read.length)
      await record(tx, { actor: { staff: person.id }, kind: 'list.read', data: { folder: 'overrides', cases: read } });
    return shown;
  });
  const line = (o: ListedOverride) => ({
    code: o.code,
    move: `${say(`stage.${o.from}`)} → ${say(`stage.${o.to}`)}`,
    askedBy: o.askedBy,
    askedAt: o.askedAt,
    answer: o.answer && say(o.answer.agreed ? 'overrides.agreed' : 'overrides.refused', { name: o.answer.by }),
    answeredAt: o.answer?.at ?? null,
    reason: o.reason && showHidden(o.reason),
  });
  return {
    page: 'cases/overrides',
    title: say('overrides.title'),
    model: {
      waiting: overrides.filter((o) => o.answer === null).map(line),
      settled: overrides.filter((o) => o.answer !== null).map(line),
    },
  };
}
