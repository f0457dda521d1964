/**
 * core/policy.ts as a condition in SQL, so that no list, count or search can show what a page would refuse. The relations
 * that may are taken from the policy itself; only `relationTo` is said a second time here, and
 * tests/features/cases-read/visible-cases.test.ts holds the two alike.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Answer, mayWithCase, type Person, type Relation } from '../core/policy.ts';

type SeenAs = 'see' | 'read' | 'read_notes';

const relations: readonly Relation[] = ['own', 'co', 'pool', 'other', 'excluded'];

/**
 * For queries over the table `cases` by that name. What may be done with a reason counts as long as a reading with its
 * reason runs; `see` is never asked for one.
 */
export function visibleCases(person: Person, action: SeenAs, now: Date): RawBuilder<SqlBool> {
  const allowed = relationsThat(person, action, 'yes');
  const withReason = relationsThat(person, action, 'with_reason');
  return sql<SqlBool>`(${isOneOf(person, allowed)} or (${isOneOf(person, withReason)} and ${isReading(person, now)}))`;
}

/**
 * The relation of this person to the row of `cases`, as a word. The inner queries do not depend on the row, so PostgreSQL
 * answers each of them once and not for every case.
 */
export const relationInSql = (person: Person): RawBuilder<Relation> => sql<Relation>`case
  when cases.id in (${casesAs(person, 'excluded')}) then 'excluded'
  when cases.counsellor_id = ${person.id} then 'own'
  when cases.id in (${casesAs(person, 'co')}) then 'co'
  when cases.counsellor_id is null then 'pool'
  else 'other' end`;

const casesAs = (person: Person, part: 'co' | 'excluded') =>
  sql`select p.case_id from case_people p where p.staff_id = ${person.id} and p.part = ${part}`;

const relationsThat = (person: Person, action: SeenAs, answer: Answer): readonly Relation[] =>
  relations.filter((relation) => mayWithCase(person, action, relation) === answer);

const isOneOf = (person: Person, allowed: readonly Relation[]): RawBuilder<SqlBool> =>
  allowed.length ? sql<SqlBool>`(${relationInSql(person)}) in (${sql.join(allowed)})` : sql<SqlBool>`false`;

const isReading = (person: Person, now: Date): RawBuilder<SqlBool> => sql<SqlBool>`cases.id in (
  select r.case_id from supervisor_readings r where r.supervisor_id = ${person.id} and r.began_at <= ${now} and r.ends_at > ${now})`;
