/** The page of answers, for the table of contents. */
import type { CaseNeeds } from '../../cases/pages/case-visit.ts';
import type { StaffRoute } from '../../staff/staff-route.ts';
import { answerLimits, giveAnswers, showAnswers } from './answers-page.ts';

export const answeringRoutes: readonly StaffRoute<CaseNeeds>[] = [
  { method: 'GET', path: '/answers/:token', may: 'public', handler: showAnswers },
  { method: 'POST', path: '/answers/:token', may: 'public', limits: answerLimits, handler: giveAnswers },
];
