/**
 * A whole case as one JSON object: for the konseli who asks for their data, for a successor, for the archive. The notes stay
 * out unless asked for: they are the counsellor's thoughts, not the konseli's letters.
 */
import { caseHistory } from '../audit/case-history.ts';
import { type Actor, record } from '../audit/record.ts';
import type { ItemAnswers } from '../core/instruments/instrument.ts';
import type { Letter } from '../core/letter.ts';
import type { MailAttachment } from '../core/mail-report.ts';
import { mayWithCase, type Person } from '../core/policy.ts';
import type { Protocol } from '../core/risk/protocol.ts';
import { type Key, openText, type Place } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader, Tx } from '../db/database.ts';
import { accessCase } from './case-access.ts';
import { standingConsents } from './consents.ts';
import { readDelivery } from './delivery-agreement.ts';
import { exportReferrals } from './export-referrals.ts';
import { standingGoals } from './goals.ts';
import { standingAnswers } from './keep-answers.ts';
import { readKonseli } from './konseli.ts';
import { type CaseRow, lockCaseByCode } from './lock-case.ts';
import { readMeetingFacts } from './meeting-row.ts';

export type ExportedCase = Awaited<ReturnType<typeof gatherCase>>;

export type Export = { exported: ExportedCase } | { refused: 'not_found' | 'needs_reason' | 'erased' };

/**
 * The look is recorded before anything leaves.
 * @param who a person under the policy, or the operator at the command line
 */
export async function exportCase(
  tx: Tx,
  vault: Vault,
  who: Person | 'cli',
  code: string,
  wish: { notes: boolean },
  now: Date,
): Promise<Export> {
  const found = who === 'cli' ? await anyCase(tx, code) : await accessCase(tx, who, code, 'export', now);
  if ('refused' in found) return found;
  const { kasus, relation } = found;
  if (kasus.erased_at) return { refused: 'erased' };
  const withNotes = wish.notes && (who === 'cli' || mayWithCase(who, 'read_notes', relation!) !== 'no');
  const exported = await gatherCase(tx, vault, kasus, withNotes, now);
  const actor: Actor = who === 'cli' ? 'cli' : { staff: who.id };
  await record(tx, {
    actor,
    kind: 'case.exported',
    caseId: kasus.id,
    data: { letters: exported.letters.length, notes: withNotes },
  });
  return { exported };
}

async function anyCase(tx: Tx, code: string): Promise<{ kasus: CaseRow; relation: null } | { refused: 'not_found' }> {
  const kasus = await lockCaseByCode(tx, code);
  return kasus ? { kasus, relation: null } : { refused: 'not_found' };
}

/** Without asking the policy, and without a record: both are for the caller. */
export async function gatherCase(db: Reader, vault: Vault, kasus: CaseRow, withNotes: boolean, now: Date) {
  const key = await vault.key(db, 'letters', kasus.id);
  const { name, language, addresses } = await readKonseli(db, vault, kasus.konseli_id);
  const names = await staffNames(db);
  return {
    format: 'suluh-case-1' as const,
    exportedAt: now,
    code: kasus.code,
    stage: kasus.stage,
    round: kasus.round,
    ending: kasus.ending,
    risk: kasus.risk,
    openedAt: kasus.opened_at,
    closedAt: kasus.closed_at,
    counsellor: nameIn(names, kasus.counsellor_id),
    konseli: { name, language, addresses },
    letters: await readLetters(db, key, kasus.id, names),
    records: await readRecords(db, key, kasus.id, names),
    overrides: await readOverrides(db, key, kasus.id, names),
    outcomes: await readOutcomes(db, key, kasus.id, names),
    meetings: await readMeetings(db, key, kasus.id),
    delivery: await readDelivery(db, kasus),
    consents: await standingConsents(db, kasus.id),
    goals: await standingGoals(db, key, kasus.id),
    answers: await readAnswersGiven(db, key, kasus.id, names),
    instruments: await readInstruments(db, key, kasus.id),
    ruptures: await readRuptures(db, key, kasus.id, names),
    protocols: await readProtocols(db, key, kasus.id, names),
    disclosures: await readDisclosures(db, key, kasus.id, names),
    guardianWaivers: await readWaivers(db, key, kasus.id, names),
    referrals: await exportReferrals(db, key, kasus.id, names),
    readings: await readReadings(db, key, kasus.id, names),
    history: await caseHistory(db, kasus.id),
    ...(withNotes ? await readThoughts(db, vault, kasus.id, names) : {}),
  };
}

