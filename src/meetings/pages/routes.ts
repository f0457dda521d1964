/** All pages of meetings, for the table of contents. */
import type { ShowCase } from '../../cases/pages/case-page.ts';
import type { ReplyNeeds } from '../../replies/pages/needs.ts';
import type { StaffRoute } from '../../staff/staff-route.ts';
import { meetingCommands } from './commands.ts';

/** @param show the page of a case, to come back to */
export function meetingRoutes(show: ShowCase): StaffRoute<ReplyNeeds>[] {
  const commands = meetingCommands(show);
  const times = '/cases/:code/meetings/times';
  return [
    { method: 'POST', path: '/cases/:code/meetings/letters', may: 'see_cases', handler: commands.send },
    { method: 'POST', path: times, may: 'see_cases', carries: ['new_place'], handler: commands.change },
    { method: 'POST', path: '/cases/:code/meetings/cancellations', may: 'see_cases', handler: commands.cancel },
    { method: 'POST', path: '/cases/:code/meetings/endings', may: 'see_cases', handler: commands.settle },
    { method: 'POST', path: '/cases/:code/meetings/calendars', may: 'see_cases', handler: commands.calendar },
  ];
}
