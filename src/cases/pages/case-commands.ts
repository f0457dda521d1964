/** The forms of a case page: each reads its fields, runs one command in one transaction, and says what became of it. */
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
import { outcomeForms } from '../../core/outcomes.ts';
import { administrativeEndings, type Ending, type Wish } from '../../core/stage.ts';
import type { Tx } from '../../db/database.ts';
import { readSettings } from '../../service/settings.ts';
import { Refusal } from '../../web/refusal.ts';
import type { Answer } from '../../web/visit.ts';
import { agreeOverride } from '../agree-override.ts';
import { askOverride } from '../ask-override.ts';
import { assignCase } from '../assign-case.ts';
import { beginReading } from '../begin-reading.ts';
import { chooseOutcome } from '../choose-outcome.ts';
import { claimCase } from '../claim-case.ts';
import { completeOutcome } from '../complete-outcome.ts';
import { writeConsent } from '../consents.ts';
import { correctAnswers } from '../correct-answers.ts';
import { excludePerson } from '../exclude-person.ts';
import { addGoal, dropGoal } from '../goals.ts';
import { moveCase } from '../move-case.ts';
import { recordItem } from '../record-item.ts';
import { refuseOverride } from '../refuse-override.ts';
import { releaseCase } from '../release-case.ts';
import { ruptureSettlements, settleRupture } from '../settle-rupture.ts';
import { shareCase } from '../share-case.ts';
import { sleepCase } from '../sleep-case.ts';
import { unshareCase } from '../unshare-case.ts';
import { wakeCase } from '../wake-case.ts';
import { withdrawRecord } from '../withdraw-record.ts';
import { type CommandRefusal, refusalWord } from '../words.ts';
import { writeNote } from '../write-note.ts';
import type { ShowCase } from './case-page.ts';
import { type CaseVisit, personOf } from './case-visit.ts';

