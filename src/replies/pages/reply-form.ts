/**
 * What stands below the thread of a case for who may answer: letters on their way or in trouble, colleagues' drafts, and the
 * form to write in. Its place on the page is `{{> replies/composer reply}}` (templates/pages/partials/replies/composer.hbs).
 */
import { standingConsents } from '../../cases/consents.ts';
import { readDelivery } from '../../cases/delivery-agreement.ts';
import { standingGoals } from '../../cases/goals.ts';
import { answerAddress, readKonseli } from '../../cases/konseli.ts';
import type { CaseRow } from '../../cases/lock-case.ts';
import type { CasePart } from '../../cases/pages/case-page.ts';
import { type CaseVisit, personOf } from '../../cases/pages/case-visit.ts';
import { type Asked, askable } from '../../core/answers/questions.ts';
import { instrumentBlock } from '../../core/instruments/instrument-block.ts';
import type { Person } from '../../core/policy.ts';
import { leavesAt } from '../../core/safe-hours.ts';
import type { Notice } from '../../core/writing.ts';
import { newId, type Reader, type Tx } from '../../db/database.ts';
import type { Language } from '../../db/schema.ts';
import { readInformationOnly } from '../../guardians/information-only.ts';
import { listInstruments } from '../../instruments/instruments.ts';
import { besideWriting } from '../../reading/pages/beside-writing.ts';
import { readSettings } from '../../service/settings.ts';
import { blockOf } from '../consent-text.ts';
import type { Draft } from '../draft-row.ts';
import { lookOver } from '../look-over.ts';
import { type OutboundDelivery, readDeliveries } from '../outbound-state.ts';
import { listOwnTemplates } from '../own-templates.ts';
import { promiseInWords } from '../promise-in-words.ts';
import { questionsDue } from '../questions-due.ts';
import { readDrafts } from '../read-draft.ts';
import { mustChooseHour } from '../send-reply.ts';
import type { DeliveryDecision } from '../settle-delivery.ts';
import { shippedTemplates } from '../shipped-templates.ts';
import { readThreadEnd } from '../thread-end.ts';
import { askedIn } from './compose-fields.ts';

/** Null where the case was erased: nobody is left to write to. A closed case shows what became of its letters, and no form. */
export const replyForm: CasePart = async (tx, visit, { kasus }) => {
  if (kasus.erased_at) return null;
  const closed = kasus.stage === 'closed';
  const deliveries = await readDeliveries(tx, kasus.id);
  const drafts = await readDrafts(tx, visit.app.vault, kasus.id, visit.staff.id);
  return {
    code: kasus.code,
    outgoing: deliveries.flatMap((delivery) => outgoingModel(visit, delivery, visit.staff.id, closed)),
    others: closed
      ? []
      : drafts.others.map(({ authorId, author, savedAt, text }) => ({ authorId, author, savedAt, text })),
    form: closed ? null : await composeModel(tx, visit, kasus, drafts.own),
  };
};

async function composeModel(tx: Tx, visit: CaseVisit, kasus: CaseRow, draft: Draft | null) {
  const { app } = visit;
  const konseli = await readKonseli(tx, app.vault, kasus.konseli_id);
  const end = await readThreadEnd(tx, app.vault, kasus.id);
  const informing = await readInformationOnly(tx, kasus, await readSettings(tx));
  const text = justTyped(visit) ?? draft?.text ?? '';
  const writing = { person: personOf(visit), language: konseli.language, konseliWrote: end.lastWords };
  return {
    formId: newId(),
    seenIn: kasus.last_inbound_id ?? '',
    seenOut: end.lastOutboundId ?? '',
    to: answerAddress(konseli),
    comesBack: konseli.addresses.every(({ undeliverable }) => undeliverable),
    senderFailed: end.senderFailed,
    text,
    notices: noticeLines(visit, await lookOver(tx, writing, text)),
    reading: await besideWriting(tx, visit, kasus),
    savedAt: draft?.savedAt ?? null,
    lost: false,
    informing: informing && visit.say(`replies.informing.${informing.why}`, { ...informing }),
    delivery: await deliveryModel(tx, visit, kasus),
    afterCounselling: kasus.stage === 'post_counselling',
    goesOn: ticks(visit).goes_on === 'yes',
    owed: kasus.turn === 'counsellor' && kasus.waiting_since !== null,
    questions: await questionsModel(tx, visit, kasus, konseli.language),
    instruments: informing ? null : await instrumentsModel(tx, visit, kasus, konseli.language),
    templates: informing
      ? informationTemplates(visit, konseli.language)
      : await templateGroups(tx, visit, personOf(visit), konseli.language),
  };
}

