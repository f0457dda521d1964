/** The page on which the questions of a letter are answered with a tap: no name, no letter, no word of the case. */
import { z } from 'zod';
import type { CaseNeeds } from '../../cases/pages/case-visit.ts';
import { evaluationQuestions, pulseQuestions } from '../../core/answers/questions.ts';
import type { Answers } from '../../core/answers/read-answers.ts';
import type { Evaluation } from '../../core/answers/read-evaluation.ts';
import type { Pulse } from '../../core/answers/read-pulse.ts';
import type { PublicVisit } from '../../staff/staff-route.ts';
import { Refusal } from '../../web/refusal.ts';
import type { Answer, Limit } from '../../web/visit.ts';
import { type AskedOnPage, answerOnPage, readAsked } from '../answer-on-page.ts';

type Visit = PublicVisit<CaseNeeds>;

const LONGEST_WORDS = 2000;
const score = z
  .string()
  .regex(/^(?:10|\d)?$/)
  .transform((typed) => (typed === '' ? null : Number(typed)))
  .default(null);
const words = z
  .string()
  .max(LONGEST_WORDS)
  .transform((typed) => typed.trim() || null)
  .default(null);
const positions = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

const answersForm = z.strictObject({
  bond: score,
  aims: score,
  way: score,
  understood: score,
  understanding: words,
  comfort: words,
  action: words,
  ...(Object.fromEntries(positions.map((position) => [`T${position}`, score])) as Record<
    `T${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`,
    typeof score
  >),
});

/** GET /answers/:token */
export async function showAnswers(visit: Visit): Promise<Answer> {
  const { app, params, now } = visit;
  const asked = await readAsked(app.db, app.vault, params.token ?? '', now);
  return asked ? questionsPage(visit, asked, null) : gonePage(visit);
}

/** POST /answers/:token */
export async function giveAnswers(visit: Visit): Promise<Answer> {
  const { app, params, now, say } = visit;
  const token = params.token ?? '';
  const form = visit.form(answersForm);
  if ('wrong' in form) throw new Refusal('unreadable');
  const answered = await app.db
    .transaction()
    .execute((tx) => answerOnPage(tx, app.vault, token, givenIn(form.fields), now));
  if ('kept' in answered)
    return {
      fragment: 'answering/said',
      model: { title: say('tap.thanks'), text: say('tap.thanks.text'), more: say('tap.thanks.more') },
    };
  const asked = await readAsked(app.db, app.vault, token, now);
  return asked ? questionsPage(visit, asked, say('tap.nothing')) : gonePage(visit);
}

export const answerLimits: readonly Limit<CaseNeeds>[] = [
  { max: 240, minutes: 60, key: ({ request }) => request.ip },
  { max: 20, minutes: 60, key: ({ params }) => params.token ?? '' },
];

function givenIn(fields: z.output<typeof answersForm>): Answers {
  const goals = positions.flatMap((position) => {
    const value = fields[`T${position}`];
    return value === null ? [] : [[`${position}`, value] as const];
  });
  const pulse = Object.fromEntries(pulseQuestions.map(({ item }) => [item, fields[item]])) as Pulse;
  const evaluation = Object.fromEntries(evaluationQuestions.map(({ item }) => [item, fields[item]])) as Evaluation;
  return { pulse, goals: Object.fromEntries(goals), evaluation };
}

const langOf = ({ lang }: Visit): string => (lang === 'en' ? '?lang=en' : '');

function questionsPage(visit: Visit, { asks, goals, answeredBefore }: AskedOnPage, problem: string | null): Answer {
  const { say, lang, params } = visit;
  const scores = Array.from({ length: 11 }, (_, value) => value);
  const scale = (name: string, label: string) => ({ name, label, scores });
  return {
    fragment: 'answering/questions',
    status: problem ? 422 : 200,
    model: {
      title: say('tap.title'),
      action: `/answers/${encodeURIComponent(params.token ?? '')}${langOf(visit)}`,
      leave: `/today${langOf(visit)}`,
      problem,
      answeredBefore,
      pulse: asks.includes('pulse') ? pulseQuestions.map((question) => scale(question.item, question[lang])) : [],
      goals: asks.includes('goals')
        ? goals.map((position) => scale(`T${position}`, say('tap.goal', { position })))
        : [],
      words: asks.includes('evaluation')
        ? evaluationQuestions.map((question) => ({
            name: question.item,
            label: question[lang],
            longest: LONGEST_WORDS,
          }))
        : [],
    },
  };
}

const gonePage = ({ say }: Visit): Answer => ({
  fragment: 'answering/said',
  status: 404,
  model: { title: say('tap.gone'), text: say('tap.gone.text'), more: null },
});
