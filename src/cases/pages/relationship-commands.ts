/** The forms about the work together: consents, goals, answers set right, a look at the relationship. */
import { z } from 'zod';
import {
  type EvaluationItem,
  evaluationQuestions,
  type PulseItem,
  pulseQuestions,
} from '../../core/answers/questions.ts';
import type { Answers } from '../../core/answers/read-answers.ts';
import { consentKinds } from '../../core/answers/read-consent.ts';
import type { Evaluation } from '../../core/answers/read-evaluation.ts';
import type { GoalRatings } from '../../core/answers/read-goals.ts';
import type { Pulse } from '../../core/answers/read-pulse.ts';
import type { Answer } from '../../web/visit.ts';
import { writeConsent } from '../consents.ts';
import { correctAnswers } from '../correct-answers.ts';
import { addGoal, dropGoal } from '../goals.ts';
import { ruptureSettlements, settleRupture } from '../settle-rupture.ts';
import type { ShowCase } from './case-page.ts';
import { type CaseVisit, personOf } from './case-visit.ts';
import { fieldsOf, runner, words } from './run-command.ts';

/** @param show the case's page, to come back to when a command refuses: with the reason, and what was typed */
export function relationshipCommands(show: ShowCase) {
  const run = runner(show);
  return {
    /** POST /cases/:code/answers */
    correctAnswers(visit: CaseVisit): Promise<Answer> {
      const fields = fieldsOf(visit, answersForm);
      const given = readGiven(fields);
      return run(
        visit,
        'done.answers',
        async (tx, code) =>
          given
            ? correctAnswers(
                tx,
                visit.app.vault,
                personOf(visit),
                code,
                { messageId: fields.answers_letter, given },
                visit.now,
              )
            : { refused: 'answer_out_of_range' },
        fields,
        '#relationship',
      );
    },

    /** POST /cases/:code/consents */
    writeConsent(visit: CaseVisit): Promise<Answer> {
      const fields = fieldsOf(visit, consentForm);
      const wish = { kind: fields.consent, given: fields.answer === 'yes', messageId: fields.consent_letter };
      return run(
        visit,
        'done.consent',
        (tx, code) => writeConsent(tx, personOf(visit), code, wish, visit.now),
        fields,
        '#consents',
      );
    },

    /** POST /cases/:code/goals */
    addGoal(visit: CaseVisit): Promise<Answer> {
      const fields = fieldsOf(visit, goalForm);
      const value = readTyped(fields.rating);
      const rating = value === null ? null : { value, messageId: fields.goal_letter };
      return run(
        visit,
        'done.goal',
        (tx, code) => addGoal(tx, visit.app.vault, personOf(visit), code, { words: fields.goal, rating }, visit.now),
        fields,
        '#relationship',
      );
    },

    /** POST /cases/:code/goals/removals */
    dropGoal(visit: CaseVisit): Promise<Answer> {
      const { goal } = fieldsOf(visit, z.strictObject({ goal: z.string().regex(/^[1-9]$/) }));
      return run(
        visit,
        'done.goal_dropped',
        (tx, code) => dropGoal(tx, personOf(visit), code, Number(goal), visit.now),
        {},
        '#relationship',
      );
    },

    /** POST /cases/:code/ruptures */
    settleRupture(visit: CaseVisit): Promise<Answer> {
      const fields = fieldsOf(visit, ruptureForm);
      return run(
        visit,
        'done.rupture',
        (tx, code) => settleRupture(tx, visit.app.vault, personOf(visit), code, fields, visit.now),
        fields,
        '#relationship',
      );
    },
  };
}

const GOALS = Array.from({ length: 9 }, (_, n) => `${n + 1}`);

const answersForm = z.strictObject({
  answers_letter: z.string(),
  ...(Object.fromEntries(GOALS.map((n) => [`goal_${n}`, words.optional()])) as Record<
    `goal_${string}`,
    z.ZodOptional<typeof words>
  >),
  ...(Object.fromEntries([...pulseQuestions, ...evaluationQuestions].map(({ item }) => [item, words])) as Record<
    PulseItem | EvaluationItem,
    typeof words
  >),
});

const consentForm = z.strictObject({
  consent: z.enum(consentKinds),
  answer: z.enum(['yes', 'no']),
  consent_letter: z.string(),
});

const goalForm = z.strictObject({ goal: z.string(), rating: words, goal_letter: words });

const ruptureForm = z.strictObject({ settled: z.enum(ruptureSettlements), remark: words });

/** What was typed as answers; null: one of the numbers is none. */
function readGiven(fields: z.output<typeof answersForm>): Answers | null {
  const typed: Readonly<Record<string, string | undefined>> = fields;
  const numbers = pulseQuestions.map(({ item }) => [item, readTyped(fields[item])] as const);
  if (numbers.some(([, number]) => Number.isNaN(number))) return null;
  const goals = GOALS.map((n) => [n, readTyped(typed[`goal_${n}`] ?? '')] as const);
  if (goals.some(([, number]) => Number.isNaN(number))) return null;
  const rated = goals.filter(([, number]) => number !== null);
  const texts = evaluationQuestions.map(({ item }) => [item, fields[item].trim() || null] as const);
  const given = (pairs: readonly (readonly [string, unknown])[]) => pairs.some(([, value]) => value !== null);
  return {
    pulse: given(numbers) ? (Object.fromEntries(numbers) as Pulse) : null,
    goals: rated.length ? (Object.fromEntries(rated) as GoalRatings) : null,
    evaluation: given(texts) ? (Object.fromEntries(texts) as Evaluation) : null,
  };
}

const readTyped = (typed: string): number | null => {
  const number = typed.trim().replace(',', '.');
  if (number === '' || number === '–' || number === '-') return null;
  return /^\d{1,2}(\.\d)?$/.test(number) ? Number(number) : Number.NaN;
};