/** How this letter will reach the konseli, where that is not as usual; null: whole, and at once. */
async function deliveryModel(tx: Tx, { say, now, lang }: CaseVisit, kasus: CaseRow) {
  const agreed = await readDelivery(tx, kasus);
  if (!agreed) return null;
  const settings = await readSettings(tx);
  const leaves = leavesAt(now, agreed.hours, settings.timeZone);
  const waits =
    leaves > now ? say('replies.safe_hours.closed', { at: promiseInWords(leaves, settings.timeZone, lang) }) : null;
  if (agreed.mode === 'full' && !waits) return null;
  return {
    how: agreed.mode === 'full' ? null : say(`replies.delivery.${agreed.mode}`),
    waits,
    choose: waits !== null && (await mustChooseHour(tx, kasus, settings, now)),
  };
}

/** What came with this very request is newer than any draft; the field is no other form's. */
function justTyped({ request }: CaseVisit): string | null {
  const { text } = (request.body ?? {}) as { text?: unknown };
  return typeof text === 'string' ? text : null;
}

const ticks = ({ request }: CaseVisit) => (request.body ?? {}) as Record<string, unknown>;

/** What the second pair of eyes says, a line each. */
export function noticeLines({ say }: Pick<CaseVisit, 'say'>, notices: readonly Notice[]): string[] {
  return notices.map((notice) => {
    if (notice.kind === 'template') return say('replies.notice.template', { percent: Math.round(notice.share * 100) });
    if (notice.kind === 'questions') return say('replies.notice.questions', { count: notice.count });
    if ('words' in notice) return say(`replies.notice.${notice.kind}`, { words: notice.words.join('”, “') });
    return say(`replies.notice.${notice.kind}`);
  });
}

/** What may be asked at the end of the letter, with the words as they will stand there; ticked what it is time for. */
async function questionsModel(tx: Tx, visit: CaseVisit, kasus: CaseRow, language: Language) {
  const key = (await visit.app.vault.keys(tx, 'letters', [kasus.id])).get(kasus.id) ?? null;
  const goals = await standingGoals(tx, key, kasus.id);
  const due = await questionsDue(tx, kasus);
  if (kasus.risk === 'urgent') return [];
  const consents = await standingConsents(tx, kasus.id);
  const needsConsent = !consents.some(({ kind, given }) => kind === 'service' && given);
  const knowsFollowUp = consents.some(({ kind }) => kind === 'follow_up');
  const settings = await readSettings(tx);
  const ticked = justTyped(visit) === null ? (due ?? []) : askedIn(visit.request.body as Record<string, string>);
  const isOffered: Record<Asked, boolean> = {
    consent: needsConsent,
    pulse: due !== null,
    goals: due !== null && goals.length > 0,
    evaluation: due !== null,
    satisfaction: due !== null && kasus.stage === 'post_counselling',
    follow_up: due !== null && kasus.stage === 'post_counselling' && !needsConsent && !knowsFollowUp,
  };
  const offered = askable.filter((asked) => isOffered[asked]);
  return offered.map((asked) => ({
    name: `ask_${asked}`,
    label: visit.say(`replies.ask.${asked}`),
    hint: hintOf(visit, asked, due ?? [], kasus.asking),
    ticked: ticked.includes(asked),
    block: blockOf(asked, language, goals, settings),
  }));
}

/** Instruments that may stand below the letter; null: none is offered, or nothing is asked now. */
async function instrumentsModel(tx: Tx, visit: CaseVisit, kasus: CaseRow, language: Language) {
  if ((await questionsDue(tx, kasus)) === null) return null;
  const offered = (await listInstruments(tx, visit.now)).filter((one) => one.offered);
  const typed = (visit.request.body ?? {}) as { instrument?: unknown };
  return offered.length
    ? offered.map(({ id, instrument }) => ({
        value: id,
        label: instrument.title[visit.lang],
        block: instrumentBlock(instrument, language),
        chosen: typed.instrument === id,
      }))
    : null;
}

