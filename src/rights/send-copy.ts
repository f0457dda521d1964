/** Sends a konseli the copy that they asked for and confirmed: by a person after a look, or by itself where the service wants it so. */
import { type Happening, record } from '../audit/record.ts';
import { gatherCase } from '../cases/export-case.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import type { Person } from '../core/policy.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Reader, Tx } from '../db/database.ts';
import { mailText } from '../replies/mail-texts.ts';
import { queueServiceLetter } from '../replies/service-letter.ts';
import type { WritingFrom } from '../replies/write-to-konseli.ts';
import { readSettings } from '../service/settings.ts';
import { copyText } from './copy-text.ts';
import { accessRequest, type OwnRequest, type RequestRefusal, settleRequest } from './lock-request.ts';
import { readLooks } from './read-looks.ts';
import { receiptText } from './receipt-text.ts';

/** The words of the copy as it would leave now. */
export async function composeCopy(db: Reader, vault: Vault, kasus: CaseRow, now: Date): Promise<string> {
  const { timeZone, receiptNames: names } = await readSettings(db);
  const exported = await gatherCase(db, vault, kasus, false, now);
  const { language } = exported.konseli;
  const receipt = receiptText(await readLooks(db, kasus), { language, timeZone, names });
  return copyText(exported, receipt, { language, timeZone });
}

/** @returns no letter where the address does not work; the request then goes on waiting for a person */
export async function sendCopy(
  tx: Tx,
  from: WritingFrom,
  { request, kasus }: { request: OwnRequest; kasus: CaseRow },
  person: Person | null,
  now: Date,
): Promise<{ letters: string[]; happenings: Happening[] }> {
  const content = Buffer.from(await composeCopy(tx, from.vault, kasus, now));
  const queued = await queueServiceLetter(
    tx,
    from,
    {
      kasus,
      occasion: 'own_rights',
      dedupeKey: `own_rights:${request.id}:copy`,
      authorId: person?.id ?? null,
      dueAt: now,
      write: (language, { serviceName }) => ({ text: mailText(language, 'own-copy', { layanan: serviceName }).text }),
      files: [{ filename: `${kasus.code}.txt`, contentType: 'text/plain; charset=utf-8', content }],
    },
    now,
  );
  if ('refused' in queued) return { letters: [], happenings: [] };
  await settleRequest(tx, request.id, { state: 'done', by: person?.id ?? null, now });
  return {
    letters: [queued.outboundId],
    happenings: [
      {
        actor: person ? { staff: person.id } : 'system',
        kind: 'request.done',
        caseId: kasus.id,
        data: { request: request.id, wish: 'copy', outbound: queued.outboundId },
      },
    ],
  };
}

export async function releaseCopy(
  tx: Tx,
  from: WritingFrom,
  person: Person,
  requestId: string,
  now: Date,
): Promise<{ sent: string } | { refused: RequestRefusal | 'not_confirmed' | 'cannot_be_sent' }> {
  const found = await accessRequest(tx, person, requestId, 'settle_request', now);
  if ('refused' in found) return found;
  if (found.request.kind !== 'copy' || found.request.state !== 'confirmed') return { refused: 'not_confirmed' };
  const { letters, happenings } = await sendCopy(tx, from, found, person, now);
  if (!letters[0]) return { refused: 'cannot_be_sent' };
  await record(tx, ...happenings);
  return { sent: letters[0] };
}
