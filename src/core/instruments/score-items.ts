/** What the answers add up to. A score with an item that was not answered is none: a guess would look like a finding. */

import type { RiskLane } from '../risk/risk-ladder.ts';
import { worseLane } from '../risk/worse-lane.ts';
import type { Instrument, ItemAnswers } from './instrument.ts';

export function scoreItems(instrument: Instrument, given: ItemAnswers): (number | null)[] {
  const { least, most } = instrument.scale;
  const value = (item: number): number | undefined => {
    const answer = given[item];
    return answer !== undefined && instrument.items[item - 1]!.reversed ? least + most - answer : answer;
  };
  return instrument.scores.map(({ how, items }) => {
    const values = items.flatMap((item) => value(item) ?? []);
    if (values.length < items.length) return null;
    const sum = values.reduce((all, one) => all + one, 0);
    return how === 'sum' ? sum : Math.round((sum / values.length) * 100) / 100;
  });
}

/** The worst lane that an answer asks for. */
export const dangerIn = (instrument: Instrument, given: ItemAnswers): RiskLane =>
  instrument.danger
    .filter(({ item, atLeast }) => (given[item] ?? Number.NEGATIVE_INFINITY) >= atLeast)
    .reduce<RiskLane>((worst, { lane }) => worseLane(worst, lane), 'none');
