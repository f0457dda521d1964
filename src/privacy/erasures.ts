/**
 * Erasing takes two persons: one asks, with a reason, another agrees, and then it is done in the same moment. What has been
 * asked for and not answered can still be read.
 */
import { record } from '../audit/record.ts';
import { accessCase } from '../cases/case-access.ts';
import { type CaseRow, lockCase } from '../cases/lock-case.ts';
import { visibleCases } from '../cases/visible-cases.ts';
import { type CaseAction, mayWithService, type Person } from '../core/policy.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Reader, type Tx } from '../db/database.ts';
import type { ErasuresTable } from '../db/schema.ts';
import { isForAColleague } from '../intake/held-mail.ts';
import { eraseCase } from './erase-case.ts';
import { eraseMail } from './erase-mail.ts';

export const erasureReasons = ['konseli_asked', 'time_is_up', 'sent_by_mistake', 'law'] as const;

type ErasureReason = ErasuresTable['reason'];

/** A whole case, by its code, or one mail, by its id. */
export type ErasureWish = ({ code: string } | { mailId: string }) & { reason: ErasureReason };

type Refusal = 'not_found' | 'still_open' | 'still_sending' | 'already_erased';

/** @returns the id of the erasure that now waits for a second person */
export async function askErasure(
  tx: Tx,
  person: Person,
  wish: ErasureWish,
  now: Date,
): Promise<{ asked: string } | { refused: Refusal | 'already_asked' }> {
  const target = await ('code' in wish
    ? caseTarget(tx, person, wish.code, 'ask_erasure', now)
    : mailTarget(tx, person, wish.mailId, 'ask_erasure', now));
  if ('refused' in target) return target;
  const what = { case_id: target.mailId ? null : target.kasus!.id, mail_id: target.mailId };
  const standing = await tx
    .selectFrom('erasures')
    .select('id')
    .where('refused_at', 'is', null)
    .where((eb) => eb.or([eb('case_id', '=', what.case_id), eb('mail_id', '=', what.mail_id)]))
    .executeTakeFirst();
  if (standing) return { refused: 'already_asked' };
  const id = newId();
  await tx
    .insertInto('erasures')
    .values({ id, ...what, reason: wish.reason, asked_by: person.id, asked_at: now })
    .execute();
  await record(tx, {
    actor: { staff: person.id },
    kind: 'erasure.asked',
    caseId: target.kasus?.id,
    data: { erasure: id, mail: target.mailId, reason: wish.reason },
  });
  return { asked: id };
}

export type AnswerRefusal = Refusal | 'nothing_asked' | 'asked_it_yourself';

/** The second person agrees: in the same transaction the words and their keys are gone. */
export async function agreeErasure(
  tx: Tx,
  vault: Vault,
  person: Person,
  id: string,
  now: Date,
): Promise<{ erased: 'case' | 'mail' } | { refused: AnswerRefusal }> {
  const found = await pending(tx, person, id, now);
  if ('refused' in found) return found;
  const { kasus, mailId } = found;
  await tx.updateTable('erasures').set({ agreed_by: person.id, agreed_at: now }).where('id', '=', id).execute();
  if (mailId) await eraseMail(tx, vault, mailId, now);
  else await eraseCase(tx, vault, kasus!, now);
  await record(tx, {
    actor: { staff: person.id },
    kind: mailId ? 'mail.erased' : 'case.erased',
    caseId: kasus?.id,
    data: { erasure: id, mail: mailId },
  });
  return { erased: mailId ? 'mail' : 'case' };
}

export async function refuseErasure(
  tx: Tx,
  person: Person,
  id: string,
  now: Date,
): Promise<{ turnedDown: true } | { refused: AnswerRefusal }> {
  const found = await pending(tx, person, id, now);
  if ('refused' in found) return found;
  await tx.updateTable('erasures').set({ agreed_by: person.id, refused_at: now }).where('id', '=', id).execute();
  await record(tx, {
    actor: { staff: person.id },
    kind: 'erasure.refused',
    caseId: found.kasus?.id,
    data: { erasure: id, mail: found.mailId },
  });
  return { turnedDown: true };
}

interface Target {
  /** null: the mail is in no case */
  kasus: CaseRow | null;
  /** null: the whole case */
  mailId: string | null;
}

type Action = Extract<CaseAction, 'ask_erasure' | 'agree_erasure'>;

async function pending(tx: Tx, person: Person, id: string, now: Date): Promise<Target | { refused: AnswerRefusal }> {
  const row = await tx
    .selectFrom('erasures as e')
    .leftJoin('cases as c', 'c.id', 'e.case_id')
    .select(['e.asked_by', 'e.mail_id', 'c.code'])
    .where('e.id', '=', id)
    .where('e.agreed_by', 'is', null)
    .forNoKeyUpdate('e')
    .executeTakeFirst();
  if (!row) return { refused: 'nothing_asked' };
  if (row.asked_by === person.id) return { refused: 'asked_it_yourself' };
  return row.mail_id
    ? mailTarget(tx, person, row.mail_id, 'agree_erasure', now)
    : caseTarget(tx, person, row.code!, 'agree_erasure', now);
}

