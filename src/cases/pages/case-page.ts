/**
 * The page of a case: one clear next step, the thread, two separate forms for reply and note, and the panel. A supervisor
 * without a running reading gets the page that asks for the reason instead.
 */
import { readStaffNames } from '../../audit/staff-names.ts';
import type { Person } from '../../core/policy.ts';
import type { Tx } from '../../db/database.ts';
import { readSettings } from '../../service/settings.ts';
import { humaneTime } from '../../web/humane-time.ts';
import type { Answer } from '../../web/visit.ts';
import { readCaseAccess } from '../case-access.ts';
import { readNeighbours } from '../case-lists.ts';
import { readWhoSees } from '../case-panel.ts';
import { type CaseView, openCaseView } from '../case-view.ts';
import { colleaguesFor } from '../colleagues.ts';
import { showHidden } from '../link-text.ts';
import type { CaseRow } from '../lock-case.ts';
import { type CaseVisit, personOf } from './case-visit.ts';
import { wishOf } from './list-wish.ts';
import { nextStep } from './next-step.ts';
import { panelModel, permissions, whoSeesLines } from './panel-model.ts';
import { backFrom, type PromiseClock, waitingChip } from './row-model.ts';
import { type ThreadModel, threadModel } from './thread-model.ts';

/** A form that was refused: the sentence that says why, and what was typed into it. */
export interface RefusedForm {
  problem: string;
  typed: Readonly<Record<string, string>>;
}

/** What a later feature puts on the page of a case; null: nothing to show here and now, or not to this person. */
export type CasePart = (
  tx: Tx,
  visit: CaseVisit,
  view: CaseView,
  refused?: RefusedForm,
  /** of the thread, as the page names them */
  letters?: ThreadModel['letters'],
) => Promise<object | null>;

/** What a later feature puts below letters, by the id of the letter. */
export type LetterPart = (tx: Tx, visit: CaseVisit, view: CaseView) => Promise<ReadonlyMap<string, object>>;

export interface CaseParts {
  /** the form below the thread */
  reply: CasePart;
  /** sections beside the thread: `{{> meetings/beside beside.meetings}}` in partials/cases/panel.hbs */
  beside: Readonly<Record<string, CasePart>>;
  /** a line below a letter: `{{> reading/at-letter atLetter}}` in partials/cases/entry.hbs */
  atLetters?: LetterPart;
}

export type ShowCase = (visit: CaseVisit, refused?: RefusedForm) => Promise<Answer>;

/** GET /cases/:code; with `refused`, the same page again after a form that did not go through */
export const caseShower =
  (parts: CaseParts): ShowCase =>
  (visit, refused) => {
    const { app, params, now } = visit;
    return app.db.transaction().execute(async (tx) => {
      const view = await openCaseView(tx, app.vault, personOf(visit), params.code ?? '', now);
      if (!('refused' in view)) return casePage(tx, visit, view, parts, refused);
      return view.refused === 'needs_reason' ? reasonPage(tx, visit, refused) : { refused: 'not_found' };
    });
  };

async function casePage(
  tx: Tx,
  visit: CaseVisit,
  view: CaseView,
  parts: CaseParts,
  refused: RefusedForm | undefined,
): Promise<Answer> {
  const { say, now, lang, query } = visit;
  const { kasus, panel, relation } = view;
  const settings = await readSettings(tx);
  const { timeZone } = settings;
  const staff = await readStaffNames(tx);
  const time = (at: Date) => humaneTime(at, now, lang, timeZone);
  const thread = threadModel(visit, kasus.code, view.thread, {
    konseli: panel.konseli?.name ?? '',
    staff,
    absolute: (at) => time(at).absolute,
  });
  const may = permissions(personOf(visit), relation);
  const typed = refused?.typed ?? {};
  const side = panelModel(visit, {
    kasus,
    panel,
    letters: thread.letters,
    may,
    typed,
    clock: (at) => time(at).clock,
    timeZone,
  });
  const reply = may('send_reply') ? await parts.reply(tx, visit, view, refused, thread.letters) : null;
  const back = backFrom(query, personOf(visit)) ?? listOf(visit, view);
  return {
    page: 'cases/case',
    title: say('case.title', { code: kasus.code }),
    status: refused ? 409 : 200,
    model: {
      code: kasus.code,
      back: { href: back, text: backText(visit, back) },
      neighbours: await neighbours(tx, visit, kasus.code, back),
      subject: showHidden(view.title) || say('folder.no_subject'),
      lead: leadOf(visit, view),
      chips: chipsOf(visit, view, settings),
      problem: refused?.problem ?? null,
      urgent: kasus.risk === 'urgent' && kasus.stage !== 'closed',
      reading: readingOf(visit, view, (at) => time(at).clock),
      next: nextStep(visit, view, may, side.move, reply !== null),
      entries: withLines(thread.entries, await parts.atLetters?.(tx, visit, view)),
      firstUnread: thread.firstUnread,
      reply,
      note: may('write_note') && !kasus.erased_at ? { typed: typed.note ?? '' } : null,
      side,
      beside: await besides(tx, visit, view, parts, refused, thread.letters),
      manage: await manageModel(tx, visit, view, may, side.endings.length > 0, typed),
      history: may('read_history') ? `/cases/${kasus.code}/history` : null,
    },
  };
}

