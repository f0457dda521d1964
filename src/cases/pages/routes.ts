/** All pages of cases, for the table of contents. */
import { evaluationQuestions } from '../../core/answers/questions.ts';
import { outcomeForms } from '../../core/outcomes.ts';
import { caseCommands } from './case-commands.ts';
import type { ShowCase } from './case-page.ts';
import type { CaseRoute } from './case-visit.ts';
import { caseExporter } from './export-page.ts';
import { showFirstFolder, showFolder, showNewRows } from './folder-page.ts';
import { showHistory } from './history-page.ts';
import { downloadAttachment, downloadRaw, showOriginal } from './letter-files.ts';
import { showNews } from './news.ts';
import { showOverrides } from './overrides-page.ts';
import { relationshipCommands } from './relationship-commands.ts';
import { search, searchLimits, showSearch } from './search-page.ts';

const outcomeTexts = Object.values(outcomeForms).flatMap((form) => [...form.needs, ...form.takes]);

/** @param show the page of a case, with what the later features put on it */
export function caseRoutes(show: ShowCase): CaseRoute[] {
  const commands = caseCommands(show);
  const relationship = relationshipCommands(show);
  return [
    { method: 'GET', path: '/folders', may: 'see_cases', handler: showFirstFolder },
    { method: 'GET', path: '/folders/:folder', may: 'see_cases', handler: showFolder },
    { method: 'GET', path: '/folders/:folder/rows', may: 'see_cases', background: true, handler: showNewRows },
    { method: 'GET', path: '/news', may: 'see_cases', background: true, handler: showNews },
    { method: 'GET', path: '/search', may: 'search_cases', handler: showSearch },
    { method: 'POST', path: '/search', may: 'search_cases', limits: searchLimits, handler: search },
    { method: 'GET', path: '/cases/:code', may: 'see_cases', handler: (visit) => show(visit) },
    { method: 'GET', path: '/cases/:code/history', may: 'see_cases', handler: showHistory },
    { method: 'GET', path: '/overrides', may: 'see_overrides', handler: showOverrides },
    { method: 'GET', path: '/cases/:code/letters/:letter/original', may: 'see_cases', handler: showOriginal },
    { method: 'GET', path: '/cases/:code/letters/:letter/raw', may: 'see_cases', handler: downloadRaw },
    { method: 'GET', path: '/cases/:code/attachments/:attachment', may: 'see_cases', handler: downloadAttachment },
    { method: 'POST', path: '/cases/:code/claims', may: 'see_cases', handler: commands.claim },
    { method: 'POST', path: '/cases/:code/releases', may: 'see_cases', handler: commands.release },
    { method: 'POST', path: '/cases/:code/assignments', may: 'see_cases', handler: commands.assign },
    { method: 'POST', path: '/cases/:code/people', may: 'see_cases', handler: commands.share },
    { method: 'POST', path: '/cases/:code/people/removals', may: 'see_cases', handler: commands.unshare },
    { method: 'POST', path: '/cases/:code/people/exclusions', may: 'see_cases', handler: commands.exclude },
    { method: 'POST', path: '/cases/:code/notes', may: 'see_cases', carries: ['note'], handler: commands.note },
    { method: 'POST', path: '/cases/:code/sleeps', may: 'see_cases', handler: commands.sleep },
    { method: 'POST', path: '/cases/:code/wakings', may: 'see_cases', handler: commands.wake },
    { method: 'POST', path: '/cases/:code/records', may: 'see_cases', carries: ['remark'], handler: commands.record },
    { method: 'POST', path: '/cases/:code/records/withdrawals', may: 'see_cases', handler: commands.withdraw },
    {
      method: 'POST',
      path: '/cases/:code/outcomes',
      may: 'see_cases',
      carries: outcomeTexts,
      handler: commands.outcome,
    },
    {
      method: 'POST',
      path: '/cases/:code/answers',
      may: 'see_cases',
      carries: evaluationQuestions.map(({ item }) => item),
      handler: relationship.correctAnswers,
    },
    { method: 'POST', path: '/cases/:code/consents', may: 'see_cases', handler: relationship.writeConsent },
    { method: 'POST', path: '/cases/:code/goals', may: 'see_cases', carries: ['goal'], handler: relationship.addGoal },
    { method: 'POST', path: '/cases/:code/goals/removals', may: 'see_cases', handler: relationship.dropGoal },
    {
      method: 'POST',
      path: '/cases/:code/ruptures',
      may: 'see_cases',
      carries: ['remark'],
      handler: relationship.settleRupture,
    },
    { method: 'POST', path: '/cases/:code/completions', may: 'see_cases', handler: commands.complete },
    { method: 'POST', path: '/cases/:code/moves', may: 'see_cases', handler: commands.move },
    {
      method: 'POST',
      path: '/cases/:code/overrides',
      may: 'see_cases',
      carries: ['override_reason'],
      handler: commands.override,
    },
    { method: 'POST', path: '/cases/:code/overrides/answers', may: 'see_cases', handler: commands.answerOverride },
    {
      method: 'POST',
      path: '/cases/:code/readings',
      may: 'see_cases',
      carries: ['reason'],
      handler: commands.beginReading,
    },
    { method: 'POST', path: '/cases/:code/exports', may: 'see_cases', handler: caseExporter(show) },
  ];
}