/** @param show the case's page, to come back to when a command refuses: with the reason, and what was typed */
export function caseCommands(show: ShowCase) {
  const run = runner(show);
  return {
    /** POST /cases/:code/claims */
    async claim(visit: CaseVisit): Promise<Answer> {
      const { app, params, now } = visit;
      const claim = await app.db.transaction().execute((tx) => claimCase(tx, personOf(visit), params.code ?? '', now));
      if ('refused' in claim && claim.refused === 'taken')
        return { goTo: '/folders/new', say: 'refusal.taken', values: { by: claim.by }, tone: 'attention' };
      return done(visit, show, claim, 'done.claimed');
    },

    /** POST /cases/:code/releases */
    release: (visit: CaseVisit) =>
      run(visit, 'done.released', (tx, code) => releaseCase(tx, personOf(visit), code, visit.now)),

    /** POST /cases/:code/assignments */
    async assign(visit: CaseVisit): Promise<Answer> {
      const { to } = fieldsOf(visit, z.strictObject({ to: staffId }));
      const answer = await run(visit, 'done.assigned', (tx, code) =>
        assignCase(tx, personOf(visit), code, to, visit.now),
      );
      return 'goTo' in answer && visit.staff.role === 'counsellor' ? { ...answer, goTo: '/folders/mine' } : answer;
    },

    /** POST /cases/:code/people */
    share(visit: CaseVisit): Promise<Answer> {
      const { staff } = fieldsOf(visit, z.strictObject({ staff: staffId }));
      return run(visit, 'done.shared', (tx, code) => shareCase(tx, personOf(visit), code, staff, visit.now));
    },

    /** POST /cases/:code/people/removals */
    unshare(visit: CaseVisit): Promise<Answer> {
      const { staff } = fieldsOf(visit, z.strictObject({ staff: staffId }));
      return run(visit, 'done.unshared', (tx, code) => unshareCase(tx, personOf(visit), code, staff, visit.now));
    },

    /** POST /cases/:code/people/exclusions */
    exclude(visit: CaseVisit): Promise<Answer> {
      const { staff } = fieldsOf(visit, z.strictObject({ staff: staffId }));
      return run(visit, 'done.excluded', (tx, code) => excludePerson(tx, personOf(visit), code, staff, visit.now));
    },

    /** POST /cases/:code/notes */
    note(visit: CaseVisit): Promise<Answer> {
      const { note } = fieldsOf(visit, z.strictObject({ note: z.string() }));
      const write = (tx: Tx, code: string) => writeNote(tx, visit.app.vault, personOf(visit), code, note, visit.now);
      return run(visit, 'done.note', write, { note });
    },

    /** POST /cases/:code/sleeps */
    async sleep(visit: CaseVisit): Promise<Answer> {
      const { until } = fieldsOf(visit, z.strictObject({ until: z.string() }));
      const day = await morningOf(visit, until);
      return run(visit, 'done.slept', async (tx, code) =>
        day ? sleepCase(tx, personOf(visit), code, day, visit.now) : { refused: 'not_in_the_future' },
      );
    },

    /** POST /cases/:code/wakings */
    wake: (visit: CaseVisit) => run(visit, 'done.woke', (tx, code) => wakeCase(tx, personOf(visit), code, visit.now)),

    /** POST /cases/:code/records */
    record(visit: CaseVisit): Promise<Answer> {
      const fields = fieldsOf(visit, recordForm);
      const { letter, ...wish } = fields;
      return run(
        visit,
        'done.recorded',
        (tx, code) =>
          recordItem(tx, visit.app.vault, personOf(visit), code, { ...wish, messageId: letter || null }, visit.now),
        fields,
        '#stage',
      );
    },

    /** POST /cases/:code/records/withdrawals */
    withdraw(visit: CaseVisit): Promise<Answer> {
      const { item } = fieldsOf(visit, z.strictObject({ item: z.string() }));
      return run(visit, 'done.withdrawn', (tx, code) => withdrawRecord(tx, personOf(visit), code, item, visit.now));
    },

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

    /** POST /cases/:code/outcomes */
    async outcome(visit: CaseVisit): Promise<Answer> {
      const { outcome, happens_at, letter, ...fields } = fieldsOf(visit, outcomeForm);
      const details = Object.fromEntries(
        Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined),
      );
      const wish = { outcome, details, happensAt: await momentOf(visit, happens_at), messageId: letter || null };
      return run(
        visit,
        'done.outcome',
        (tx, code) => chooseOutcome(tx, visit.app.vault, personOf(visit), code, wish, visit.now),
        { outcome, happens_at, letter, ...details },
        '#outcome',
      );
    },

    /** POST /cases/:code/completions */
    complete: (visit: CaseVisit) =>
      run(visit, 'done.completed', (tx, code) => completeOutcome(tx, personOf(visit), code, visit.now)),

    /** POST /cases/:code/moves */
    move(visit: CaseVisit): Promise<Answer> {
      const fields = fieldsOf(visit, moveForm);
      const wish = moveWish(fields.to, fields.ending);
      const word = wish.to === 'closed' ? 'done.closed' : 'done.moved';
      return run(visit, word, (tx, code) => moveCase(tx, personOf(visit), code, wish, visit.now));
    },

    /** POST /cases/:code/overrides */
    override(visit: CaseVisit): Promise<Answer> {
      const { to, override_reason } = fieldsOf(visit, overrideForm);
      return run(
        visit,
        'done.override_asked',
        (tx, code) =>
          askOverride(tx, visit.app.vault, personOf(visit), code, { to, reason: override_reason }, visit.now),
        { override_reason },
      );
    },

    /** POST /cases/:code/overrides/answers */
    answerOverride(visit: CaseVisit): Promise<Answer> {
      const { answer } = fieldsOf(visit, z.strictObject({ answer: z.enum(['agree', 'refuse']) }));
      return answer === 'agree'
        ? run(visit, 'done.override_agreed', (tx, code) => agreeOverride(tx, personOf(visit), code, visit.now))
        : run(visit, 'done.override_refused', (tx, code) => refuseOverride(tx, personOf(visit), code, visit.now));
    },

    /** POST /cases/:code/readings */
    beginReading(visit: CaseVisit): Promise<Answer> {
      const { reason } = fieldsOf(visit, z.strictObject({ reason: z.string() }));
      const begin = (tx: Tx, code: string) =>
        beginReading(tx, visit.app.vault, personOf(visit), code, reason, visit.now);
      return run(visit, 'done.reading', begin, { reason });
    },
  };
}

