/**
 * Mails that wait for a person: read as plainly as can be, then filed by hand (into a case or a new one), set aside, or put
 * through the program once more. Opening one is a content read and is recorded.
 */
import { type Actor, record } from '../audit/record.ts';
import { addLetter } from '../cases/add-letter.ts';
import { accessCase } from '../cases/case-access.ts';
import { addAddress, addKonseli, lockKonseliByAddress } from '../cases/konseli.ts';
import { lockCase } from '../cases/lock-case.ts';
import { openCase } from '../cases/open-case.ts';
import { languageOf } from '../core/language.ts';
import type { UnderstoodMail } from '../core/mail-report.ts';
import { mayWithService, type Person } from '../core/policy.ts';
import { answerDueAt } from '../core/promise-clock.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Database, Tx } from '../db/database.ts';
import { calendarOf, readSettings } from '../service/settings.ts';
import { letterFrom } from './file-mail.ts';
import { readRaw, settle } from './inbound-mail.ts';

export interface HeldMail {
  id: string;
  state: 'held' | 'failed' | 'ignored';
  arrivedAt: Date;
  size: number;
  problem: string | null;
  /** code of the case it may belong to, when this person may see that case */
  suggestion: string | null;
  raw: Buffer;
}

export type HeldRefusal = 'not_found' | 'already_settled';

/** Opens a waiting mail for reading. @param understand is called by the edge; this only hands out the bytes */
export async function openHeldMail(
  db: Database,
  vault: Vault,
  person: Person,
  id: string,
): Promise<HeldMail | { refused: HeldRefusal }> {
  if (!mayWithService(person, 'read_held_mail')) return { refused: 'not_found' };
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('inbound_mails as i')
      .leftJoin('cases as c', 'c.id', 'i.suggestion')
      .select(['i.id', 'i.state', 'i.arrived_at', 'i.size', 'i.problem', 'c.code', 'c.counsellor_id'])
      .where('i.id', '=', id)
      .where('i.state', 'in', ['held', 'failed', 'ignored'])
      .executeTakeFirst();
    const raw = row && (await readRaw(tx, vault, id));
    if (!row || !raw) return { refused: 'not_found' as const };
    await record(tx, { actor: { staff: person.id }, kind: 'mail.read', data: { mail: id } });
    return {
      id,
      state: row.state as HeldMail['state'],
      arrivedAt: row.arrived_at,
      size: row.size,
      problem: row.problem,
      suggestion: row.counsellor_id === null || row.counsellor_id === person.id ? row.code : null,
      raw,
    };
  });
}

interface ByHand {
  person: Person;
  mailId: string;
  understood: UnderstoodMail;
  now: Date;
}

/**
 * A person says that the mail belongs to a case of theirs.
 * @param trustAddress the sender's address becomes one of the konseli's: later letters from it join by themselves
 */
export async function fileIntoCase(
  db: Database,
  vault: Vault,
  wish: ByHand & { code: string; trustAddress: boolean },
): Promise<{ caseCode: string } | { refused: HeldRefusal | 'closed' | 'address_belongs_to_another' }> {
  return db.transaction().execute(async (tx) => {
    const mail = await lockHeld(tx, wish.mailId);
    if (!mail) return { refused: 'already_settled' as const };
    const sender = wish.understood.report.from?.address.toLowerCase() ?? null;
    const owner = sender ? await lockKonseliByAddress(tx, vault, sender) : null;
    const access = await accessCase(tx, wish.person, wish.code, 'record', wish.now);
    if ('refused' in access) return { refused: 'not_found' as const };
    const { kasus } = access;
    if (kasus.stage === 'closed') return { refused: 'closed' as const };
    if (wish.trustAddress && owner && owner !== kasus.konseli_id)
      return { refused: 'address_belongs_to_another' as const };
    if (wish.trustAddress && sender && !owner) await addAddress(tx, vault, kasus.konseli_id, sender);
    await addByHand(tx, vault, wish, kasus.id, mail.arrived_at);
    await record(
      tx,
      ...(wish.trustAddress && sender && !owner
        ? [{ actor: { staff: wish.person.id }, kind: 'address.added' as const, caseId: kasus.id }]
        : []),
      filedByHand(wish, kasus.id),
    );
    return { caseCode: kasus.code };
  });
}

