/** The panel beside the thread in words: what is promised, who sees the case, what is on record, and a small form for each. */
import { outcomeForms } from '../../core/outcomes.ts';
import { type CaseAction, mayWithCase, type Person, type Relation } from '../../core/policy.ts';
import { administrativeEndings, type CaseFacts, decideMove, type Outcome, type Wish } from '../../core/stage.ts';
import type { CasePanel, EarlierRecord, GateState, StandingOutcome, WhoSees } from '../case-panel.ts';
import { showHidden } from '../link-text.ts';
import type { CaseRow } from '../lock-case.ts';
import { USUAL_MINUTES } from '../meeting-row.ts';
import type { CaseVisit } from './case-visit.ts';
import { consentsModel } from './consents-model.ts';
import { relationshipModel } from './relationship-model.ts';
import type { ThreadModel } from './thread-model.ts';

export interface PanelContext {
  kasus: CaseRow;
  panel: CasePanel;
  letters: ThreadModel['letters'];
  may(action: CaseAction): boolean;
  /** what was typed into a form that was refused, by field */
  typed: Readonly<Record<string, string>>;
  clock(at: Date): string;
  /** of the service, in which times are typed and shown */
  timeZone: string;
}

/** What the page offers: only what the policy would allow now. */
export const permissions =
  (person: Person, relation: Relation) =>
  (action: CaseAction): boolean =>
    mayWithCase(person, action, relation) !== 'no';

export function panelModel(visit: CaseVisit, context: PanelContext) {
  const { kasus, panel, may } = context;
  const open = kasus.stage !== 'closed';
  return {
    promise: promiseModel(visit, kasus),
    konseli: konseliModel(panel),
    /** who only looks whether to take the case need not see what will have to be recorded */
    showsStage: open && (may('record') || may('agree_override')),
    whoSees: whoSeesLines(visit, panel.whoSees, context.clock),
    gate: panel.gate && {
      lead: visit.say('case.records', {
        done: panel.gate.items.length - panel.gate.missing.length,
        all: panel.gate.items.length,
      }),
      items: panel.gate.items.map((state) => gateModel(visit, context, state)),
    },
    review: panel.review && {
      ...gateModel(visit, context, panel.review.state),
      shortfall: visit.say(panel.review.overdue ? 'case.review.overdue' : 'case.review.due'),
    },
    owed: panel.owed.map((state) => gateModel(visit, context, state)),
    earlier: panel.earlier.map((record) => earlierModel(visit, context, record)),
    consents: consentsModel(visit, context),
    relationship: relationshipModel(visit, context),
    outcome: outcomeModel(visit, context),
    override: overrideModel(visit, context),
    endings: open && may('move') ? endingChoices(visit, panel.facts) : [],
    move: moveOf(visit, context),
    others: panel.otherCases.map((other) => ({
      href: `/cases/${other.code}`,
      code: other.code,
      stage: visit.say(`stage.${other.stage}`),
    })),
    previous: panel.previousCode,
  };
}

function promiseModel({ now }: CaseVisit, kasus: CaseRow) {
  return {
    due: kasus.answer_due_at,
    late: kasus.answer_due_at !== null && kasus.answer_due_at < now,
    since: kasus.waiting_since,
    asleep: kasus.asleep_until !== null && kasus.asleep_until > now ? kasus.asleep_until : null,
    closed: kasus.closed_at,
  };
}

const konseliModel = ({ konseli }: CasePanel) =>
  konseli && {
    name: showHidden(konseli.name) || null,
    addresses: konseli.addresses.map((a) => ({ address: showHidden(a.address), undeliverable: a.undeliverable })),
  };

/** Everybody who can see the case now, one line each; a running reading stands first, because it is news. */
export function whoSeesLines({ say }: CaseVisit, who: WhoSees, clock: (at: Date) => string): string[] {
  return [
    ...who.readings.map((r) => say('case.sees.reading', { name: r.name, time: clock(r.until) })),
    who.counsellor ? say('case.sees.counsellor', { name: who.counsellor }) : say('case.sees.pool'),
    ...who.co.map(({ name }) => say('case.sees.co', { name })),
    ...(who.supervisors.length ? [say('case.sees.supervisors', { names: who.supervisors.join(', ') })] : []),
    ...who.excluded.map(({ name }) => say('case.sees.excluded', { name })),
    say('case.sees.admin'),
  ];
}