const staffId = z
  .string()
  .regex(/^\d{1,12}$/)
  .transform(Number);

const recordForm = z.strictObject({
  item: z.string(),
  value: z.string(),
  letter: z.string().default(''),
  remark: z.string().default(''),
});

const words = z.string().default('');

const outcomeForm = z.strictObject({
  outcome: z.enum(['resolved', 'face_to_face', 'another_session', 'referred']),
  happens_at: words,
  letter: words,
  ...(Object.fromEntries(
    Object.values(outcomeForms).flatMap((form) =>
      [...form.needs, ...form.takes].map((name) => [name, z.string().optional()]),
    ),
  ) as Record<string, z.ZodOptional<z.ZodString>>),
});

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

const endings: readonly Ending[] = ['resolved', 'face_to_face', 'referred', ...administrativeEndings];

const moveForm = z.strictObject({
  to: z.enum(['counselling', 'post_counselling', 'closed']),
  ending: z.enum(endings as [Ending, ...Ending[]]).optional(),
});

const overrideForm = z.strictObject({ to: z.enum(['counselling', 'post_counselling']), override_reason: z.string() });

/** @throws Refusal `unreadable`: an ending that the form does not offer */
function moveWish(to: 'counselling' | 'post_counselling' | 'closed', ending: Ending | undefined): Wish {
  if (to !== 'closed') return { to };
  if (!ending) throw new Refusal('unreadable');
  return { to, ending };
}

/** The fields of a form whose choices are all its own: what does not fit did not come from it. */
function fieldsOf<S extends z.ZodObject>(visit: CaseVisit, schema: S): z.output<S> {
  const form = visit.form(schema);
  if ('wrong' in form) throw new Refusal('unreadable');
  return form.fields;
}

type Refused = { refused: CommandRefusal };
type Run = (
  visit: CaseVisit,
  word: string,
  command: (tx: Tx, code: string) => Promise<object | Refused>,
  typed?: Readonly<Record<string, string>>,
  place?: string,
) => Promise<Answer>;

/** Runs one command in one transaction; what is refused comes back on the case's page with all that was typed. */
const runner =
  (show: ShowCase): Run =>
  async (visit, word, command, typed = {}, place = '') => {
    const { app, params } = visit;
    const result = await app.db.transaction().execute((tx) => command(tx, params.code ?? ''));
    return done(visit, show, result, word, typed, place);
  };

function done(
  visit: CaseVisit,
  show: ShowCase,
  result: object | Refused,
  word: string,
  typed: Readonly<Record<string, string>> = {},
  place = '',
): Answer | Promise<Answer> {
  const { params, say } = visit;
  if (!('refused' in result)) return { goTo: `/cases/${params.code}${place}`, say: word };
  const { refused } = result as Refused;
  if (refused === 'not_found') return { refused };
  return show(visit, { problem: say(refusalWord(refused)), typed });
}

/** @param day YYYY-MM-DD @returns when the service opens on that day; null when it is no day */
async function morningOf({ app }: CaseVisit, day: string): Promise<Date | null> {
  const { timeZone, opens } = await readSettings(app.db);
  return readTime(`${day}T${opens}`, timeZone);
}

/** @param typed YYYY-MM-DDTHH:MM as `<input type=datetime-local>` sends it, in the service's time zone */
async function momentOf({ app }: CaseVisit, typed: string): Promise<Date | null> {
  if (!typed) return null;
  const { timeZone } = await readSettings(app.db);
  return readTime(typed, timeZone);
}

function readTime(local: string, timeZone: string): Date | null {
  try {
    return new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds);
  } catch {
    return null;
  }
}
