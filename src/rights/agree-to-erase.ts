/**
 * A konseli asked for erasure and sent the code back; one person agrees, and it is done in the same moment. The konseli's word
 * is that of the one who asks (privacy/erasures.ts); a case that is open is closed with it, as withdrawn. The last letter is
 * composed before the keys go and sealed with one of its own, so that it leaves although nothing of the case is left.
 */
import { record } from '../audit/record.ts';
import { closeCase } from '../cases/close-case.ts';
import { endMeetings } from '../cases/meeting-row.ts';
import type { Person } from '../core/policy.ts';
import type { Tx } from '../db/database.ts';
import { eraseForKonseli, stillSending } from '../privacy/erasures.ts';
import { mailText } from '../replies/mail-texts.ts';
import { queueLastLetter } from '../replies/service-letter.ts';
import type { WritingFrom } from '../replies/write-to-konseli.ts';
import { isInDanger } from './in-danger.ts';
import { accessRequest, type RequestRefusal } from './lock-request.ts';

export type AgreeRefusal = RequestRefusal | 'not_confirmed' | 'danger_open' | 'still_sending';

/** @returns the last letter; null: the address does not work, and it was erased all the same */
export async function agreeToErase(
  tx: Tx,
  from: WritingFrom,
  person: Person,
  requestId: string,
  now: Date,
): Promise<{ erased: string; letter: string | null } | { refused: AgreeRefusal }> {
  const found = await accessRequest(tx, person, requestId, 'agree_erasure', now);
  if ('refused' in found) return found;
  const { request, kasus } = found;
  if (request.kind !== 'erase' || request.state !== 'confirmed') return { refused: 'not_confirmed' };
  if (isInDanger(kasus)) return { refused: 'danger_open' };
  if (await stillSending(tx, kasus.id)) return { refused: 'still_sending' };

  const last = await queueLastLetter(
    tx,
    from,
    {
      kasus,
      occasion: 'own_rights',
      dedupeKey: `own_rights:${request.id}:erased`,
      authorId: null,
      dueAt: now,
      write: (language, { serviceName }) => ({
        text: mailText(language, 'own-erased', { layanan: serviceName }).text,
        subject: mailText(language, 'own-erased', { layanan: serviceName }).subject,
      }),
    },
    now,
  );
  const wasOpen = kasus.stage !== 'closed';
  const met = wasOpen ? await endMeetings(tx, kasus.id, { ended: 'cancelled', by: person.id }, now) : [];
  if (wasOpen) await closeCase(tx, kasus, 'withdrawn', now);
  const asked = { requestId: request.id, at: request.confirmed_at!, agreedBy: person.id };
  await eraseForKonseli(tx, from.vault, kasus, asked, now);
  await settleAllOf(tx, kasus.id, request.id, person.id, now);
  const about = { actor: { staff: person.id }, caseId: kasus.id };
  const closed = { from: kasus.stage, to: 'closed', round: kasus.round, ending: 'withdrawn' };
  await record(
    tx,
    ...(wasOpen ? [{ ...about, kind: 'case.closed' as const, data: closed }] : []),
    ...met,
    { ...about, kind: 'case.erased', data: { request: request.id } },
    { ...about, kind: 'request.done', data: { request: request.id, wish: 'erase' } },
  );
  return { erased: kasus.code, letter: 'refused' in last ? null : last.outboundId };
}

/** With the case goes whatever else was asked about it. */
async function settleAllOf(tx: Tx, caseId: string, requestId: string, by: number, now: Date): Promise<void> {
  const over = { settled_at: now, settled_by: by, code_hash: null, code_ends_at: null, owes: null };
  await tx
    .updateTable('own_requests')
    .set((eb) => ({
      ...over,
      state: eb
        .case()
        .when('id', '=', requestId)
        .then('done' as const)
        .else('lapsed' as const)
        .end(),
    }))
    .where('case_id', '=', caseId)
    .where('settled_at', 'is', null)
    .execute();
  await tx
    .updateTable('own_requests')
    .set({ code_hash: null, code_ends_at: null, owes: null })
    .where('case_id', '=', caseId)
    .execute();
}
