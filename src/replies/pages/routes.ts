/** All pages of replies, for the table of contents. */
import type { ShowCase } from '../../cases/pages/case-page.ts';
import type { StaffRoute } from '../../staff/staff-route.ts';
import { answerCommands } from './answer.ts';
import { deliveryCommands } from './deliveries.ts';
import type { ReplyNeeds } from './needs.ts';
import {
  addTemplate,
  changeTemplate,
  dropTemplate,
  listTemplates,
  showNewTemplate,
  showShippedTemplate,
  showTemplate,
} from './templates.ts';

/** @param show the page of a case, to come back to */
export function replyRoutes(show: ShowCase): StaffRoute<ReplyNeeds>[] {
  const answer = answerCommands(show);
  const delivery = deliveryCommands(show);
  return [
    { method: 'POST', path: '/cases/:code/replies', may: 'see_cases', carries: ['text'], handler: answer.send },
    { method: 'POST', path: '/cases/:code/drafts', may: 'see_cases', carries: ['text'], handler: answer.draft },
    { method: 'POST', path: '/cases/:code/drafts/takeovers', may: 'see_cases', handler: answer.takeOver },
    { method: 'POST', path: '/cases/:code/deliveries/:delivery', may: 'see_cases', handler: delivery.settle },
    { method: 'POST', path: '/cases/:code/deliveries/:delivery/recalls', may: 'see_cases', handler: delivery.recall },
    { method: 'GET', path: '/templates', may: 'write_templates', handler: listTemplates },
    { method: 'GET', path: '/templates/new', may: 'write_templates', handler: showNewTemplate },
    { method: 'GET', path: '/templates/shipped/:language/:name', may: 'write_templates', handler: showShippedTemplate },
    { method: 'POST', path: '/templates', may: 'write_templates', carries: ['body'], handler: addTemplate },
    { method: 'GET', path: '/templates/:id', may: 'write_templates', handler: showTemplate },
    { method: 'POST', path: '/templates/:id', may: 'write_templates', carries: ['body'], handler: changeTemplate },
    { method: 'POST', path: '/templates/:id/removals', may: 'write_templates', handler: dropTemplate },
  ];
}
