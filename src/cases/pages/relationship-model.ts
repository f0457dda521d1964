/** The relationship beside the thread: goals, a line for each of the four numbers, the closing words, what asks for a look, and forms. */
import { evaluationQuestions, pulseQuestions } from '../../core/answers/questions.ts';
import { MOST_GOALS } from '../goals.ts';
import { showHidden } from '../link-text.ts';
import { ruptureSettlements } from '../settle-rupture.ts';
import type { CaseVisit } from './case-visit.ts';
import type { PanelContext } from './panel-model.ts';

/** Null where there is nothing to show and nothing to do. */
export function relationshipModel(visit: CaseVisit, context: PanelContext) {
  const { say } = visit;
  const { kasus, panel, may, typed } = context;
  const { goals, answers, rupture, asking } = panel.relationship;
  const canWrite = may('record') && kasus.stage !== 'closed' && context.letters.some((letter) => letter.byKonseli);
  const mayAddGoal = canWrite && kasus.stage === 'counselling' && goals.length < MOST_GOALS;
  if (!answers.length && !asking.length && !rupture && !goals.length && !mayAddGoal) return null;
  const pulses = answers.filter(({ given }) => given.pulse);
  return {
    waits: asking.length > 0 ? say('relationship.waits') : null,
    goals: goals.map(({ position, words }) => ({
      position,
      ...lineOf(
        visit,
        showHidden(words),
        answers.flatMap(({ given }) => given.goals?.[position] ?? []),
      ),
      drop: canWrite,
    })),
    newGoal: mayAddGoal ? newGoalModel(context) : null,
    lines: pulses.length
      ? pulseQuestions.map(({ item }) =>
          lineOf(
            visit,
            say(`pulse.${item}`),
            pulses.map(({ given }) => given.pulse![item]),
          ),
        )
      : [],
    table: pulses.map((one) => ({
      at: one.at,
      letter: letterOf(context, one.messageId),
      numbers: pulseQuestions.map(({ item }) => shown(visit, one.given.pulse![item])),
      byHand: one.by !== null,
    })),
    heads: pulseQuestions.map(({ item }) => say(`pulse.${item}.short`)),
    evaluation: evaluationModel(visit, context),
    rupture: rupture && {
      text: say(`rupture.${rupture.sign}`),
      letter: rupture.letterId ? letterOf(context, rupture.letterId) : null,
      choices: may('record')
        ? ruptureSettlements.map((value) => ({
            value,
            label: say(`rupture.settle.${value}`),
            chosen: typed.settled === value,
          }))
        : [],
      remark: typed.settled ? (typed.remark ?? '') : '',
    },
    correction: canWrite && (answers.length || asking.length) ? correctionModel(visit, context) : null,
  };
}

const letterOf = ({ letters }: PanelContext, id: string) => {
  const letter = letters.find((one) => one.id === id);
  return letter ? { href: `#letter-${letter.id}`, label: letter.label } : null;
};

const shown = ({ lang }: CaseVisit, score: number | null): string =>
  score === null ? '–' : score.toLocaleString(lang === 'id' ? 'id-ID' : 'en-GB', { maximumFractionDigits: 1 });

/** Of the small drawing, in its own units: a number from 0 to 10 stands as high as it is. */
const WIDTH = 120;
const HEIGHT = 28;
const EDGE = 4;
/** letters whose numbers fit into the drawing */
const SHOWN = 12;

/** @param all from the oldest to the newest; null where a letter left it out */
function lineOf(visit: CaseVisit, label: string, all: readonly (number | null)[]) {
  const scores = all.slice(-SHOWN);
  const step = scores.length > 1 ? (WIDTH - 2 * EDGE) / (scores.length - 1) : 0;
  const points = scores.flatMap((score, n) =>
    score === null ? [] : [{ x: EDGE + n * step, y: HEIGHT - EDGE - (score / 10) * (HEIGHT - 2 * EDGE), score }],
  );
  const last = points.at(-1);
  const before = points.at(-2);
  const change = last && before ? last.score - before.score : 0;
  return {
    label,
    points: points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' '),
    dot: last ? { x: last.x.toFixed(1), y: last.y.toFixed(1) } : null,
    last: shown(visit, last?.score ?? null),
    change:
      change === 0 ? null : visit.say(change > 0 ? 'pulse.rose' : 'pulse.fell', { by: shown(visit, Math.abs(change)) }),
    fell: change < 0,
  };
}

function newGoalModel({ letters, typed }: PanelContext) {
  const refused = typed.goal !== undefined;
  const last = letters.findLast((one) => one.byKonseli)?.id;
  return {
    open: refused,
    words: typed.goal ?? '',
    rating: typed.rating ?? '',
    letters: letters
      .filter((one) => one.byKonseli)
      .map((one) => ({ value: one.id, label: one.label, chosen: one.id === (typed.goal_letter ?? last) })),
  };
}

function evaluationModel({ say }: CaseVisit, context: PanelContext) {
  const last = context.panel.relationship.answers.findLast(({ given }) => given.evaluation);
  if (!last) return null;
  return {
    letter: letterOf(context, last.messageId),
    answers: evaluationQuestions.flatMap(({ item }) => {
      const words = last.given.evaluation![item];
      return words ? [{ label: say(`evaluation.${item}`), words: showHidden(words) }] : [];
    }),
  };
}

/** The form shows what stands for the newest letter that has answers, or else for the konseli's last letter. */
function correctionModel(visit: CaseVisit, context: PanelContext) {
  const { letters, panel, typed } = context;
  const last = panel.relationship.answers.findLast(({ onPage }) => !onPage); // what was tapped was not misread
  const refused = typed.answers_letter !== undefined;
  const letter = refused ? typed.answers_letter : (last?.messageId ?? letters.findLast((one) => one.byKonseli)?.id);
  const standing = last?.messageId === letter ? last?.given : null;
  const value = (name: string, stands: string | number | null | undefined) =>
    refused ? (typed[name] ?? '') : `${stands ?? ''}`;
  return {
    open: refused,
    letters: letters
      .filter((one) => one.byKonseli)
      .map((one) => ({ value: one.id, label: one.label, chosen: one.id === letter })),
    numbers: pulseQuestions.map(({ item }) => ({
      name: item,
      label: visit.say(`pulse.${item}.short`),
      value: value(item, standing?.pulse?.[item]),
    })),
    goals: panel.relationship.goals.map(({ position, words }) => ({
      name: `goal_${position}`,
      label: showHidden(words),
      value: value(`goal_${position}`, standing?.goals?.[position]),
    })),
    words: evaluationQuestions.map(({ item }) => ({
      name: item,
      label: visit.say(`evaluation.${item}`),
      value: value(item, standing?.evaluation?.[item]),
    })),
  };
}
