/** All pages of the promise clock, for the table of contents. */
import type { ShowCase } from '../../cases/pages/case-page.ts';
import type { ReplyNeeds } from '../../replies/pages/needs.ts';
import type { StaffRoute } from '../../staff/staff-route.ts';
import { showPromises } from './promises-page.ts';
import { holdingLetterSender } from './send-holding-letter.ts';

/** @param show the page of a case, to come back to */
export const promiseRoutes = (show: ShowCase): StaffRoute<ReplyNeeds>[] => [
  { method: 'GET', path: '/promises', may: 'see_promises', handler: showPromises },
  { method: 'POST', path: '/cases/:code/holding-letters', may: 'see_cases', handler: holdingLetterSender(show) },
];
