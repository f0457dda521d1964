/**
 * What filing needs to know, asked at once for several mails: each question is one statement, however many they are. Whatever
 * the mails may change of their senders is locked first, addresses before persons before cases, each in one order, so that no
 * two groups wait for each other in a ring.
 */
import { sql } from 'kysely';
import { lockSenders, type Sender } from '../cases/konseli.ts';
import { type CaseRow, lockCase } from '../cases/lock-case.ts';
import type { Key } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Tx } from '../db/database.ts';
import { blockedAmong } from './blocks.ts';
import { type MailInHand, senderOf } from './inbound-mail.ts';
import { lockAddress } from './lock-address.ts';
import { lettersNamed, type NamedLetter, namedIds } from './named-letters.ts';
import { erasedAmong } from './tombstones.ts';

/** It is kept up to date by who files: the second letter of a group finds the case that the first one opened. */
export interface LookedUp {
  /** ids of the mails that were erased before */
  erased: ReadonlySet<string>;
  /** addresses of staff among the senders */
  staff: ReadonlySet<string>;
  blocked: ReadonlyMap<string, 'address' | 'domain'>;
  /** konseli, by the address they wrote from */
  senders: Map<string, Sender>;
  /** open cases of each of them, the oldest first */
  openCases: Map<string, string[]>;
  /** the case of each that was closed last */
  lastClosed: ReadonlyMap<string, string>;
  /** locked cases, by id */
  cases: Map<string, CaseInHand>;
  /** letters that bear a Message-ID that one of the mails names or bears, by that id */
  letters: Map<string, NamedLetter[]>;
}

export interface CaseInHand {
  /** locked, and brought up to date with each letter that is added */
  kasus: CaseRow;
  /** seals its letters */
  letters: Key;
}

export async function lookUp(tx: Tx, vault: Vault, mails: readonly MailInHand[], now: Date): Promise<LookedUp> {
  const addresses = [...new Set(mails.flatMap(({ understood }) => senderOf(understood) ?? []))];
  await lockAddress(tx, vault, ...addresses);
  const senders = await lockSenders(tx, vault, addresses);
  const people = [...senders.values()].map(({ id }) => id);
  const open = people.length ? await lockOpenCases(tx, people) : [];
  return {
    senders,
    openCases: idsByKonseli(open),
    lastClosed: people.length ? await lastClosedOf(tx, people) : new Map(),
    cases: await inHand(tx, vault, open),
    letters: await lettersOf(tx, vault, mails),
    erased: await erasedAmong(tx, vault, mails),
    staff: await staffAmong(tx, addresses),
    blocked: await blockedAmong(tx, vault, addresses, now),
  };
}

/** The case, locked, with the key of its letters; of a case that the look-up did not bring, it is asked for now. */
export async function takeInHand(tx: Tx, vault: Vault, looked: LookedUp, caseId: string): Promise<CaseInHand> {
  const known = looked.cases.get(caseId);
  if (known) return known;
  const kasus = await lockCase(tx, caseId);
  if (!kasus) throw new Error('the case a letter belongs to is not there');
  const taken = { kasus, letters: await vault.key(tx, 'letters', caseId) };
  looked.cases.set(caseId, taken);
  return taken;
}

const lockOpenCases = (tx: Tx, people: readonly string[]): Promise<CaseRow[]> =>
  tx
    .selectFrom('cases')
    .selectAll()
    .where('konseli_id', '=', sql<string>`any(${people}::uuid[])`)
    .where('stage', '<>', 'closed')
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();

function idsByKonseli(open: readonly CaseRow[]): Map<string, string[]> {
  const inOrder = open.toSorted((a, b) => a.opened_at.getTime() - b.opened_at.getTime());
  const found = new Map<string, string[]>();
  for (const { id, konseli_id: konseli } of inOrder) found.set(konseli, [...(found.get(konseli) ?? []), id]);
  return found;
}

async function lastClosedOf(tx: Tx, people: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('cases')
    .select(['id', 'konseli_id'])
    .distinctOn('konseli_id')
    .where('konseli_id', '=', sql<string>`any(${people}::uuid[])`)
    .where('stage', '=', 'closed')
    .orderBy('konseli_id')
    .orderBy(sql`closed_at desc nulls first`)
    .execute();
  return new Map(rows.map((row) => [row.konseli_id, row.id]));
}

async function inHand(tx: Tx, vault: Vault, cases: readonly CaseRow[]): Promise<Map<string, CaseInHand>> {
  const ids = cases.map(({ id }) => id);
  const keys = await vault.keys(tx, 'letters', ids);
  return new Map(
    cases.flatMap((kasus) => {
      const letters = keys.get(kasus.id);
      return letters ? [[kasus.id, { kasus, letters }]] : []; // asked for once more, it says that it was erased
    }),
  );
}

async function lettersOf(tx: Tx, vault: Vault, mails: readonly MailInHand[]): Promise<Map<string, NamedLetter[]>> {
  const ids = new Set(
    mails.flatMap(({ understood }) => [...namedIds(understood), understood.report.messageId ?? []]).flat(),
  );
  const letters = await lettersNamed(tx, vault, [...ids]);
  return Map.groupBy(letters, ({ messageId }) => messageId);
}

async function staffAmong(tx: Tx, addresses: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('staff')
    .select('email')
    .where('email', '=', sql<string>`any(${addresses})`)
    .execute();
  return new Set(rows.map(({ email }) => email));
}