function gateModel({ say }: CaseVisit, { kasus, letters, may, typed }: PanelContext, state: GateState) {
  const { item, record } = state;
  const refused = typed.item === item.item;
  const chosen = refused ? typed.value : record?.value;
  const letter = record?.letterId ? (letters.find((l) => l.id === record.letterId) ?? null) : null;
  return {
    name: item.item,
    label: say(`gate.${item.item}`),
    help: say(`gate_help.${item.item}`),
    done: state.opens,
    value: record && say(`gate_value.${item.item}.${record.value}`),
    by: record && (record.by ?? say('case.record.by_program')),
    at: record?.at ?? null,
    remark: record?.remark ? showHidden(record.remark) : null,
    letter: letter && { href: `#letter-${letter.id}`, label: letter.label },
    shortfall: record && !state.opens ? say(item.freshDays ? 'case.record.too_old' : 'case.record.not_enough') : null,
    canRecord: may('record') && kasus.stage !== 'closed',
    values: item.values.map((value) => ({
      value,
      label: say(`gate_value.${item.item}.${value}`),
      chosen: value === chosen,
    })),
    asksLetter: item.letterFor !== undefined,
    letters: letters
      .filter((l) => l.byKonseli || !item.letterByKonseli)
      .map((l) => ({ value: l.id, label: l.label, chosen: l.id === (refused ? typed.letter : record?.letterId) })),
    asksRemark: item.remarkFor !== undefined,
    typedRemark: refused ? (typed.remark ?? '') : (record?.remark ?? ''),
    open: refused,
  };
}

function earlierModel({ say }: CaseVisit, { kasus, letters }: PanelContext, record: EarlierRecord) {
  const letter = letters.find((l) => l.id === record.letterId);
  return {
    label: say(`gate.${record.item}`),
    value: say(`gate_value.${record.item}.${record.value}`),
    remark: record.remark ? showHidden(record.remark) : null,
    letter: letter ? { href: `#letter-${letter.id}`, label: letter.label } : null,
    by: record.by ?? say('case.record.by_program'),
    at: record.at,
    round: kasus.round > 1 ? say('case.round', { round: record.round }) : null,
  };
}

const outcomes: readonly Outcome[] = ['resolved', 'face_to_face', 'another_session', 'referred'];

function outcomeModel(visit: CaseVisit, context: PanelContext) {
  const { kasus, panel, may } = context;
  if (kasus.stage !== 'post_counselling' && kasus.stage !== 'closed') return null;
  const standing = panel.outcome;
  const waitsFor = standing && !standing.completed ? outcomeForms[standing.outcome].completedBy : null;
  return {
    standing: standing && standingModel(visit, context, standing),
    waits:
      waitsFor && standing && kasus.stage !== 'closed'
        ? {
            text: visit.say(`outcome_waits.${standing.outcome}`),
            // Whether two people met is asked where their meeting stands: src/meetings.
            button:
              may('choose_outcome') && waitsFor !== 'met' ? visit.say(`outcome_complete.${standing.outcome}`) : null,
          }
        : null,
    forms:
      kasus.stage === 'post_counselling' && may('choose_outcome')
        ? outcomes.map((outcome) => outcomeForm(visit, context, outcome))
        : [],
  };
}

function standingModel({ say }: CaseVisit, { letters }: PanelContext, standing: StandingOutcome) {
  const form = outcomeForms[standing.outcome];
  const letter = letters.find((l) => l.id === standing.letterId);
  return {
    label: say(`outcome.${standing.outcome}`),
    by: standing.by,
    at: standing.at,
    happensAt: standing.happensAt,
    fields: [...form.needs, ...form.takes]
      .filter((name) => standing.details[name]?.trim())
      .map((name) => ({ label: say(`outcome_field.${name}`), text: showHidden(standing.details[name] ?? '') })),
    letter: letter ? { href: `#letter-${letter.id}`, label: letter.label } : null,
  };
}

