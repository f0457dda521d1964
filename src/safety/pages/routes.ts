/** All pages of people in danger, for the table of contents. */
import type { CaseRoute } from '../../cases/pages/case-visit.ts';
import { showProtocolsDue } from './due-page.ts';
import { protocolTexts } from './protocol-form.ts';
import { answerWish, noteTelling, saveProtocol, showProtocol, takePlanIntoReply, wishToTell } from './protocol-page.ts';

export const safetyRoutes: readonly CaseRoute[] = [
  { method: 'GET', path: '/protocols', may: 'see_protocols_due', handler: showProtocolsDue },
  { method: 'GET', path: '/cases/:code/protocol', may: 'see_cases', handler: showProtocol },
  { method: 'POST', path: '/cases/:code/protocol', may: 'see_cases', carries: protocolTexts, handler: saveProtocol },
  { method: 'POST', path: '/cases/:code/protocol/drafts', may: 'see_cases', handler: takePlanIntoReply },
  {
    method: 'POST',
    path: '/cases/:code/disclosures',
    may: 'see_cases',
    carries: ['to', 'what', 'why'],
    handler: wishToTell,
  },
  { method: 'POST', path: '/cases/:code/disclosures/:id/answers', may: 'see_cases', handler: answerWish },
  { method: 'POST', path: '/cases/:code/disclosures/:id/tellings', may: 'see_cases', handler: noteTelling },
];
