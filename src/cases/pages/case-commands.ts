/** The forms of a case page: each reads its fields, runs one command in one transaction, and says what became of it. */
import { z } from 'zod';
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
import { excludePerson } from '../exclude-person.ts';
import { moveCase } from '../move-case.ts';
import { recordItem } from '../record-item.ts';
import { refuseOverride } from '../refuse-override.ts';
import { releaseCase } from '../release-case.ts';
import { shareCase } from '../share-case.ts';
import { sleepCase } from '../sleep-case.ts';
import { unshareCase } from '../unshare-case.ts';
import { wakeCase } from '../wake-case.ts';
import { withdrawRecord } from '../withdraw-record.ts';
import { writeNote } from '../write-note.ts';
import type { ShowCase } from './case-page.ts';
import { type CaseVisit, personOf } from './case-visit.ts';
import { done, fieldsOf, runner, words } from './run-command.ts';
import { momentOf, readTime } from './typed-time.ts';

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
      const fields = fieldsOf(visit, z.strictObject({ to: staffId, load_reason: words }));
      const { to, load_reason: reason } = fields;
      const answer = await run(
        visit,
        'done.assigned',
        (tx, code) => assignCase(tx, personOf(visit), code, to, visit.now, { vault: visit.app.vault, reason }),
        { load_reason: reason },
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

    /** POST /cases/:code/outcomes */
    async outcome(visit: CaseVisit): Promise<Answer> {
      const { outcome, happens_at, minutes, letter, ...fields } = fieldsOf(visit, outcomeForm);
      const details = Object.fromEntries(
        Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined),
      );
      const wish = {
        outcome,
        details,
        happensAt: await momentOf(visit, happens_at),
        minutes,
        messageId: letter || null,
      };
      return run(
        visit,
        'done.outcome',
        (tx, code) => chooseOutcome(tx, visit.app.vault, personOf(visit), code, wish, visit.now),
        { outcome, happens_at, minutes, letter, ...details },
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

const outcomeForm = z.strictObject({
  outcome: z.enum(['resolved', 'face_to_face', 'another_session', 'referred']),
  happens_at: words,
  minutes: words,
  letter: words,
  ...(Object.fromEntries(
    Object.values(outcomeForms).flatMap((form) =>
      [...form.needs, ...form.takes].map((name) => [name, z.string().optional()]),
    ),
  ) as Record<string, z.ZodOptional<z.ZodString>>),
});

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

/** @param day YYYY-MM-DD @returns when the service opens on that day; null when it is no day */
async function morningOf({ app }: CaseVisit, day: string): Promise<Date | null> {
  const { timeZone, opens } = await readSettings(app.db);
  return readTime(`${day}T${opens}`, timeZone);
}
