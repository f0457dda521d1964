/** All pages of worksheets, for the table of contents. */
import type { CaseRoute } from '../../cases/pages/case-visit.ts';
import { sharedLayers } from '../layers.ts';
import { destroyResonances, showResonances } from './resonances-page.ts';
import { keepWorksheet, mark, share, unshare } from './worksheet-commands.ts';
import { showWorksheet } from './worksheet-page.ts';

const worksheet = '/cases/:code/letters/:letter/worksheet';

export const readingRoutes: readonly CaseRoute[] = [
  { method: 'GET', path: worksheet, may: 'see_cases', handler: (visit) => showWorksheet(visit) },
  {
    method: 'POST',
    path: worksheet,
    may: 'see_cases',
    carries: ['resonance', ...sharedLayers],
    carriesForWriter: ['resonance'],
    handler: keepWorksheet,
  },
  { method: 'POST', path: `${worksheet}/shares`, may: 'see_cases', handler: share },
  { method: 'POST', path: `${worksheet}/shares/removals`, may: 'see_cases', handler: unshare },
  { method: 'POST', path: `${worksheet}/cues`, may: 'see_cases', handler: mark },
  { method: 'GET', path: '/resonances', may: 'see_cases', handler: showResonances },
  { method: 'POST', path: '/resonances/removals', may: 'see_cases', handler: destroyResonances },
];
