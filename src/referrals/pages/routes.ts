/** All pages of referrals: the directory, the page of a case's referral, a colleague's, and the one behind a link. */
import { referralItems } from '../../core/referral.ts';
import type { StaffRoute } from '../../staff/staff-route.ts';
import { addExpert, changeExpert, dropExpert, showExpert, showExperts, showNewExpert, verify } from './experts.ts';
import { answerAsColleague, showReferralsToMe } from './inside.ts';
import type { ReferralNeeds } from './needs.ts';
import { answerBehindLink, linkLimits, openBehindLink, showLink } from './receiver-page.ts';
import { referralCommands } from './referral-commands.ts';
import { showReferral } from './referral-page.ts';

const ofCase = referralCommands(showReferral);
const itemWords = referralItems.map((item) => `words_${item}`);

export const referralRoutes: readonly StaffRoute<ReferralNeeds>[] = [
  { method: 'GET', path: '/experts', may: 'see_experts', handler: showExperts },
  { method: 'POST', path: '/experts/:id/verifications', may: 'see_experts', handler: verify },
  { method: 'GET', path: '/experts/new', may: 'keep_experts', handler: showNewExpert },
  { method: 'POST', path: '/experts', may: 'keep_experts', handler: addExpert },
  { method: 'GET', path: '/experts/:id', may: 'keep_experts', handler: showExpert },
  { method: 'POST', path: '/experts/:id', may: 'keep_experts', handler: changeExpert },
  { method: 'POST', path: '/experts/:id/removals', may: 'keep_experts', handler: dropExpert },

  { method: 'GET', path: '/cases/:code/referral', may: 'see_cases', handler: (visit) => showReferral(visit) },
  {
    method: 'POST',
    path: '/cases/:code/referrals',
    may: 'see_cases',
    carries: ['why', ...itemWords],
    handler: ofCase.prepare,
  },
  {
    method: 'POST',
    path: '/cases/:code/referrals/texts',
    may: 'see_cases',
    carries: ['text'],
    handler: ofCase.rewrite,
  },
  { method: 'POST', path: '/cases/:code/referrals/questions', may: 'see_cases', handler: ofCase.ask },
  { method: 'POST', path: '/cases/:code/referrals/answers', may: 'see_cases', handler: ofCase.writeAnswer },
  {
    method: 'POST',
    path: '/cases/:code/referrals/overrides',
    may: 'see_cases',
    carries: ['reason'],
    handler: ofCase.askOverride,
  },
  {
    method: 'POST',
    path: '/cases/:code/referrals/overrides/answers',
    may: 'see_cases',
    handler: ofCase.answerOverride,
  },
  { method: 'POST', path: '/cases/:code/referrals/sendings', may: 'see_cases', handler: ofCase.send },
  { method: 'POST', path: '/cases/:code/referrals/links', may: 'see_cases', handler: ofCase.sendAgain },
  {
    method: 'POST',
    path: '/cases/:code/referrals/news',
    may: 'see_cases',
    carries: ['words'],
    handler: ofCase.writeNews,
  },
  { method: 'POST', path: '/cases/:code/referrals/letters', may: 'see_cases', carries: ['text'], handler: ofCase.tell },
  { method: 'POST', path: '/cases/:code/referrals/endings', may: 'see_cases', handler: ofCase.end },
  { method: 'POST', path: '/cases/:code/referrals/outcomes', may: 'see_cases', handler: ofCase.settle },

  { method: 'GET', path: '/referrals', may: 'see_cases', handler: (visit) => showReferralsToMe(visit) },
  { method: 'POST', path: '/referrals/:id/answers', may: 'see_cases', carries: ['words'], handler: answerAsColleague },

  // the receiver outside, who has a link and a PIN and no account
  { method: 'GET', path: '/referred/:token', may: 'public', handler: showLink, limits: linkLimits },
  { method: 'POST', path: '/referred/:token', may: 'public', handler: openBehindLink, limits: linkLimits },
  { method: 'POST', path: '/referred/:token/answers', may: 'public', handler: answerBehindLink, limits: linkLimits },
];
