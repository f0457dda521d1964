/** The page on which an admin brings instruments with their licences, and takes them back. */
import { z } from 'zod';
import type { Database } from '../../db/database.ts';
import type { StaffVisit } from '../../staff/staff-route.ts';
import { Refusal } from '../../web/refusal.ts';
import type { Answer } from '../../web/visit.ts';
import { addInstrument, type KeptInstrument, listInstruments, offerInstrument } from '../instruments.ts';

export interface InstrumentNeeds {
  db: Database;
}

type Visit = StaffVisit<InstrumentNeeds>;

const nothing = z.strictObject({});

/** GET /instruments; with `problem`, the same page after a file that was not taken in */
export async function showInstruments(visit: Visit, problem: string | null = null): Promise<Answer> {
  const { app, say, now } = visit;
  const instruments = await listInstruments(app.db, now);
  return {
    page: 'instruments/list',
    title: say('instruments.title'),
    status: problem === null ? 200 : 422,
    model: { problem, instruments: instruments.map((one) => rowOf(visit, one)) },
  };
}

/** POST /instruments */
export async function uploadInstrument(visit: Visit): Promise<Answer> {
  const { app, staff, files, say, now } = visit;
  if ('wrong' in visit.form(nothing)) throw new Refusal('unreadable');
  const file = files.find(({ field }) => field === 'file');
  if (!file) return showInstruments(visit, say('instruments.refused.no_file'));
  const added = await app.db.transaction().execute((tx) => addInstrument(tx, staff.id, file.bytes, now));
  if ('added' in added) return { goTo: '/instruments', say: 'instruments.added' };
  const values = { at: 'at' in added ? added.at : '' };
  return showInstruments(visit, say(`instruments.refused.${added.refused}`, values));
}

/** POST /instruments/:id/retirements and /offers */
export const changeOffer =
  (offer: boolean) =>
  async (visit: Visit): Promise<Answer> => {
    const { app, staff, params, say, now } = visit;
    if ('wrong' in visit.form(nothing)) throw new Refusal('unreadable');
    const wish = { id: params.id ?? '', offer };
    const done = await app.db.transaction().execute((tx) => offerInstrument(tx, staff.id, wish, now));
    if ('refused' in done) return showInstruments(visit, say('instruments.changed'));
    return { goTo: '/instruments', say: offer ? 'instruments.offered' : 'instruments.retired' };
  };

function rowOf({ say, lang }: Visit, { id, instrument, offered, retiredAt, addedBy, addedAt }: KeptInstrument) {
  const state = offered ? 'offered' : retiredAt ? 'retired' : 'ended';
  const { licence, items, danger } = instrument;
  return {
    id,
    title: instrument.title[lang],
    name: `${instrument.name} · ${instrument.version}`,
    chip: { text: say(`instruments.state.${state}`), tone: offered ? 'good' : 'plain' },
    licence,
    items: items.map((item) => item[lang]),
    danger: danger.map(({ item }) => item).join(', '),
    addedBy,
    addedAt,
    retired: retiredAt !== null,
  };
}
