/**
 * A questionnaire of others that a service has the right to use. Suluh ships none: each belongs to somebody, and many may not be
 * sent electronically at all (domain notes §7). A service that has the permission brings the items as a file.
 */
import type { RiskLane } from '../risk/risk-ladder.ts';

export type InLanguages = Readonly<Record<'id' | 'en', string>>;

export interface Instrument {
  /** names it beside its version: `kesejahteraan-5` */
  name: string;
  version: number;
  title: InLanguages;
  licence: {
    /** what the holder allows, as it was written */
    text: string;
    holder: string;
    /** where the permission can be looked up */
    reference: string;
    /** last day, YYYY-MM-DD; null: without end */
    until: string | null;
  };
  /** stands above the items */
  lead: InLanguages;
  /** whole numbers, both ends included */
  scale: { least: number; most: number; words: readonly (InLanguages & { value: number })[] };
  items: readonly (InLanguages & { reversed: boolean })[];
  scores: readonly {
    title: InLanguages;
    how: 'sum' | 'mean' /** numbers of items, from 1 */;
    items: readonly number[];
  }[];
  /** which answers must bring a person to the letter; an empty list says that no item asks about danger */
  danger: readonly { /** from 1 */ item: number; atLeast: number; lane: Exclude<RiskLane, 'none'> }[];
}

/** By the number of the item, from 1. */
export type ItemAnswers = Readonly<Record<string, number>>;

/** Whether its licence still stands on this day (YYYY-MM-DD). */
export const isLicensed = ({ licence }: Pick<Instrument, 'licence'>, day: string): boolean =>
  licence.until === null || day <= licence.until;
