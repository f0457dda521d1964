/** All pages of discreet letters, for the table of contents. */
import type { ShowCase } from '../../cases/pages/case-page.ts';
import type { ReplyNeeds } from '../../replies/pages/needs.ts';
import type { StaffRoute } from '../../staff/staff-route.ts';
import { agreementCommands } from './agreement.ts';
import {
  askForLink,
  leaveWaiting,
  openWaiting,
  refuseWaiting,
  showToday,
  showWaiting,
  waitingLimits,
} from './waiting.ts';

/** @param show the page of a case, to come back to */
export function discreetRoutes(show: ShowCase): StaffRoute<ReplyNeeds>[] {
  const agreement = agreementCommands(show);
  const limits = waitingLimits;
  return [
    { method: 'POST', path: '/cases/:code/delivery', may: 'see_cases', handler: agreement.agree },
    { method: 'POST', path: '/cases/:code/code-word', may: 'see_cases', handler: agreement.codeWord },
    { method: 'GET', path: '/waiting/:token', may: 'public', handler: showWaiting },
    { method: 'POST', path: '/waiting/:token', may: 'public', limits, handler: openWaiting },
    { method: 'POST', path: '/waiting/:token/leaving', may: 'public', handler: leaveWaiting },
    { method: 'POST', path: '/waiting/:token/refusals', may: 'public', limits, handler: refuseWaiting },
    { method: 'POST', path: '/waiting/:token/links', may: 'public', limits, handler: askForLink },
    { method: 'GET', path: '/today', may: 'public', handler: showToday },
  ];
}