const withLines = (entries: ThreadModel['entries'], lines: ReadonlyMap<string, object> = new Map()) =>
  entries.map((entry) =>
    'messageId' in entry ? { ...entry, atLetter: lines.get(String(entry.messageId)) ?? null } : entry,
  );

async function besides(
  tx: Tx,
  visit: CaseVisit,
  view: CaseView,
  { beside }: CaseParts,
  refused: RefusedForm | undefined,
  letters: ThreadModel['letters'],
) {
  const models: Record<string, object | null> = {};
  for (const [name, part] of Object.entries(beside)) models[name] = await part(tx, visit, view, refused, letters);
  return models;
}

/** Who comes from nowhere, as by a link or after a refused form, goes on to the list where the case lies for them. */
function listOf(visit: CaseVisit, { kasus, relation }: CaseView): string {
  if (kasus.stage === 'closed') return '/folders/done';
  if (relation !== 'own' && relation !== 'co') return kasus.counsellor_id === null ? '/folders/new' : '/folders/all';
  if (kasus.asleep_until && kasus.asleep_until > visit.now) return '/folders/asleep';
  return kasus.turn === 'konseli' ? '/folders/waiting' : '/folders/mine';
}

/** The cases before and after this one in the list one came from; null: one did not come from a list, or it is the only one. */
async function neighbours(tx: Tx, visit: CaseVisit, code: string, back: string) {
  const person = personOf(visit);
  const wish = wishOf(back, person);
  if (!wish) return null;
  const { before, after } = await readNeighbours(tx, person, wish, code, visit.now);
  const href = (other: string) => `/cases/${other}?from=${encodeURIComponent(back)}`;
  return before || after ? { before: before && href(before), after: after && href(after) } : null;
}

const backText = ({ say }: CaseVisit, back: string): string => {
  const folder = /^\/folders\/([a-z]+)/.exec(back)?.[1];
  return folder ? say(`folder.${folder}`) : say('case.title', { code: back.slice('/cases/'.length) });
};

const leadOf = ({ say }: CaseVisit, { kasus, panel }: CaseView): string =>
  [kasus.code, say(`stage_number.${kasus.stage}`), panel.whoSees.counsellor ?? say('row.nobody')].join(' · ');

function chipsOf(visit: CaseVisit, { kasus, panel }: CaseView, clock: PromiseClock) {
  const waiting = waitingChip(
    visit,
    {
      stage: kasus.stage,
      asleepUntil: kasus.asleep_until,
      answerDueAt: kasus.answer_due_at,
      waitingSince: kasus.waiting_since,
      turn: kasus.turn,
    },
    clock,
  );
  const risk =
    kasus.risk === 'none'
      ? []
      : [
          {
            text: visit.say(`risk.${kasus.risk}`),
            tone: kasus.risk === 'urgent' ? 'danger' : kasus.risk === 'concern' ? 'attention' : 'plain',
          },
        ];
  const ending = kasus.ending ? [{ text: visit.say(`ending.${kasus.ending}`), tone: 'plain' }] : [];
  const round = kasus.round > 1 ? [{ text: visit.say('case.round', { round: kasus.round }), tone: 'plain' }] : [];
  const rupture =
    panel.relationship.rupture && kasus.stage !== 'closed'
      ? [{ text: visit.say('rupture.chip'), tone: 'attention' }]
      : [];
  return [...(kasus.stage === 'closed' ? [] : risk), ...rupture, ...(waiting ? [waiting] : []), ...round, ...ending];
}

