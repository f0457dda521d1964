/** What stands beside the thread: who the konseli is, who can see the case, what is promised, what is on record, what is open. */
import { type GateItem, gateItems, itemsOf, missingItems } from '../core/gates.ts';
import { mayWithCase, type Person } from '../core/policy.ts';
import type { CaseFacts } from '../core/stage.ts';
import { type Key, openText } from '../crypto/seal.ts';
import { KeyDestroyed, type Vault } from '../crypto/vault.ts';
import type { Reader } from '../db/database.ts';
import type { Outcome } from '../db/schema.ts';
import { readCaseFacts } from './case-facts.ts';
import { type ListedCase, listCasesById } from './case-lists.ts';
import { type StandingConsent, standingConsents } from './consents.ts';
import { type Konseli, readKonseli } from './konseli.ts';
import type { CaseRow } from './lock-case.ts';
import { type Relationship, readRelationship } from './relationship.ts';
import { readSuitabilityReview } from './suitability-review.ts';

export interface CasePanel {
  /** null: erased */
  konseli: Konseli | null;
  whoSees: WhoSees;
  facts: CaseFacts;
  gate: Gate | null;
  /** whether letters still suit is to be looked at again; null: not now */
  review: { state: GateState; overdue: boolean } | null;
  /** what red risk or an override passed over and is still to be recorded */
  owed: GateState[];
  /** what earlier stages and rounds put on record: whom to call in an emergency is asked only once */
  earlier: EarlierRecord[];
  outcome: StandingOutcome | null;
  relationship: Relationship;
  consents: StandingConsent[];
  override: StandingOverride | null;
  /** of the same konseli, as far as this person may see them */
  otherCases: ListedCase[];
  previousCode: string | null;
}

export interface WhoSees {
  counsellor: string | null;
  co: { id: number; name: string }[];
  excluded: { id: number; name: string }[];
  /** who may read with a reason */
  supervisors: string[];
  readings: { name: string; until: Date }[];
}

export interface Gate {
  to: 'counselling' | 'post_counselling';
  items: GateState[];
  missing: readonly string[];
}

export interface GateState {
  item: GateItem;
  record: StandingItem | null;
  /** whether the record, if there is one, is enough */
  opens: boolean;
}

export interface StandingItem {
  value: string;
  remark: string;
  letterId: string | null;
  /** null: the program */
  by: string | null;
  at: Date;
}

export interface EarlierRecord extends StandingItem {
  item: string;
  round: number;
}

export interface StandingOutcome {
  outcome: Outcome;
  details: Record<string, string>;
  happensAt: Date | null;
  letterId: string | null;
  by: string;
  at: Date;
  completed: boolean;
}

export interface StandingOverride {
  to: string;
  reason: string;
  askedBy: { id: number; name: string };
  askedAt: Date;
  agreedBy: string | null;
}

export async function readPanel(
  db: Reader,
  vault: Vault,
  kasus: CaseRow,
  person: Person,
  now: Date,
): Promise<CasePanel> {
  const facts = await readCaseFacts(db, kasus);
  const key = (await vault.keys(db, 'letters', [kasus.id])).get(kasus.id) ?? null;
  const standing = await readRecords(db, key, kasus);
  const records = new Map(standing.filter((r) => r.round === kasus.round).map((r) => [r.item, r]));
  const states = (from: 'preparation' | 'counselling', to: Gate['to']): GateState[] => {
    const missing = missingItems(from, to, facts, now);
    return itemsOf(from, to).map((item) => ({
      item,
      record: records.get(item.item) ?? null,
      opens: !missing.includes(item.item),
    }));
  };
  const gate = gateOf(kasus, states);
  const owed =
    kasus.stage === 'counselling' && kasus.round === 1
      ? states('preparation', 'counselling').filter((state) => !state.opens)
      : [];
  const shown = [...(gate?.items ?? []), ...owed].map((state) => state.record);
  return {
    konseli: await readKonseliIfKept(db, vault, kasus.konseli_id),
    whoSees: await readWhoSees(db, kasus, now),
    facts,
    gate,
    review: await readReview(db, kasus, standing, facts),
    owed,
    earlier: standing.filter((r) => !shown.includes(r)),
    outcome: await readOutcome(db, key, kasus),
    consents: await standingConsents(db, kasus.id),
    relationship: await readRelationship(db, key, kasus),
    override: await readOverride(db, key, kasus),
    otherCases: await readOtherCases(db, vault, kasus, person, now),
    previousCode: await readPreviousCode(db, vault, kasus, person, now),
  };
}

async function readReview(
  db: Reader,
  kasus: CaseRow,
  standing: readonly EarlierRecord[],
  facts: CaseFacts,
): Promise<CasePanel['review']> {
  const review = await readSuitabilityReview(db, kasus);
  const goesOn = kasus.stage === 'post_counselling' && facts.outcome?.outcome === 'another_session';
  if (!review?.due && !(goesOn && !facts.suitsAnew)) return null;
  const item = gateItems.find((one) => one.item === 'suitability')!;
  const record = standing.findLast((one) => one.item === item.item) ?? null;
  return { state: { item, record, opens: false }, overdue: review?.overdue ?? false };
}

function gateOf(
  kasus: CaseRow,
  states: (from: 'preparation' | 'counselling', to: Gate['to']) => GateState[],
): Gate | null {
  const to = kasus.stage === 'preparation' ? 'counselling' : 'post_counselling';
  if (kasus.stage !== 'preparation' && kasus.stage !== 'counselling') return null;
  const items = states(kasus.stage, to);
  return { to, items, missing: items.filter((state) => !state.opens).map((state) => state.item.item) };
}