function outcomeForm({ say }: CaseVisit, { letters, typed, panel, timeZone }: PanelContext, outcome: Outcome) {
  const form = outcomeForms[outcome];
  const takes = form.takes.filter((name) => name !== 'despite_rupture' || panel.relationship.rupture);
  const refused = typed.outcome === outcome;
  const field = (name: string, required: boolean) => ({
    name,
    id: `${outcome}-${name}`,
    label: say(`outcome_field.${name}`),
    required,
    hint: name === 'place' ? say('meetings.place.hint') : null,
    value: refused ? (typed[name] ?? '') : '',
  });
  return {
    outcome,
    label: say(`outcome.${outcome}`),
    help: say(`outcome_help.${outcome}`),
    open: refused,
    fields: [...form.needs.map((name) => field(name, true)), ...takes.map((name) => field(name, false))],
    time: form.hasTime
      ? {
          label: say(`outcome_time.${outcome}`),
          hint: say('meetings.zone', { zone: timeZone }),
          value: refused ? (typed.happens_at ?? '') : '',
          minutes: refused ? (typed.minutes ?? '') : outcome === 'face_to_face' ? String(USUAL_MINUTES) : '',
        }
      : null,
    consent:
      form.needsConsent || form.needsEvidence
        ? {
            label: say(`outcome_consent.${outcome}`),
            letters: letters
              .filter((l) => l.byKonseli)
              .map((l) => ({ value: l.id, label: l.label, chosen: refused && l.id === typed.letter })),
          }
        : null,
  };
}

function overrideModel({ staff, say }: CaseVisit, { kasus, panel, may, typed }: PanelContext) {
  const { override, gate } = panel;
  const missing = gate !== null && gate.missing.length > 0;
  return {
    reason: override ? showHidden(override.reason) : null,
    at: override?.askedAt ?? null,
    asked: override && !override.agreedBy ? say('case.override.waits', { name: override.askedBy.name }) : null,
    agreed: override?.agreedBy
      ? say('case.override.agreed', { asked: override.askedBy.name, agreed: override.agreedBy })
      : null,
    canAnswer: override !== null && !override.agreedBy && override.askedBy.id !== staff.id && may('agree_override'),
    canAsk: missing && override === null && may('ask_override') && kasus.counsellor_id !== null,
    to: gate?.to ?? null,
    typed: typed.override_reason ?? '',
  };
}

function endingChoices({ say, now }: CaseVisit, facts: CaseFacts) {
  return administrativeEndings
    .filter((ending) => 'move' in decideMove(facts, { to: 'closed', ending }, now))
    .map((ending) => ({ value: ending, label: say(`ending.${ending}`), help: say(`ending_help.${ending}`) }));
}

/** The move that is due in this stage, whether it is open yet, and why or why not. */
function moveOf({ say, now }: CaseVisit, { kasus, panel, may }: PanelContext) {
  const wish = dueMove(kasus, panel.facts);
  if (!wish || !may('move')) return null;
  const decision = decideMove(panel.facts, wish, now);
  const ready = 'move' in decision;
  return {
    ready,
    to: wish.to,
    ending: 'ending' in wish ? wish.ending : null,
    label: moveLabel(say, kasus, wish),
    why: whyReady(say, kasus, panel, decision),
  };
}

export function dueMove(kasus: CaseRow, facts: CaseFacts): Wish | null {
  if (kasus.stage === 'preparation') return { to: 'counselling' };
  if (kasus.stage === 'counselling') return { to: 'post_counselling' };
  if (kasus.stage !== 'post_counselling' || !facts.outcome) return null;
  const { outcome } = facts.outcome;
  return outcome === 'another_session' ? { to: 'counselling' } : { to: 'closed', ending: outcome };
}

function moveLabel(say: CaseVisit['say'], kasus: CaseRow, wish: Wish): string {
  if (wish.to === 'closed') return say('case.move.close');
  return say(kasus.stage === 'post_counselling' ? 'case.move.again' : `case.move.${wish.to}`);
}

function whyReady(
  say: CaseVisit['say'],
  kasus: CaseRow,
  panel: CasePanel,
  decision: ReturnType<typeof decideMove>,
): string {
  const missing = panel.gate?.missing.length ?? 0;
  if ('refused' in decision) return say(`refusal.${decision.refused}`);
  if (missing === 0) return say('case.move.ready');
  return say(kasus.risk === 'urgent' && kasus.stage === 'preparation' ? 'case.move.urgent' : 'case.move.overridden');
}