/** A person says that this is somebody's first letter. No acknowledgement is sent: a person has it in hand. */
export async function fileAsNewCase(
  db: Database,
  vault: Vault,
  wish: ByHand,
): Promise<{ caseCode: string } | { refused: HeldRefusal | 'no_sender' }> {
  if (!mayWithService(wish.person, 'settle_held_mail')) return { refused: 'not_found' };
  return db.transaction().execute(async (tx) => {
    const mail = await lockHeld(tx, wish.mailId);
    if (!mail) return { refused: 'already_settled' as const };
    const { from, newText } = wish.understood.report;
    if (!from || wish.understood.fromAmbiguous) return { refused: 'no_sender' as const };
    const konseliId =
      (await lockKonseliByAddress(tx, vault, from.address)) ??
      (await addKonseli(tx, vault, { address: from.address, name: from.name, language: languageOf(newText) }));
    const opened = await openCase(tx, vault, {
      mailboxId: mail.mailbox_id,
      konseliId,
      previousId: null,
      openedAt: mail.arrived_at,
    });
    await addByHand(tx, vault, wish, opened.id, mail.arrived_at);
    await record(
      tx,
      { actor: { staff: wish.person.id }, kind: 'case.opened', caseId: opened.id },
      filedByHand(wish, opened.id),
    );
    return { caseCode: opened.code };
  });
}

/** A person says that nobody needs to answer this. It stays in the list of mails with its bytes. */
export async function setMailAside(
  db: Database,
  person: Person,
  id: string,
  now: Date,
): Promise<{ done: true } | { refused: HeldRefusal }> {
  if (!mayWithService(person, 'settle_held_mail')) return { refused: 'not_found' };
  return db.transaction().execute(async (tx) => {
    if (!(await lockHeld(tx, id))) return { refused: 'already_settled' as const };
    await settle(tx, id, { state: 'ignored', fate: 'set_aside', caseId: null, by: person.id, at: now });
    await record(tx, { actor: { staff: person.id }, kind: 'mail.set_aside', data: { mail: id, fate: 'set_aside' } });
    return { done: true as const };
  });
}

/** Puts the mail through the program once more, with a fresh count of attempts. The edge wakes the job. */
export async function retryMail(
  db: Database,
  who: Actor,
  id: string,
): Promise<{ done: true } | { refused: HeldRefusal }> {
  return db.transaction().execute(async (tx) => {
    if (!(await lockHeld(tx, id))) return { refused: 'already_settled' as const };
    await tx
      .updateTable('inbound_mails')
      .set({
        state: 'received',
        fate: null,
        problem: null,
        suggestion: null,
        settled_at: null,
        settled_by: null,
        lease_until: null,
        attempts: 0,
      })
      .where('id', '=', id)
      .execute();
    await record(tx, { actor: who, kind: 'mail.retried', data: { mail: id } });
    return { done: true as const };
  });
}

const lockHeld = (tx: Tx, id: string) =>
  tx
    .selectFrom('inbound_mails')
    .select(['id', 'mailbox_id', 'arrived_at', 'truncated'])
    .where('id', '=', id)
    .where('state', 'in', ['held', 'failed', 'ignored'])
    .where('raw_sealed', 'is not', null)
    .forNoKeyUpdate()
    .executeTakeFirst();

async function addByHand(tx: Tx, vault: Vault, wish: ByHand, caseId: string, arrivedAt: Date): Promise<void> {
  const kasus = await lockCase(tx, caseId);
  if (!kasus) throw new Error('the case a letter is filed into is not there');
  const settings = await readSettings(tx);
  const dueAt = answerDueAt(wish.now, calendarOf(settings), settings.promiseDays);
  const letter = letterFrom(wish.understood, { id: wish.mailId, arrivedAt, truncated: false }, 'letter');
  await addLetter(tx, vault, kasus, letter, dueAt);
  const fate = kasus.letters === 0 ? 'new_case' : 'joined';
  await settle(tx, wish.mailId, { state: 'filed', fate, caseId, by: wish.person.id, at: wish.now });
}

const filedByHand = (wish: ByHand, caseId: string) => ({
  actor: { staff: wish.person.id },
  kind: 'mail.filed' as const,
  caseId,
  data: { mail: wish.mailId, fate: 'by_hand' },
});