function hintOf({ say }: CaseVisit, asked: Asked, due: readonly Asked[], asking: readonly string[]): string | null {
  if (asked === 'consent')
    return say(asking.includes(asked) ? 'replies.ask.consent.waits' : 'replies.ask.consent.hint');
  return due.includes(asked) ? say('replies.ask.due') : null;
}

const TEMPLATE_STAGES = ['any', 'preparation', 'counselling', 'post_counselling'] as const;

async function templateGroups(db: Reader, { say }: CaseVisit, person: Person, language: Language) {
  const own = await listOwnTemplates(db, person);
  const option = ({ id, title }: { id: string; title: string }) => ({ value: id, label: title });
  const shipped = TEMPLATE_STAGES.map((stage) => ({
    label: say(`templates.stage.${stage}`),
    options: shippedTemplates
      .filter((template) => template.language === language && template.stage === stage)
      .map(({ name, title }) => ({ value: `shipped:${name}`, label: title })),
  }));
  return [
    { label: say('templates.own'), options: own.filter((t) => t.authorId === person.id).map(option) },
    { label: say('templates.shared'), options: own.filter((t) => t.authorId !== person.id).map(option) },
    ...shipped,
  ].filter((group) => group.options.length > 0);
}

/** Where letters may only inform, nothing else is offered. */
const informationTemplates = ({ say }: CaseVisit, language: Language) => [
  {
    label: say('templates.step.information'),
    options: shippedTemplates
      .filter((template) => template.language === language && template.step === 'information')
      .map(({ name, title }) => ({ value: `shipped:${name}`, label: title })),
  },
];

/** What still can be, or must be, decided about a letter of ours; nothing for the others. */
function outgoingModel({ say }: CaseVisit, delivery: OutboundDelivery, staffId: number, closed: boolean) {
  const mayRecall = delivery.recallable && delivery.authorId === staffId;
  const choices = choicesFor(delivery).filter((decision) => !(closed && decision === 'write_again'));
  const waits = delivery.state === 'retry' || delivery.held;
  if (!mayRecall && !waits && !choices.length) return [];
  const [code = '', ...numbers] = (delivery.problem ?? '').split(' ');
  return [
    {
      id: delivery.outboundId,
      letter: delivery.messageId,
      recall: mayRecall,
      attention: choices.length > 0 && !waits,
      at: mayRecall || waits ? delivery.dueAt : (delivery.bouncedAt ?? delivery.settledAt ?? delivery.dueAt),
      text:
        (delivery.kind === 'referral' ? `${say('replies.outgoing.receiver')} ` : '') +
        say(`replies.outgoing.${outgoingState(delivery)}`),
      why: delivery.problem && !delivery.bouncedAt ? say(problemWord(code), { numbers: numbers.join(' ') }) : null,
      bounce: delivery.bounce,
      choices: choices.map((decision) => ({ decision, label: say(`replies.decide.${decision}`) })),
    },
  ];
}

function outgoingState(delivery: OutboundDelivery): string {
  if (delivery.held) return 'held';
  if (delivery.bouncedAt && delivery.state === 'sent') return delivery.bouncePermanent ? 'bounced' : 'delayed';
  return delivery.state;
}

function choicesFor(delivery: OutboundDelivery): DeliveryDecision[] {
  if (delivery.state === 'retry') return ['stop'];
  if (!delivery.needsPerson) return [];
  if (delivery.state === 'uncertain') return ['arrived', 'send_again', 'not_arrived'];
  return delivery.kind === 'reply' ? ['write_again', 'seen'] : ['seen'];
}

const knownProblems = [
  'cannot_connect',
  'disconnected',
  'timeout',
  'tls_failed',
  'auth_failed',
  'bad_settings',
  'refused_for_now',
  'recipient_refused',
  'sender_refused',
  'message_refused',
  'too_large',
  'no_answer',
  'worker_died',
  'stopped',
];

const problemWord = (code: string): string => `replies.problem.${knownProblems.includes(code) ? code : 'other'}`;
