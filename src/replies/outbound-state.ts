/** What became of the letters that left: for the thread of a case, and for everything that waits for a person's decision. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Reader } from '../db/database.ts';
import type { OutboundState } from '../db/schema.ts';
import { mayLeave, type OutboundKind } from './outbound-mail.ts';

export interface OutboundDelivery {
  outboundId: string;
  caseId: string;
  kind: OutboundKind;
  state: OutboundState;
  /** waiting to leave, or for its next try */
  dueAt: Date;
  settledAt: Date | null;
  attempts: number;
  /** a code and the server's numbers: `recipient_refused 550 5.1.1` */
  problem: string | null;
  bouncedAt: Date | null;
  /** RFC 3463 */
  bounce: string | null;
  bouncePermanent: boolean;
  /** failed, came back or is uncertain, and nobody has decided or taken note yet */
  needsPerson: boolean;
  /** written before the case was paused, or before its letters were to be read on a page: it does not leave by itself */
  held: boolean;
  /** the letter can still be called back by its writer */
  recallable: boolean;
  /** the letter in the thread; null: it was called back */
  messageId: string | null;
  /** who wrote it; null: the program */
  authorId: number | null;
}

/** An uncertain letter waits for a decision however often it was looked at; the others until somebody took note. */
export const needsPerson: RawBuilder<SqlBool> = sql<SqlBool>`(outbound_mails.state = 'uncertain'
  or ((outbound_mails.state = 'failed' or outbound_mails.bounced_at is not null) and outbound_mails.seen_problem_at is null))`;

/** The deliveries of one case, oldest first. */
export const readDeliveries = (db: Reader, caseId: string): Promise<OutboundDelivery[]> =>
  deliveries(db).where('outbound_mails.case_id', '=', caseId).orderBy('outbound_mails.created_at').execute();

/**
 * Letters that need a person, oldest first.
 * @param visible a condition on the table `cases`: what this person may see
 */
export const readDeliveryProblems = (
  db: Reader,
  visible: RawBuilder<SqlBool>,
): Promise<(OutboundDelivery & { code: string })[]> =>
  deliveries(db)
    .innerJoin('cases', 'cases.id', 'outbound_mails.case_id')
    .select('cases.code')
    .where(needsPerson)
    .where(visible)
    .orderBy('outbound_mails.created_at')
    .execute();

/** @param visible a condition on the table `cases` */
export async function countDeliveryProblems(db: Reader, visible: RawBuilder<SqlBool>): Promise<number> {
  const row = await db
    .selectFrom('outbound_mails')
    .innerJoin('cases', 'cases.id', 'outbound_mails.case_id')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where(needsPerson)
    .where(visible)
    .executeTakeFirstOrThrow();
  return row.n;
}

const deliveries = (db: Reader) =>
  db
    .selectFrom('outbound_mails')
    .leftJoin('messages', 'messages.outbound_id', 'outbound_mails.id')
    .select([
      'outbound_mails.id as outboundId',
      'outbound_mails.case_id as caseId',
      'outbound_mails.kind',
      'outbound_mails.state',
      'outbound_mails.due_at as dueAt',
      'outbound_mails.settled_at as settledAt',
      'outbound_mails.attempts',
      'outbound_mails.problem',
      'outbound_mails.bounced_at as bouncedAt',
      'outbound_mails.bounce',
      sql<boolean>`outbound_mails.bounce_permanent is true`.as('bouncePermanent'),
      sql<boolean>`${needsPerson}`.as('needsPerson'),
      sql<boolean>`(outbound_mails.state in ('queued', 'retry') and not ${mayLeave})`.as('held'),
      sql<boolean>`(outbound_mails.kind = 'reply' and outbound_mails.state = 'queued' and outbound_mails.attempts = 0)`.as(
        'recallable',
      ),
      'messages.id as messageId',
      'messages.author_id as authorId',
    ]);
