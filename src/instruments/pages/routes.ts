/** All pages of instruments, for the table of contents. */
import { z } from 'zod';
import type { ShowCase } from '../../cases/pages/case-page.ts';
import { type CaseNeeds, type CaseVisit, personOf } from '../../cases/pages/case-visit.ts';
import { fieldsOf, runner } from '../../cases/pages/run-command.ts';
import type { ItemAnswers } from '../../core/instruments/instrument.ts';
import type { StaffRoute } from '../../staff/staff-route.ts';
import type { Answer } from '../../web/visit.ts';
import { type CorrectedItems, correctItems } from '../correct-items.ts';
import { changeOffer, type InstrumentNeeds, showInstruments, uploadInstrument } from './instruments.ts';

/** @param show the page of a case, to come back to */
export function instrumentRoutes(show: ShowCase): StaffRoute<InstrumentNeeds & CaseNeeds>[] {
  return [
    { method: 'GET', path: '/instruments', may: 'manage_instruments', handler: (visit) => showInstruments(visit) },
    { method: 'POST', path: '/instruments', may: 'manage_instruments', files: true, handler: uploadInstrument },
    { method: 'POST', path: '/instruments/:id/retirements', may: 'manage_instruments', handler: changeOffer(false) },
    { method: 'POST', path: '/instruments/:id/offers', may: 'manage_instruments', handler: changeOffer(true) },
    { method: 'POST', path: '/cases/:code/instruments', may: 'see_cases', handler: itemCorrector(show) },
  ];
}

const MOST_ITEMS = 40;
const itemsForm = z.strictObject({
  instrument: z.string(),
  items_letter: z.string(),
  ...Object.fromEntries(
    Array.from({ length: MOST_ITEMS }, (_, n) => [`item_${n + 1}`, z.string().max(4).default('')] as const),
  ),
});

type Refused = Extract<CorrectedItems, { refused: string }>['refused'];

const wordOf = (refused: Refused): string => `instruments.refusal.${refused}`;

function itemCorrector(show: ShowCase) {
  const run = runner(show, wordOf);
  return (visit: CaseVisit): Promise<Answer> => {
    const fields = fieldsOf(visit, itemsForm);
    const wish = { instrumentId: fields.instrument, messageId: fields.items_letter, given: readGiven(fields) };
    return run(
      visit,
      'instruments.done',
      (tx, code) => correctItems(tx, visit.app.vault, personOf(visit), code, wish, visit.now),
      fields,
      '#instruments',
    );
  };
}

/** What is no number lies off every scale. */
const readGiven = (fields: Readonly<Record<string, string>>): ItemAnswers =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, typed]) => {
      const item = /^item_(\d+)$/.exec(name)?.[1];
      return item && typed.trim() ? [[item, /^\d{1,2}$/.test(typed.trim()) ? Number(typed) : Number.NaN]] : [];
    }),
  );