type Names = ReadonlyMap<number, string>;

const nameIn = (names: Names, id: number | null): string | null => (id === null ? null : (names.get(id) ?? null));

async function staffNames(db: Reader): Promise<Names> {
  const rows = await db.selectFrom('staff').select(['id', 'name']).execute();
  return new Map(rows.map((r) => [r.id, r.name]));
}

const opened = (key: Key, place: Place, row: string, sealed: Buffer | null): string | null =>
  sealed ? openText(key, place, row, sealed) : null;

async function readLetters(db: Reader, key: Key, caseId: string, names: Names) {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('arrived_at')
    .orderBy('id')
    .execute();
  const attached = await readAttachmentFacts(db, key, caseId);
  return rows.map((r) => ({
    id: r.id,
    direction: r.direction,
    kind: r.kind,
    arrivedAt: r.arrived_at,
    author: nameIn(names, r.author_id),
    letter: r.content_sealed ? (JSON.parse(openText(key, 'messages.content', r.id, r.content_sealed)) as Letter) : null,
    attachments: attached.filter((a) => a.messageId === r.id).map((a) => ({ id: a.id, ...a.facts })),
  }));
}

async function readAttachmentFacts(db: Reader, key: Key, caseId: string) {
  const rows = await db
    .selectFrom('attachments as a')
    .innerJoin('messages as m', 'm.id', 'a.message_id')
    .select(['a.id', 'a.message_id', 'a.facts_sealed', 'a.size'])
    .where('m.case_id', '=', caseId)
    .orderBy('a.position')
    .execute();
  return rows.map((r) => ({
    id: r.id,
    messageId: r.message_id,
    facts: r.facts_sealed
      ? (JSON.parse(openText(key, 'attachments.facts', r.id, r.facts_sealed)) as MailAttachment)
      : null,
  }));
}

async function readRecords(db: Reader, key: Key, caseId: string, names: Names) {
  const rows = await db
    .selectFrom('case_records')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('recorded_at')
    .orderBy('id')
    .execute();
  return rows.map((r) => ({
    round: r.round,
    item: r.item,
    value: r.value,
    remark: opened(key, 'case_records.remark', r.id, r.remark_sealed),
    letter: r.message_id,
    recordedBy: nameIn(names, r.recorded_by),
    recordedAt: r.recorded_at,
    withdrawnAt: r.withdrawn_at,
  }));
}

async function readOverrides(db: Reader, key: Key, caseId: string, names: Names) {
  const rows = await db
    .selectFrom('gate_overrides')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('asked_at')
    .execute();
  return rows.map((r) => ({
    round: r.round,
    from: r.from_stage,
    to: r.to_stage,
    reason: opened(key, 'gate_overrides.reason', r.id, r.reason_sealed),
    askedBy: nameIn(names, r.asked_by),
    askedAt: r.asked_at,
    answeredBy: nameIn(names, r.agreed_by),
    agreedAt: r.agreed_at,
    refusedAt: r.refused_at,
  }));
}

async function readOutcomes(db: Reader, key: Key, caseId: string, names: Names) {
  const rows = await db.selectFrom('outcomes').selectAll().where('case_id', '=', caseId).orderBy('chosen_at').execute();
  return rows.map((r) => ({
    round: r.round,
    outcome: r.outcome,
    details: JSON.parse(openText(key, 'outcomes.details', r.id, r.details_sealed)) as Record<string, string>,
    letter: r.message_id,
    happensAt: r.happens_at,
    chosenBy: nameIn(names, r.chosen_by),
    chosenAt: r.chosen_at,
    replacedAt: r.replaced_at,
    completedAt: r.completed_at,
  }));
}

/** `place`: where it is since it was moved; until then the outcome says it. */
const readMeetings = async (db: Reader, key: Key, caseId: string) =>
  (await readMeetingFacts(db, caseId)).map(({ place_sealed, ...facts }) => ({
    ...facts,
    place: opened(key, 'meetings.place', facts.id, place_sealed),
  }));

async function readAnswersGiven(db: Reader, key: Key, caseId: string, names: Names) {
  const standing = await standingAnswers(db, key, caseId);
  return standing.map((one) => ({
    letter: one.messageId,
    onPage: one.onPage,
    ...one.given,
    recordedBy: nameIn(names, one.by),
  }));
}

