/** What the pages of worksheets take from the program. */
import type { CaseVisit } from '../../cases/pages/case-visit.ts';
import type { SharedLayer } from '../layers.ts';

/** A form that was refused: the sentence that says why, and what was typed into it. */
export interface RefusedWorksheet {
  problem: string;
  typed: Readonly<Partial<Record<SharedLayer | 'resonance', string>>>;
}

export const worksheetPath = (code: string, letterId: string): string => `/cases/${code}/letters/${letterId}/worksheet`;

/** The parts of the path that name a letter. */
export const letterIn = ({ params }: CaseVisit) => ({
  code: params.code ?? '',
  letter: (params.letter ?? '').toLowerCase(),
});
