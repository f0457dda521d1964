/** To what a konseli agreed: read out of a letter or written down by a person, standing until another word or a withdrawal. */
import { type Happening, record } from '../audit/record.ts';
import { type Consent, type ConsentKind, consentKinds } from '../core/answers/read-consent.ts';
import type { Person } from '../core/policy.ts';
import { newId, type Reader, type Tx } from '../db/database.ts';
import { cancelAftercare, planAftercare } from './aftercare.ts';
import { accessCase } from './case-access.ts';
import { letterOfCase } from './letter-of-case.ts';
import type { CaseRow } from './lock-case.ts';
import { seeItem } from './see-gate-item.ts';
import { withdrawStanding } from './standing-record.ts';
import { stopAsking } from './stop-asking.ts';

export interface StandingConsent {
  kind: ConsentKind;
  given: boolean;
  version: number;
  messageId: string;
  /** null: the program read it */
  by: string | null;
  at: Date;
}

export async function standingConsents(db: Reader, caseId: string): Promise<StandingConsent[]> {
  const rows = await db
    .selectFrom('consents as c')
    .leftJoin('staff as s', 's.id', 'c.recorded_by')
    .select(['c.kind', 'c.given', 'c.version', 'c.message_id as messageId', 's.name as by', 'c.recorded_at as at'])
    .where('c.case_id', '=', caseId)
    .where('c.withdrawn_at', 'is', null)
    .execute();
  return consentKinds.flatMap((kind) => rows.filter((row) => row.kind === kind));
}

export interface NewConsent {
  messageId: string;
  given: Consent;
  /** null: the program read it */
  by: number | null;
  at: Date;
}

/** The case must be locked by the caller, who records what is returned. */
export async function keepConsents(tx: Tx, kasus: CaseRow, added: NewConsent): Promise<Happening[]> {
  const asked = await lastAsked(tx, kasus.id);
  const kinds = consentKinds.filter((kind) => added.given[kind] !== undefined);
  await withdrawStandingConsents(tx, kasus.id, kinds, added.at);
  await tx
    .insertInto('consents')
    .values(
      kinds.map((kind) => ({
        id: newId(),
        case_id: kasus.id,
        kind,
        version: asked?.version ?? 0,
        given: added.given[kind]!,
        message_id: added.messageId,
        recorded_by: added.by,
        recorded_at: added.at,
      })),
    )
    .execute();
  const aftercare = await settleAftercare(tx, kasus, added);
  if (added.given.service !== undefined) await stopAsking(tx, kasus, ['consent']);
  if (added.given.follow_up !== undefined) await stopAsking(tx, kasus, ['follow_up']);
  const actor = added.by === null ? ('system' as const) : { staff: added.by };
  const yes = kinds.filter((kind) => added.given[kind]);
  const no = kinds.filter((kind) => !added.given[kind]);
  return [
    { actor, kind: 'consent.kept', caseId: kasus.id, data: { letter: added.messageId, yes, no } },
    ...aftercare,
    ...(added.given.service ? await recordForGate(tx, kasus, added, asked?.messageId ?? null) : []),
    ...(added.given.service === false ? await takeFromGate(tx, kasus, added.at) : []),
  ];
}

/** A yes that comes after the ending plans what it allows; a no ends what was planned. */
async function settleAftercare(tx: Tx, kasus: CaseRow, { given, at }: NewConsent): Promise<Happening[]> {
  if (kasus.stage !== 'closed' || given.follow_up === undefined) return [];
  const { id: caseId } = kasus;
  if (!given.follow_up) return cancelAftercare(tx, caseId, 'konseli_stopped', at);
  if (kasus.ending !== 'resolved' || kasus.erased_at) return [];
  const terms = await planAftercare(tx, { caseId, closedAt: kasus.closed_at! }, at);
  return terms.length ? [{ actor: 'system', kind: 'aftercare.planned', caseId, data: { terms } }] : [];
}

const withdrawStandingConsents = (tx: Tx, caseId: string, kinds: readonly ConsentKind[], at: Date) =>
  tx
    .updateTable('consents')
    .set({ withdrawn_at: at })
    .where('case_id', '=', caseId)
    .where('kind', 'in', kinds)
    .where('withdrawn_at', 'is', null)
    .execute();

async function lastAsked(db: Reader, caseId: string): Promise<{ version: number; messageId: string } | undefined> {
  const row = await db
    .selectFrom('messages')
    .select(['id', 'consent_version'])
    .where('case_id', '=', caseId)
    .where('consent_version', 'is not', null)
    .orderBy('arrived_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { version: row.consent_version!, messageId: row.id };
}

/** The first gate asks for the konseli's own yes, and that the limits of confidentiality were told: our letter told them. */
async function recordForGate(
  tx: Tx,
  kasus: CaseRow,
  { messageId, at }: NewConsent,
  askedIn: string | null,
): Promise<Happening[]> {
  const consent = { item: 'consent', value: 'given', letter: { id: messageId, direction: 'in' as const } };
  const seen = await seeItem(tx, kasus, consent, at);
  if (!askedIn) return seen;
  const told = { item: 'confidentiality_limits', value: 'told', letter: { id: askedIn, direction: 'out' as const } };
  return [...seen, ...(await seeItem(tx, kasus, told, at))];
}

/** Without the konseli's yes nothing of it may stand, whoever wrote it down. */
async function takeFromGate(tx: Tx, kasus: CaseRow, at: Date): Promise<Happening[]> {
  const withdrawn = await withdrawStanding(tx, kasus, 'consent', at);
  if (!withdrawn) return [];
  const data = { record: withdrawn, item: 'consent', value: 'given', round: kasus.round };
  return [{ actor: 'system', kind: 'record.withdrawn', caseId: kasus.id, data }];
}

type Refusal = 'not_found' | 'needs_reason' | 'closed' | 'no_such_letter';

/** A person writes down what a letter of the konseli says: a yes, a no, or that it is taken back (which is a no). */
export async function writeConsent(
  tx: Tx,
  person: Person,
  code: string,
  wish: { kind: ConsentKind; given: boolean; messageId: string },
  now: Date,
): Promise<{ kept: ConsentKind } | { refused: Refusal }> {
  const found = await accessCase(tx, person, code, 'record', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.stage === 'closed') return { refused: 'closed' };
  const letter = await letterOfCase(tx, kasus.id, wish.messageId);
  if (letter?.direction !== 'in') return { refused: 'no_such_letter' };
  const given = { [wish.kind]: wish.given };
  await record(tx, ...(await keepConsents(tx, kasus, { messageId: letter.id, given, by: person.id, at: now })));
  return { kept: wish.kind };
}
