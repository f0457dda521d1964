/** Signs that nobody has answered yet, or a danger that a person saw: then no word goes out or away without a person. */
import type { CaseRow } from '../cases/lock-case.ts';

export const isInDanger = (kasus: Pick<CaseRow, 'stage' | 'risk' | 'signs'>): boolean =>
  kasus.stage !== 'closed' && (kasus.risk === 'urgent' || kasus.signs === 'red');