/** Who wrote; null when the person was erased. */
export async function readKonseliIfKept(db: Reader, vault: Vault, konseliId: string): Promise<Konseli | null> {
  try {
    return await readKonseli(db, vault, konseliId);
  } catch (error) {
    if (error instanceof KeyDestroyed) return null;
    throw error;
  }
}

/** Everybody who can see the case at this moment, and who must not; also for the page a supervisor has before reading. */
export async function readWhoSees(db: Reader, kasus: CaseRow, now: Date): Promise<WhoSees> {
  const people = await db
    .selectFrom('case_people as p')
    .innerJoin('staff as s', 's.id', 'p.staff_id')
    .select(['s.id', 's.name', 'p.part'])
    .where('p.case_id', '=', kasus.id)
    .orderBy('s.name')
    .execute();
  const staff = await db
    .selectFrom('staff')
    .select(['id', 'name', 'role'])
    .where('disabled_at', 'is', null)
    .orderBy('name')
    .execute();
  const readings = await db
    .selectFrom('supervisor_readings as r')
    .innerJoin('staff as s', 's.id', 'r.supervisor_id')
    .select((eb) => ['s.id', 's.name', eb.fn.max('r.ends_at').as('until')])
    .where('r.case_id', '=', kasus.id)
    .where('r.began_at', '<=', now)
    .where('r.ends_at', '>', now)
    .groupBy(['s.id', 's.name'])
    .orderBy('s.name')
    .execute();
  const part = (wanted: 'co' | 'excluded') =>
    people.filter((p) => p.part === wanted).map(({ id, name }) => ({ id, name }));
  const excluded = part('excluded');
  const isExcluded = (id: number) => excluded.some((p) => p.id === id);
  return {
    counsellor: staff.find((s) => s.id === kasus.counsellor_id)?.name ?? null,
    co: part('co'),
    excluded,
    supervisors: staff
      .filter((s) => mayWithCase(s, 'read', 'other') === 'with_reason' && !isExcluded(s.id))
      .map((s) => s.name),
    readings: readings.filter((r) => !isExcluded(r.id)).map((r) => ({ name: r.name, until: r.until })),
  };
}

/** The records of all rounds that were not withdrawn, oldest first. */
async function readRecords(db: Reader, key: Key | null, kasus: CaseRow): Promise<EarlierRecord[]> {
  const rows = await db
    .selectFrom('case_records as r')
    .leftJoin('staff as s', 's.id', 'r.recorded_by')
    .selectAll('r')
    .select('s.name')
    .where('r.case_id', '=', kasus.id)
    .where('r.withdrawn_at', 'is', null)
    .orderBy('r.round')
    .orderBy('r.recorded_at')
    .orderBy('r.id')
    .execute();
  return rows.map((row) => ({
    item: row.item,
    round: row.round,
    value: row.value,
    remark: key && row.remark_sealed ? openText(key, 'case_records.remark', row.id, row.remark_sealed) : '',
    letterId: row.message_id,
    by: row.name,
    at: row.recorded_at,
  }));
}

async function readOutcome(db: Reader, key: Key | null, kasus: CaseRow): Promise<StandingOutcome | null> {
  const row = await db
    .selectFrom('outcomes as o')
    .innerJoin('staff as s', 's.id', 'o.chosen_by')
    .selectAll('o')
    .select('s.name')
    .where('o.case_id', '=', kasus.id)
    .where('o.round', '=', kasus.round)
    .where('o.replaced_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  return {
    outcome: row.outcome,
    details: key ? JSON.parse(openText(key, 'outcomes.details', row.id, row.details_sealed)) : {},
    happensAt: row.happens_at,
    letterId: row.message_id,
    by: row.name,
    at: row.chosen_at,
    completed: row.completed_at !== null,
  };
}

async function readOverride(db: Reader, key: Key | null, kasus: CaseRow): Promise<StandingOverride | null> {
  const row = await db
    .selectFrom('gate_overrides as o')
    .innerJoin('staff as asked', 'asked.id', 'o.asked_by')
    .leftJoin('staff as agreed', 'agreed.id', 'o.agreed_by')
    .selectAll('o')
    .select(['asked.name as asked_name', 'agreed.name as agreed_name'])
    .where('o.case_id', '=', kasus.id)
    .where('o.round', '=', kasus.round)
    .where('o.from_stage', '=', kasus.stage)
    .where('o.refused_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  return {
    to: row.to_stage,
    reason: key ? openText(key, 'gate_overrides.reason', row.id, row.reason_sealed) : '',
    askedBy: { id: row.asked_by, name: row.asked_name },
    askedAt: row.asked_at,
    agreedBy: row.agreed_name,
  };
}

async function readOtherCases(db: Reader, vault: Vault, kasus: CaseRow, person: Person, now: Date) {
  const rows = await db
    .selectFrom('cases')
    .select('id')
    .where('konseli_id', '=', kasus.konseli_id)
    .where('id', '<>', kasus.id)
    .orderBy('opened_at', 'desc')
    .limit(20)
    .execute();
  const ids = rows.map((row) => row.id);
  const listed = await listCasesById(db, vault, person, ids, false, now);
  return listed.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

async function readPreviousCode(db: Reader, vault: Vault, kasus: CaseRow, person: Person, now: Date) {
  if (!kasus.previous_id) return null;
  const [previous] = await listCasesById(db, vault, person, [kasus.previous_id], false, now);
  return previous?.code ?? null;
}
