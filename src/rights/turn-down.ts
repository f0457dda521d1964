/**
 * A person turns down what was asked, as the law allows: somebody is in danger, the law wants it kept, it was not the konseli
 * who asked. The konseli is told why, in a letter of that person; only what was not theirs, or was taken back, may need none.
 */
import { record } from '../audit/record.ts';
import type { Person } from '../core/policy.ts';
import type { Tx } from '../db/database.ts';
import type { OwnRequestsTable } from '../db/schema.ts';
import { queueServiceLetter } from '../replies/service-letter.ts';
import type { WritingFrom } from '../replies/write-to-konseli.ts';
import { accessRequest, type RequestRefusal } from './lock-request.ts';

export const turnDownReasons = ['danger', 'law', 'not_theirs', 'taken_back'] as const;
export type TurnDownReason = (typeof turnDownReasons)[number] & NonNullable<OwnRequestsTable['refusal']>;

const LONGEST = 5000;

export async function turnDown(
  tx: Tx,
  from: WritingFrom,
  person: Person,
  wish: { requestId: string; reason: TurnDownReason; letter: string },
  now: Date,
): Promise<
  | { turnedDown: true; letter: string | null }
  | { refused: RequestRefusal | 'needs_letter' | 'letter_long' | 'cannot_be_sent' }
> {
  const found = await accessRequest(tx, person, wish.requestId, 'settle_request', now);
  if ('refused' in found) return found;
  const { request, kasus } = found;
  const text = wish.letter.trim();
  if (!text && (wish.reason === 'danger' || wish.reason === 'law')) return { refused: 'needs_letter' };
  if (text.length > LONGEST) return { refused: 'letter_long' };
  const queued = text
    ? await queueServiceLetter(
        tx,
        from,
        {
          kasus,
          occasion: 'own_rights',
          dedupeKey: `own_rights:${request.id}:turned_down`,
          authorId: person.id,
          dueAt: now,
          write: () => ({ text }),
        },
        now,
      )
    : null;
  if (queued && 'refused' in queued) return { refused: 'cannot_be_sent' };
  await tx
    .updateTable('own_requests')
    .set({
      state: 'turned_down',
      refusal: wish.reason,
      settled_at: now,
      settled_by: person.id,
      code_hash: null,
      code_ends_at: null,
      owes: null,
    })
    .where('id', '=', request.id)
    .execute();
  await record(tx, {
    actor: { staff: person.id },
    kind: 'request.turned_down',
    caseId: kasus.id,
    data: { request: request.id, wish: request.kind, reason: wish.reason },
  });
  return { turnedDown: true, letter: queued?.outboundId ?? null };
}
