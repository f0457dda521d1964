/**
 * Keeps what a konseli's letter answers to the questions of ours, and asks for a look at the relationship when the numbers do.
 * The newest reading of a letter stands; earlier ones stay readable.
 */
import { sql } from 'kysely';
import type { Happening } from '../audit/record.ts';
import type { Asked } from '../core/answers/questions.ts';
import type { Answers } from '../core/answers/read-answers.ts';
import type { Pulse } from '../core/answers/read-pulse.ts';
import { ruptureIn } from '../core/answers/rupture.ts';
import { type Key, openText, seal } from '../crypto/seal.ts';
import { newId, type Reader, type Tx } from '../db/database.ts';
import type { CaseRow } from './lock-case.ts';
import { seeItem } from './see-gate-item.ts';
import { stopAsking } from './stop-asking.ts';

export interface GivenAnswers {
  /** the konseli's letter that says it; on a page: the letter of ours that asked */
  messageId: string;
  given: Answers;
  /** the konseli gave them on the page behind a letter's link */
  onPage?: boolean;
  /** null: the program read them */
  by: number | null;
  at: Date;
}

/**
 * The case must be locked by the caller, who records what is returned.
 * @param letters the key of its letters
 */
export async function keepAnswers(tx: Tx, kasus: CaseRow, letters: Key, added: GivenAnswers): Promise<Happening[]> {
  const id = newId();
  const standing = await standingAnswers(tx, letters, kasus.id);
  const given = withSheet(added.given, standing.find((one) => one.messageId === added.messageId)?.given);
  const holds = heldIn(given);
  const before = standing.filter((one) => one.messageId !== added.messageId);
  const actor = added.by === null ? ('system' as const) : { staff: added.by };
  const readWrong = await replace(tx, added.messageId, added.at);
  await tx
    .insertInto('answers')
    .values({
      id,
      case_id: kasus.id,
      round: kasus.round,
      message_id: added.messageId,
      holds,
      given_sealed: seal(letters, 'answers.given', id, JSON.stringify(given)),
      recorded_by: added.by,
      recorded_at: added.at,
      on_page: added.onPage ?? false,
    })
    .execute();
  await stopAsking(tx, kasus, holds);
  return [
    added.onPage
      ? {
          actor: 'konseli',
          kind: 'answers.given',
          caseId: kasus.id,
          data: { answers: id, letter: added.messageId, holds },
        }
      : { actor, kind: 'answers.kept', caseId: kasus.id, data: { answers: id, letter: added.messageId, holds } },
    ...readWrong.map((rupture) => ({
      actor,
      kind: 'rupture.settled' as const,
      caseId: kasus.id,
      data: { rupture, settled: 'read_wrong' },
    })),
    ...(await recordEvaluation(tx, kasus, added)),
    ...(await recordGoals(tx, kasus, letters, added, before)),
    ...(await raiseRupture(
      tx,
      kasus,
      id,
      added,
      before.flatMap((one) => one.given.pulse ?? []),
    )),
  ];
}

/** The forms of the panel know nothing of the sheet of satisfaction: what the letter said of it stays. */
const withSheet = (given: Answers, before: Answers | undefined): Answers =>
  given.satisfaction || !before?.satisfaction ? given : { ...given, satisfaction: before.satisfaction };

const heldIn = ({ pulse, goals, evaluation, satisfaction }: Answers): Asked[] => [
  ...(pulse ? ['pulse' as const] : []),
  ...(goals ? ['goals' as const] : []),
  ...(evaluation ? ['evaluation' as const] : []),
  ...(satisfaction ? ['satisfaction' as const] : []),
];

export interface StandingAnswers {
  id: string;
  messageId: string;
  given: Answers;
  /** null: the program */
  by: number | null;
  onPage: boolean;
  /** when the letter came, or the answers on a page were given */
  at: Date;
}

/** All that stand, in the order in which they were given; erased ones are left out. */
export async function standingAnswers(db: Reader, letters: Key, caseId: string): Promise<StandingAnswers[]> {
  const rows = await db
    .selectFrom('answers as a')
    .innerJoin('messages as m', 'm.id', 'a.message_id')
    .select(['a.id', 'a.message_id', 'a.given_sealed', 'a.recorded_by', 'a.on_page'])
    .select(sql<Date>`case when a.on_page then a.recorded_at else m.arrived_at end`.as('at'))
    .where('a.case_id', '=', caseId)
    .where('a.replaced_at', 'is', null)
    .where('a.given_sealed', 'is not', null)
    .orderBy('at')
    .orderBy('a.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    messageId: row.message_id,
    given: JSON.parse(openText(letters, 'answers.given', row.id, row.given_sealed!)) as Answers,
    by: row.recorded_by,
    onPage: row.on_page,
    at: row.at,
  }));
}

/** A rupture that the replaced numbers had raised was read wrong; the new ones may raise it again. @returns its id */
async function replace(tx: Tx, messageId: string, now: Date): Promise<string[]> {
  const replaced = await tx
    .updateTable('answers')
    .set({ replaced_at: now })
    .where('message_id', '=', messageId)
    .where('replaced_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!replaced) return [];
  const ruptures = await tx
    .updateTable('ruptures')
    .set({ settled_at: now, settled: 'read_wrong' })
    .where('answers_id', '=', replaced.id)
    .where('settled_at', 'is', null)
    .returning('id')
    .execute();
  return ruptures.map(({ id }) => id);
}

/** The immediate evaluation that the second gate asks for (laiseg) is this answer, with the letter that shows it. */
async function recordEvaluation(tx: Tx, kasus: CaseRow, { given, messageId, at }: GivenAnswers): Promise<Happening[]> {
  if (!given.evaluation || kasus.stage !== 'counselling') return [];
  const letter = { id: messageId, direction: 'in' as const };
  return seeItem(tx, kasus, { item: 'immediate_evaluation', value: 'answered', letter }, at);
}

/** The second gate asks that a goal was rated twice; with the second number it has been. */
async function recordGoals(
  tx: Tx,
  kasus: CaseRow,
  key: Key,
  { given, messageId, at }: GivenAnswers,
  before: readonly StandingAnswers[],
): Promise<Happening[]> {
  if (!given.goals || kasus.stage !== 'counselling') return [];
  const twice = Object.entries(given.goals).flatMap(([position, now]) => {
    const first = before.find((one) => one.given.goals?.[position] !== undefined)?.given.goals?.[position];
    return first === undefined ? [] : [`T${position}: ${first} → ${now}`];
  });
  if (!twice.length) return [];
  const letter = { id: messageId, direction: 'in' as const };
  const remark = { text: twice.join(', '), key };
  return seeItem(tx, kasus, { item: 'goals_rated', value: 'rated_twice', letter, remark }, at);
}

/** One that is open already stands for this one too. */
async function raiseRupture(
  tx: Tx,
  kasus: CaseRow,
  answersId: string,
  { given, at }: GivenAnswers,
  before: readonly Pulse[],
): Promise<Happening[]> {
  const sign = given.pulse && ruptureIn(given.pulse, before);
  if (!sign || kasus.stage === 'closed') return [];
  const id = newId();
  const raised = await tx
    .insertInto('ruptures')
    .values({ id, case_id: kasus.id, answers_id: answersId, sign, raised_at: at })
    .onConflict((c) => c.column('case_id').where('settled_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  return raised ? [{ actor: 'system', kind: 'rupture.raised', caseId: kasus.id, data: { rupture: id, sign } }] : [];
}
