/**
 * What konseli ask for by mail, kept with the letter that asks. The program acts on it afterwards (src/rights); here it is only
 * written down, in the transaction that files the letter, so that no wish is lost. The case is locked by the caller, as is
 * everything of its konseli; requests are locked after cases.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Happening } from '../audit/record.ts';
import type { CommandKind } from '../core/commands/read-command.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Reader, type Tx } from '../db/database.ts';
import type { OwnRequestsTable } from '../db/schema.ts';

export interface KeptWish {
  kind: CommandKind;
  /** the letter that says so */
  messageId: string;
  /** of a pause */
  until: Date | null;
  /** not null: a person looks first */
  heldBecause: OwnRequestsTable['held_because'];
}

/** The same wish once more changes nothing, but for a new code where the first one was lost. */
export async function keepRequest(tx: Tx, kasus: { id: string }, wish: KeptWish, now: Date): Promise<Happening[]> {
  const open = await tx
    .selectFrom('own_requests')
    .select(['id', 'state'])
    .where('case_id', '=', kasus.id)
    .where('kind', '=', wish.kind)
    .where('settled_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (open) {
    if (open.state === 'code_sent' && !wish.heldBecause)
      await tx
        .updateTable('own_requests')
        .set({ state: 'new', code_hash: null, code_ends_at: null })
        .where('id', '=', open.id)
        .execute();
    return [];
  }
  const id = newId();
  await tx
    .insertInto('own_requests')
    .values({
      id,
      case_id: kasus.id,
      kind: wish.kind,
      message_id: wish.messageId,
      state: wish.heldBecause ? 'held' : 'new',
      held_because: wish.heldBecause,
      asked_at: now,
      pause_until: wish.until,
      due_at: wish.heldBecause ? lawfulEnd(now) : null,
    })
    .execute();
  return [{ actor: 'konseli', kind: 'request.made', caseId: kasus.id, data: { request: id, wish: wish.kind } }];
}

/** UU PDP 27/2022: within three times 24 hours. */
export const lawfulEnd = (from: Date): Date => new Date(from.getTime() + 3 * 86_400_000);

/** A code is good for one request alone; the database keeps a keyed hash of it. */
export const hashOfCode = (vault: Vault, requestId: string, code: string): Buffer =>
  vault.blindIndex('code', `${requestId}:${code}`);

/** How long an old code is still answered with a kind word, in milliseconds. */
const REMEMBERED = 30 * 86_400_000;

const codesOf = (db: Reader, konseliId: string, now: Date) =>
  db
    .selectFrom('own_requests as r')
    .innerJoin('cases as c', 'c.id', 'r.case_id')
    .select(['r.id', 'r.case_id', 'r.kind', 'r.state', 'r.code_hash', 'r.code_ends_at', 'r.code_tries', 'r.owes'])
    .where('c.konseli_id', '=', konseliId)
    .where('r.code_hash', 'is not', null)
    .where('r.state', 'in', ['code_sent', 'lapsed'])
    .where('r.code_ends_at', '>', new Date(now.getTime() - REMEMBERED))
    .orderBy('r.id');

/** Whether a number in a letter of this konseli may be a code: only then is one looked for. */
export const expectsCode = async (db: Reader, konseliId: string, now: Date): Promise<boolean> =>
  (await codesOf(db, konseliId, now).limit(1).executeTakeFirst()) !== undefined;

const MOST_TRIES = 5;
/** After so many wrong ones we are silent, lest two programs write to each other (RFC 3834 §2). */
const MOST_ANSWERS = 3;

/** A code came back. The right one confirms its request; what a wrong or old one is told, is owed by the request. */
export async function takeCode(
  tx: Tx,
  vault: Vault,
  konseliId: string,
  codes: readonly string[],
  now: Date,
): Promise<Happening[]> {
  const rows = await codesOf(tx, konseliId, now).forNoKeyUpdate('r').execute();
  const right = rows.find((row) => codes.some((code) => isSame(row.code_hash!, hashOfCode(vault, row.id, code))));
  const waits = (row: (typeof rows)[number]) => row.state === 'code_sent' && row.code_ends_at! > now;
  if (right && waits(right)) return confirmRequest(tx, right, { actor: 'konseli' }, now);
  const [other] = [...rows.filter(waits), ...rows.toReversed()];
  if (!other) return [];
  const row = right ?? other;
  const about = { actor: 'konseli' as const, caseId: row.case_id, data: { request: row.id, wish: row.kind } };
  if (!waits(row)) {
    await tx
      .updateTable('own_requests')
      .set({ owes: 'late_code', ...(row.state === 'lapsed' ? {} : { state: 'lapsed', settled_at: now }) })
      .where('id', '=', row.id)
      .execute();
    return [{ ...about, kind: 'request.code_refused' }];
  }
  const tries = row.code_tries + 1;
  await tx
    .updateTable('own_requests')
    .set({
      code_tries: tries,
      owes: tries <= MOST_ANSWERS ? 'wrong_code' : null,
      ...(tries >= MOST_TRIES ? { state: 'lapsed', settled_at: now } : {}),
    })
    .where('id', '=', row.id)
    .execute();
  return [{ ...about, kind: 'request.code_refused' }];
}

const isSame = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);

/** From now on the clock of the law runs. What is asked for is asked for all cases of the konseli. */
export async function confirmRequest(
  tx: Tx,
  request: { id: string; case_id: string; kind: OwnRequestsTable['kind'] },
  by: Pick<Happening, 'actor'>,
  now: Date,
): Promise<Happening[]> {
  const confirmed = { state: 'confirmed', confirmed_at: now, due_at: lawfulEnd(now) } as const;
  await tx
    .updateTable('own_requests')
    .set({ ...confirmed, code_hash: null, code_ends_at: null, held_because: null, owes: 'confirmed' })
    .where('id', '=', request.id)
    .execute();
  const others = await tx
    .selectFrom('cases as c')
    .innerJoin('cases as asked', (join) =>
      join.onRef('asked.konseli_id', '=', 'c.konseli_id').on('asked.id', '=', request.case_id),
    )
    .select('c.id')
    .where('c.id', '<>', request.case_id)
    .where('c.erased_at', 'is', null)
    .orderBy('c.id')
    .execute();
  const rows = others.map(({ id }) => ({ id: newId(), case_id: id, kind: request.kind, asked_at: now, ...confirmed }));
  if (rows.length)
    await tx
      .insertInto('own_requests')
      .values(rows)
      .onConflict((c) => c.columns(['case_id', 'kind']).where('settled_at', 'is', null).doUpdateSet(confirmed))
      .execute();
  return [{ id: request.id, case_id: request.case_id }, ...rows].map(({ id, case_id: caseId }) => ({
    ...by,
    kind: 'request.confirmed' as const,
    caseId,
    data: { request: id, wish: request.kind },
  }));
}
