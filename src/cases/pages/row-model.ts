/** One case as a row of a list, for the partial `list-row`. */
import { readCaseCode } from '../../core/case-code.ts';
import type { Person } from '../../core/policy.ts';
import type { ServiceSettings } from '../../service/settings.ts';
import { humaneTime } from '../../web/humane-time.ts';
import type { ListedCase } from '../case-lists.ts';
import { showHidden } from '../link-text.ts';
import { ageInWords } from './ages.ts';
import type { CaseVisit } from './case-visit.ts';
import { wishOf } from './list-wish.ts';

type Tone = 'plain' | 'good' | 'attention' | 'danger' | 'accent';

/** Of the settings: how a promise is told in a list. */
export type PromiseClock = Pick<ServiceSettings, 'timeZone' | 'promiseWarnHours'>;

const HOUR = 3_600_000;

export interface Chip {
  text: string;
  tone: Tone;
}

/** @param from where the case's page leads back to */
export function rowModel(visit: CaseVisit, kasus: ListedCase, from: string, clock: PromiseClock) {
  const { say } = visit;
  const { words } = kasus;
  const title = words && (showHidden(words.title) || say('folder.no_subject'));
  return {
    href: `/cases/${kasus.code}?from=${encodeURIComponent(from)}`,
    who: words ? `${showHidden(words.konseli) || say('folder.konseli_unnamed')} · ${kasus.code}` : kasus.code,
    subject: title ?? say('folder.case', { code: kasus.code }),
    unread: kasus.unread && kasus.relation !== 'other',
    current: false,
    at: kasus.lastAt,
    waiting: waitingChip(visit, kasus, clock),
    snippet: words ? showHidden(words.preview) || null : null,
    chips: chipsOf(visit, kasus),
    marks: kasus.hasDraft ? [{ icon: 'draft', label: say('row.draft') }] : [],
    assignee: kasus.relation === 'own' ? null : (kasus.counsellor ?? say('row.nobody')),
  };
}

/** What is late is said in a word; red stays for danger to a person. */
export function waitingChip(
  { say, now, lang }: CaseVisit,
  kasus: Pick<ListedCase, 'stage' | 'asleepUntil' | 'answerDueAt' | 'waitingSince' | 'turn'>,
  { timeZone, promiseWarnHours }: PromiseClock,
): Chip | null {
  if (kasus.stage === 'closed') return null;
  if (kasus.asleepUntil && kasus.asleepUntil > now)
    return { text: say('row.asleep', { day: humaneTime(kasus.asleepUntil, now, lang, timeZone).date }), tone: 'plain' };
  if (kasus.answerDueAt && kasus.answerDueAt < now)
    return {
      text: say('row.late', { age: ageInWords(say, now.getTime() - kasus.answerDueAt.getTime()) }),
      tone: 'attention',
    };
  const left = kasus.answerDueAt ? kasus.answerDueAt.getTime() - now.getTime() : null;
  if (left !== null && left <= promiseWarnHours * HOUR)
    return { text: say('row.soon', { age: ageInWords(say, left) }), tone: 'attention' };
  if (kasus.waitingSince)
    return {
      text: say('row.waiting', { age: ageInWords(say, Math.max(0, now.getTime() - kasus.waitingSince.getTime())) }),
      tone: 'plain',
    };
  return kasus.turn === 'konseli' ? { text: say('row.konseli_turn'), tone: 'plain' } : null;
}

function chipsOf({ say }: CaseVisit, kasus: ListedCase): Chip[] {
  const chips: Chip[] = [];
  if (kasus.risk === 'urgent') chips.push({ text: say('risk.urgent'), tone: 'danger' });
  if (kasus.risk === 'concern') chips.push({ text: say('risk.concern'), tone: 'attention' });
  if (kasus.signs === 'red') chips.push({ text: say('signs.red'), tone: 'danger' });
  if (kasus.signs === 'amber') chips.push({ text: say('signs.amber'), tone: 'attention' });
  if (kasus.silence) chips.push({ text: say('silence.chip'), tone: 'attention' });
  if (kasus.standsIn && kasus.counsellor)
    chips.push({ text: say('absence.chip', { name: kasus.counsellor }), tone: 'accent' });
  if (kasus.deliveryProblem) chips.push({ text: say('row.delivery'), tone: 'attention' });
  chips.push({ text: kasus.ending ? say(`ending.${kasus.ending}`) : say(`stage.${kasus.stage}`), tone: 'plain' });
  if (kasus.round > 1) chips.push({ text: say('row.round', { round: kasus.round }), tone: 'plain' });
  return chips;
}

/** Where a page of a case leads back to: only ever to a list this person has. */
export function backFrom(query: Record<string, string>, person: Person): string | null {
  const from = query.from ?? '';
  if (wishOf(from, person)) return from;
  const code = /^\/cases\/(\w+)$/.exec(from)?.[1];
  return code && readCaseCode(code) ? from : null;
}
