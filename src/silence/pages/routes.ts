/** All pages of the silence protocol, for the table of contents. */
import type { ShowCase } from '../../cases/pages/case-page.ts';
import type { ReplyNeeds } from '../../replies/pages/needs.ts';
import type { StaffRoute } from '../../staff/staff-route.ts';
import { silenceCommands } from './commands.ts';

/** @param show the page of a case, to come back to */
export function silenceRoutes(show: ShowCase): StaffRoute<ReplyNeeds>[] {
  const { send, skip, hold, release } = silenceCommands(show);
  return [
    { method: 'POST', path: '/cases/:code/silence/letters', may: 'see_cases', handler: send },
    { method: 'POST', path: '/cases/:code/silence/skips', may: 'see_cases', handler: skip },
    { method: 'POST', path: '/cases/:code/silence/holds', may: 'see_cases', handler: hold },
    { method: 'POST', path: '/cases/:code/silence/releases', may: 'see_cases', handler: release },
  ];
}
