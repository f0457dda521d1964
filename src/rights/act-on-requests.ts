/**
 * The job that does what konseli asked for by mail: sends a code where words would leave or go, makes us quieter at once, says
 * who has read. One short transaction each; what is owed stands in the row, so a job may be lost or run twice.
 */
import { randomInt } from 'node:crypto';
import { type Happening, record } from '../audit/record.ts';
import { type CaseRow, lockCase } from '../cases/lock-case.ts';
import { hashOfCode, lawfulEnd } from '../cases/own-requests.ts';
import type { Database, Tx } from '../db/database.ts';
import type { WritingFrom } from '../replies/write-to-konseli.ts';
import { readSettings } from '../service/settings.ts';
import { isInDanger } from './in-danger.ts';
import { lockRequest, type OwnRequest, settleRequest } from './lock-request.ts';
import { queueOwnLetter } from './own-letters.ts';
import { keepQuiet } from './quiet.ts';
import { sendCopy } from './send-copy.ts';
import { sendReceipt } from './send-receipt.ts';

const AT_ONCE = 200;
const CODE_LASTS = 3 * 86_400_000;

/** @returns ids of letters that now wait to be delivered. @throws when one of them failed, after the others were done */
export async function actOnRequests(db: Database, from: WritingFrom, now: Date): Promise<string[]> {
  const letters: string[] = [];
  const failed: unknown[] = [];
  await lapseOldCodes(db, now);
  for (const id of await waitingRequests(db))
    try {
      letters.push(...(await db.transaction().execute((tx) => actOn(tx, from, id, now))));
    } catch (error) {
      failed.push(error); // one that cannot be done holds up no other; it is tried again at the next run
    }
  if (failed.length) throw failed[0];
  return letters;
}

/** Ids of requests with something to do, the oldest first. */
async function waitingRequests(db: Database): Promise<string[]> {
  const { copiesByThemselves } = await readSettings(db);
  const rows = await db
    .selectFrom('own_requests')
    .select('id')
    .where((eb) =>
      eb.or([
        eb('state', '=', 'new'),
        eb('owes', 'is not', null),
        ...(copiesByThemselves ? [eb.and([eb('state', '=', 'confirmed'), eb('kind', '=', 'copy')])] : []),
      ]),
    )
    .orderBy('asked_at')
    .orderBy('id')
    .limit(AT_ONCE)
    .execute();
  return rows.map(({ id }) => id);
}

async function actOn(tx: Tx, from: WritingFrom, id: string, now: Date): Promise<string[]> {
  const found = await lockRequest(tx, id);
  if (!found) return [];
  const { request } = found;
  if (found.kasus.erased_at) {
    await settleRequest(tx, id, { state: 'lapsed', by: null, now });
    return [];
  }
  const owed = request.owes ? [await payOwed(tx, from, found.kasus, request, now)] : [];
  const kasus = (await lockCase(tx, found.kasus.id))!; // as the letter that was owed left it
  const done =
    request.state === 'new'
      ? await begin(tx, from, kasus, request, now)
      : await finish(tx, from, { request, kasus }, now);
  await record(tx, ...done.happenings);
  return [...owed, ...done.letters].filter((letter) => letter !== null);
}

interface Done {
  letters: (string | null)[];
  happenings: Happening[];
}

async function payOwed(tx: Tx, from: WritingFrom, kasus: CaseRow, request: OwnRequest, now: Date) {
  await tx.updateTable('own_requests').set({ owes: null }).where('id', '=', request.id).execute();
  const whole = { kasus, requestId: request.id };
  switch (request.owes!) {
    case 'confirmed':
      return request.kind === 'erase'
        ? queueOwnLetter(tx, from, { ...whole, text: 'own-erase-confirmed', until: request.due_at! }, now)
        : queueOwnLetter(tx, from, { ...whole, text: 'own-copy-confirmed', until: request.due_at! }, now);
    case 'wrong_code':
      return queueOwnLetter(tx, from, { ...whole, text: 'own-code-wrong' }, now);
    case 'late_code':
      return queueOwnLetter(tx, from, { ...whole, text: 'own-code-late' }, now);
  }
}

