/**
 * A counsellor puts down how letters may reach a konseli: whole, only as word that one waits, or not at all; in which hours;
 * under a neutral name. Letters that wait already go by it too: their hour is moved, and what was written whole is held.
 */
import { record } from '../audit/record.ts';
import { accessCase } from '../cases/case-access.ts';
import { type DeliveryMode, readDelivery } from '../cases/delivery-agreement.ts';
import { letterOfCase } from '../cases/letter-of-case.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import type { Person } from '../core/policy.ts';
import { leavesAt, type SafeHours } from '../core/safe-hours.ts';
import { newId, type Tx } from '../db/database.ts';
import { hasReadingPin } from '../replies/reading-links.ts';
import type { WritingFrom } from '../replies/write-to-konseli.ts';
import { readSettings } from '../service/settings.ts';
import { cannotTellByLetter, makeReadingPin, type PinTold } from './reading-pin.ts';

export interface DeliveryWish {
  mode: DeliveryMode;
  neutral: boolean;
  hours: SafeHours | null;
  /** the konseli's letter that asks for it; null: agreed in another way */
  messageId: string | null;
  /** null: the code that is known goes on */
  newPin: PinTold | null;
}

export type DeliveryAgreed =
  /** `pin`: to be told in another way, shown once */
  | { agreed: DeliveryMode; pin: string | null }
  | {
      refused:
        | 'not_found'
        | 'needs_reason'
        | 'no_such_letter'
        | 'no_public_page'
        | 'no_reading_pin'
        | 'paused'
        | 'no_address'
        | 'address_undeliverable';
    };

export async function agreeDelivery(
  tx: Tx,
  from: WritingFrom,
  person: Person,
  code: string,
  wish: DeliveryWish,
  now: Date,
): Promise<DeliveryAgreed> {
  const found = await accessCase(tx, person, code, 'agree_delivery', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  if (kasus.erased_at) return { refused: 'not_found' };
  const letter = wish.messageId === null ? null : await letterOfCase(tx, kasus.id, wish.messageId);
  if (letter !== null && letter?.direction !== 'in') return { refused: 'no_such_letter' };
  if (wish.mode === 'notice' && !from.linksTo) return { refused: 'no_public_page' };
  if (wish.mode === 'notice' && !wish.newPin && !(await hasReadingPin(tx, kasus.konseli_id)))
    return { refused: 'no_reading_pin' };
  if (wish.mode === 'paused' && wish.newPin === 'letter') return { refused: 'paused' };
  const untold = wish.newPin === 'letter' ? await cannotTellByLetter(tx, from, kasus) : null;
  if (untold) return { refused: untold };

  const id = await replaceAgreement(tx, kasus, { ...wish, messageId: letter?.id ?? null, by: person.id }, now);
  await moveWaiting(tx, kasus, wish.hours, now);
  const made = wish.newPin ? await makeReadingPin(tx, from, kasus, person, wish.newPin, now) : null;
  await record(
    tx,
    {
      actor: { staff: person.id },
      kind: 'safe_delivery.agreed',
      caseId: kasus.id,
      data: {
        agreement: id,
        mode: wish.mode,
        neutral: wish.neutral,
        hours: wish.hours !== null,
        letter: letter?.id ?? null,
      },
    },
    ...(made ? [made.happened] : []),
  );
  return { agreed: wish.mode, pin: made?.pin ?? null };
}

export interface NewAgreement {
  mode: DeliveryMode;
  neutral: boolean;
  hours: SafeHours | null;
  messageId: string | null;
  /** null: whoever opened a letter's page said that it was not for them */
  by: number | null;
}

/** The case must be locked. @returns the id of the agreement that stands now */
export async function replaceAgreement(
  tx: Tx,
  kasus: { id: string },
  agreed: NewAgreement,
  now: Date,
): Promise<string> {
  const id = newId();
  await tx
    .updateTable('delivery_agreements')
    .set({ replaced_at: now })
    .where('case_id', '=', kasus.id)
    .where('replaced_at', 'is', null)
    .execute();
  await tx
    .insertInto('delivery_agreements')
    .values({
      id,
      case_id: kasus.id,
      mode: agreed.mode,
      neutral: agreed.neutral,
      ...(agreed.hours && {
        safe_days: [...agreed.hours.days],
        safe_from: agreed.hours.from,
        safe_until: agreed.hours.until,
      }),
      message_id: agreed.messageId,
      set_by: agreed.by,
      set_at: now,
    })
    .execute();
  return id;
}

/** Nothing more leaves until a counsellor has asked the konseli how. */
export async function pauseDelivery(tx: Tx, kasus: CaseRow, now: Date): Promise<string> {
  const { neutral = true, hours = null } = (await readDelivery(tx, kasus)) ?? {};
  return replaceAgreement(tx, kasus, { mode: 'paused', neutral, hours, messageId: null, by: null }, now);
}

async function moveWaiting(tx: Tx, kasus: CaseRow, hours: SafeHours | null, now: Date): Promise<void> {
  if (!hours) return;
  const { timeZone } = await readSettings(tx);
  const waiting = await tx
    .selectFrom('outbound_mails')
    .select(['id', 'due_at'])
    .where('case_id', '=', kasus.id)
    .where('state', 'in', ['queued', 'retry'])
    .where('any_hour', '=', false)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  for (const { id, due_at: due } of waiting) {
    const leaves = leavesAt(due > now ? due : now, hours, timeZone);
    await tx.updateTable('outbound_mails').set({ due_at: leaves }).where('id', '=', id).execute();
  }
}