async function readInstruments(db: Reader, key: Key, caseId: string) {
  const rows = await db
    .selectFrom('instrument_answers as a')
    .innerJoin('instruments as i', 'i.id', 'a.instrument_id')
    .select(['a.id', 'a.message_id', 'a.given_sealed', 'i.name', 'i.version'])
    .where('a.case_id', '=', caseId)
    .where('a.replaced_at', 'is', null)
    .orderBy('a.recorded_at')
    .execute();
  return rows.map(({ id, name, version, message_id, given_sealed }) => ({
    name,
    version,
    letter: message_id,
    given: given_sealed ? (JSON.parse(openText(key, 'instrument_answers.given', id, given_sealed)) as ItemAnswers) : {},
  }));
}

async function readRuptures(db: Reader, key: Key, caseId: string, names: Names) {
  const rows = await db
    .selectFrom('ruptures')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('raised_at')
    .orderBy('id')
    .execute();
  return rows.map((r) => ({
    sign: r.sign,
    raisedAt: r.raised_at,
    settled: r.settled,
    settledAt: r.settled_at,
    settledBy: nameIn(names, r.settled_by),
    remark: opened(key, 'ruptures.remark', r.id, r.remark_sealed),
  }));
}

async function readProtocols(db: Reader, key: Key, caseId: string, names: Names) {
  const rows = await db
    .selectFrom('risk_protocols')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('version')
    .execute();
  return rows.map((r) => ({
    version: r.version,
    writtenBy: nameIn(names, r.made_by),
    writtenAt: r.made_at,
    protocol: r.content_sealed
      ? (JSON.parse(openText(key, 'risk_protocols.content', r.id, r.content_sealed)) as Protocol)
      : null,
  }));
}

async function readDisclosures(db: Reader, key: Key, caseId: string, names: Names) {
  const rows = await db
    .selectFrom('disclosures')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('asked_at')
    .orderBy('id')
    .execute();
  return rows.map((r) => ({
    konseliFirst: r.konseli_first,
    words: r.words_sealed
      ? (JSON.parse(openText(key, 'disclosures.words', r.id, r.words_sealed)) as Record<string, string>)
      : null,
    askedBy: nameIn(names, r.asked_by),
    askedAt: r.asked_at,
    answeredBy: nameIn(names, r.agreed_by),
    agreedAt: r.agreed_at,
    refusedAt: r.refused_at,
    alone: r.alone,
    toldAt: r.told_at,
  }));
}

async function readWaivers(db: Reader, key: Key, caseId: string, names: Names) {
  const rows = await db
    .selectFrom('guardian_waivers')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('asked_at')
    .execute();
  return rows.map((r) => ({
    reason: r.reason_sealed
      ? (JSON.parse(openText(key, 'guardian_waivers.reason', r.id, r.reason_sealed)) as Record<string, string>)
      : null,
    askedBy: nameIn(names, r.asked_by),
    askedAt: r.asked_at,
    answeredBy: nameIn(names, r.agreed_by),
    agreedAt: r.agreed_at,
    refusedAt: r.refused_at,
  }));
}

async function readReadings(db: Reader, key: Key, caseId: string, names: Names) {
  const rows = await db
    .selectFrom('supervisor_readings')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('began_at')
    .execute();
  return rows.map((r) => ({
    supervisor: nameIn(names, r.supervisor_id),
    reason: opened(key, 'supervisor_readings.reason', r.id, r.reason_sealed),
    beganAt: r.began_at,
    endsAt: r.ends_at,
  }));
}

/** Notes, and of the worksheets what colleagues share; the first layer is its author's and in no export. */
async function readThoughts(db: Reader, vault: Vault, caseId: string, names: Names) {
  const key = await vault.key(db, 'notes', caseId);
  return {
    notes: await readNotes(db, key, caseId, names),
    worksheets: await readWorksheets(db, key, caseId, names),
  };
}

async function readWorksheets(db: Reader, key: Key, caseId: string, names: Names) {
  const rows = await db
    .selectFrom('worksheets')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('began_at')
    .execute();
  return rows.map((r) => ({
    letter: r.message_id,
    author: nameIn(names, r.author_id),
    savedAt: r.saved_at,
    ...(JSON.parse(openText(key, 'worksheets.words', `${r.message_id}/${r.author_id}`, r.words_sealed)) as Record<
      string,
      string
    >),
  }));
}

async function readNotes(db: Reader, key: Key, caseId: string, names: Names) {
  const rows = await db.selectFrom('notes').selectAll().where('case_id', '=', caseId).orderBy('created_at').execute();
  return rows.map((r) => ({
    author: nameIn(names, r.author_id),
    writtenAt: r.created_at,
    body: opened(key, 'notes.body', r.id, r.body_sealed),
  }));
}