async function begin(tx: Tx, from: WritingFrom, kasus: CaseRow, request: OwnRequest, now: Date): Promise<Done> {
  const happened = (kind: Happening['kind']): Happening => ({
    actor: 'system',
    kind,
    caseId: kasus.id,
    data: { request: request.id, wish: request.kind },
  });
  if (request.kind === 'copy' || request.kind === 'erase') {
    const letter = await sendCode(tx, from, kasus, request, now);
    return { letters: [letter], happenings: letter ? [happened('request.code_sent')] : [] };
  }
  if (request.kind === 'who_read') {
    const sent = await sendReceipt(tx, from, kasus, { requestId: request.id, authorId: null }, now);
    await settleRequest(tx, request.id, { state: 'done', by: null, now });
    return { letters: [sent], happenings: [happened('request.done')] };
  }
  await keepQuiet(tx, kasus, request, now);
  await settleRequest(tx, request.id, { state: 'done', by: null, now });
  const text = ({ stop: 'own-stopped', pause: 'own-paused', resume: 'own-resumed' } as const)[request.kind];
  const day = request.pause_until ? { day: request.pause_until } : {};
  const quiet = (await lockCase(tx, kasus.id))!;
  const letter = await queueOwnLetter(tx, from, { kasus: quiet, requestId: request.id, text, ...day }, now);
  return { letters: [letter], happenings: [happened('request.done')] };
}

/** Where no code can be sent, a person has to see to it. */
async function sendCode(tx: Tx, from: WritingFrom, kasus: CaseRow, request: OwnRequest, now: Date) {
  const code = `${randomInt(1_000_000)}`.padStart(6, '0');
  const text = request.kind === 'erase' ? 'own-erase-code' : 'own-copy-code';
  const until = new Date(now.getTime() + CODE_LASTS);
  const letter = await queueOwnLetter(tx, from, { kasus, requestId: request.id, text, code, until }, now);
  await tx
    .updateTable('own_requests')
    .set(
      letter
        ? {
            state: 'code_sent',
            code_hash: hashOfCode(from.vault, request.id, code),
            code_ends_at: until,
            code_tries: 0,
            due_at: null,
          }
        : { state: 'held', held_because: 'too_many', due_at: lawfulEnd(request.asked_at) },
    )
    .where('id', '=', request.id)
    .execute();
  return letter;
}

/** A copy that needs nobody's look, where the service wants it so and nobody is in danger. */
async function finish(
  tx: Tx,
  from: WritingFrom,
  { request, kasus }: { request: OwnRequest; kasus: CaseRow },
  now: Date,
): Promise<Done> {
  const { copiesByThemselves } = await readSettings(tx);
  const goes = copiesByThemselves && request.state === 'confirmed' && request.kind === 'copy' && !isInDanger(kasus);
  if (!goes) return { letters: [], happenings: [] };
  return sendCopy(tx, from, { request, kasus }, null, now);
}

/** Nobody has to answer for a code that was not sent back. */
async function lapseOldCodes(db: Database, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const lapsed = await tx
      .updateTable('own_requests')
      .set({ state: 'lapsed', settled_at: now })
      .where('state', '=', 'code_sent')
      .where('code_ends_at', '<=', now)
      .returning(['id', 'case_id', 'kind'])
      .execute();
    await record(
      tx,
      ...lapsed.map(({ id, case_id: caseId, kind }) => ({
        actor: 'system' as const,
        kind: 'request.lapsed' as const,
        caseId,
        data: { request: id, wish: kind },
      })),
    );
  });
}

/** Whether anything waits, for the sweep that wakes what the queue forgot. */
export async function requestsWait(db: Database): Promise<boolean> {
  const row = await db
    .selectFrom('own_requests')
    .select('id')
    .where((eb) => eb.or([eb('state', '=', 'new'), eb('owes', 'is not', null)]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