async function caseTarget(
  tx: Tx,
  person: Person,
  code: string,
  action: Action,
  now: Date,
): Promise<Target | { refused: Refusal }> {
  const konseli = await tx
    .selectFrom('cases as c')
    .innerJoin('konseli as k', 'k.id', 'c.konseli_id')
    .select('k.id')
    .where('c.code', '=', code.trim().toUpperCase())
    .forNoKeyUpdate('k')
    .executeTakeFirst();
  const found = konseli && (await accessCase(tx, person, code, action, now));
  if (!found || 'refused' in found) return { refused: 'not_found' };
  const { kasus } = found;
  if (kasus.erased_at) return { refused: 'already_erased' };
  if (kasus.stage !== 'closed') return { refused: 'still_open' };
  if (await stillSending(tx, kasus.id)) return { refused: 'still_sending' };
  return { kasus, mailId: null };
}

/**
 * A konseli asked for it and has confirmed it; a person agreed, which the caller has made sure of. The konseli and the case
 * are locked by the caller, the case closed and nothing on its way out but what outlives it. The caller records it.
 */
export async function eraseForKonseli(
  tx: Tx,
  vault: Vault,
  kasus: CaseRow,
  asked: { requestId: string; at: Date; agreedBy: number },
  now: Date,
): Promise<void> {
  const row = {
    reason: 'konseli_asked' as const,
    asked_by: null,
    request_id: asked.requestId,
    asked_at: asked.at,
    agreed_by: asked.agreedBy,
    agreed_at: now,
  };
  // What a member of staff had asked for the same case is answered with it.
  await tx
    .insertInto('erasures')
    .values({ id: newId(), case_id: kasus.id, mail_id: null, ...row })
    .onConflict((c) => c.column('case_id').where('refused_at', 'is', null).doUpdateSet(row))
    .execute();
  await eraseCase(tx, vault, kasus, now);
}

/** A letter on its way out cannot be called back by erasing it. */
export async function stillSending(tx: Tx, caseId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('outbound_mails')
    .select('id')
    .where('case_id', '=', caseId)
    .where('state', 'in', ['queued', 'sending', 'retry', 'uncertain'])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function mailTarget(
  tx: Tx,
  person: Person,
  mailId: string,
  action: Action,
  now: Date,
): Promise<Target | { refused: Refusal }> {
  const mail = await tx
    .selectFrom('inbound_mails as i')
    .leftJoin('cases as c', 'c.id', 'i.case_id')
    .select(['i.state', 'i.fate', 'i.case_id', 'c.code'])
    .select(isForAColleague(person).as('forAColleague'))
    .where('i.id', '=', mailId)
    .forNoKeyUpdate('i')
    .executeTakeFirst();
  if (!mail || mail.state === 'received') return { refused: 'not_found' };
  const mine = mail.code
    ? !('refused' in (await accessCase(tx, person, mail.code, action, now)))
    : mayWithService(person, action === 'ask_erasure' ? 'ask_mail_erasure' : 'agree_mail_erasure') &&
      !mail.forAColleague;
  if (!mine) return { refused: 'not_found' };
  if (mail.fate === 'erased') return { refused: 'already_erased' };
  return { kasus: mail.case_id ? ((await lockCase(tx, mail.case_id)) ?? null) : null, mailId };
}

export interface ListedErasure {
  id: string;
  /** null: of a mail that is in no case */
  code: string | null;
  /** one mail of it, or the whole case */
  of: 'case' | 'mail';
  reason: ErasureReason;
  /** null: the konseli, by mail */
  askedBy: string | null;
  askedById: number | null;
  askedAt: Date;
  answer: { agreed: boolean; by: string; at: Date } | null;
}

const LISTED = 100;

/** Those of cases this person may see, and of mails in no case; what waits first, then the latest. */
export async function listErasures(db: Reader, person: Person, now: Date): Promise<ListedErasure[]> {
  const rows = await db
    .selectFrom('erasures as e')
    .leftJoin('inbound_mails as i', 'i.id', 'e.mail_id')
    .leftJoin('cases', (join) => join.on((eb) => eb('cases.id', '=', eb.fn.coalesce('e.case_id', 'i.case_id'))))
    .leftJoin('staff as asker', 'asker.id', 'e.asked_by')
    .leftJoin('staff as second', 'second.id', 'e.agreed_by')
    .select(['e.id', 'e.mail_id', 'e.reason', 'e.asked_by', 'e.asked_at', 'e.agreed_at', 'e.refused_at'])
    .select(['cases.code', 'asker.name as asker', 'second.name as second'])
    .where((eb) => eb.or([eb('cases.id', 'is', null), visibleCases(person, 'see', now)]))
    .orderBy((eb) => eb('e.agreed_by', 'is not', null))
    .orderBy('e.asked_at', 'desc')
    .limit(LISTED)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    of: row.mail_id ? 'mail' : 'case',
    reason: row.reason,
    askedBy: row.asker,
    askedById: row.asked_by,
    askedAt: row.asked_at,
    answer: row.second
      ? { agreed: row.agreed_at !== null, by: row.second, at: (row.agreed_at ?? row.refused_at)! }
      : null,
  }));
}