/** A supervisor sees that the hour runs. */
function readingOf({ staff, say }: CaseVisit, { panel }: CaseView, clock: (at: Date) => string): string | null {
  const own = panel.whoSees.readings.find((r) => r.name === staff.name);
  return staff.role === 'supervisor' && own ? say('reading.runs', { time: clock(own.until) }) : null;
}

/** What is done seldom: hand over, bring in, put off, end otherwise, export. Null: this person may do none of it. */
async function manageModel(
  tx: Tx,
  { staff, now }: CaseVisit,
  { kasus, panel }: CaseView,
  may: ReturnType<typeof permissions>,
  mayEnd: boolean,
  typed: Readonly<Record<string, string>>,
) {
  const open = kasus.stage !== 'closed';
  const colleagues = await colleaguesFor(tx, kasus);
  const free = colleagues.filter((c) => c.part === null && c.id !== staff.id);
  const manage = {
    assign: await assignable(tx, kasus, may),
    release: open && may('release') && kasus.stage === 'preparation',
    share: may('share') && free.length ? free.map(({ id, name }) => ({ value: id, label: name })) : null,
    exclude: may('share') ? await excludable(tx, kasus, staff.id, panel.whoSees.excluded) : null,
    co: may('share') ? panel.whoSees.co : [],
    sleep: open && may('sleep') && kasus.waiting_since === null && !(kasus.asleep_until && kasus.asleep_until > now),
    wake: open && may('sleep') && kasus.asleep_until !== null && kasus.asleep_until > now,
    export: may('export') && !kasus.erased_at,
  };
  const nothing = Object.values(manage).every((offer) => !offer || (Array.isArray(offer) && !offer.length));
  const mayLift = staff.role === 'supervisor';
  return nothing && !mayEnd ? null : { ...manage, mayLift, loadReason: typed.load_reason ?? '' };
}

/** To whom the case could be given; null: not by this person, or nobody is left. */
async function assignable(tx: Tx, kasus: CaseRow, may: ReturnType<typeof permissions>) {
  if (kasus.stage === 'closed' || !may('assign')) return null;
  const colleagues = (await colleaguesFor(tx, kasus)).filter((c) => c.part === null || c.part === 'co');
  return colleagues.length ? colleagues.map(({ id, name }) => ({ value: id, label: name })) : null;
}

async function excludable(
  tx: Tx,
  kasus: { counsellor_id: number | null },
  self: number,
  excluded: readonly { id: number }[],
) {
  const rows = await tx
    .selectFrom('staff')
    .select(['id as value', 'name as label'])
    .where('role', 'in', ['counsellor', 'supervisor'])
    .where('disabled_at', 'is', null)
    .orderBy('name')
    .execute();
  const shut = [self, kasus.counsellor_id, ...excluded.map((e) => e.id)];
  return rows.filter((row) => !shut.includes(row.value));
}

/** What a supervisor sees of a case before giving a reason: code, stage, age, who has it. No word of it. */
async function reasonPage(tx: Tx, visit: CaseVisit, refused: RefusedForm | undefined): Promise<Answer> {
  const { say, now, lang, params, query } = visit;
  const person: Person = personOf(visit);
  const found = await readCaseAccess(tx, person, params.code ?? '', 'see', now);
  if ('refused' in found) return { refused: 'not_found' };
  const { kasus } = found;
  const { timeZone } = await readSettings(tx);
  const who = await readWhoSees(tx, kasus, now);
  const back = backFrom(query, person);
  return {
    page: 'cases/reason',
    title: say('case.title', { code: kasus.code }),
    status: refused ? 409 : 200,
    model: {
      code: kasus.code,
      back: back && { href: back, text: backText(visit, back) },
      problem: refused?.problem ?? null,
      typed: refused?.typed.reason ?? '',
      stage: say(`stage_number.${kasus.stage}`),
      risk: say(`risk.${kasus.risk}`),
      counsellor: who.counsellor ?? say('row.nobody'),
      opened: kasus.opened_at,
      letters: kasus.letters,
      due: kasus.answer_due_at,
      whoSees: whoSeesLines(visit, who, (at) => humaneTime(at, now, lang, timeZone).clock),
      erased: kasus.erased_at !== null,
      assign: await assignable(tx, kasus, permissions(person, found.relation)),
      loadReason: refused?.typed.load_reason ?? '',
      history: `/cases/${kasus.code}/history`,
    },
  };
}
