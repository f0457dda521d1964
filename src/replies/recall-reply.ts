/**
 * The writer calls a letter back while it waits in the undo window. A letter that never left is no letter: it goes from the
 * thread, its text goes back into the draft, and the case stands as it stood before.
 */
import { record } from '../audit/record.ts';
import { accessCase } from '../cases/case-access.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import type { Letter } from '../core/letter.ts';
import type { Person } from '../core/policy.ts';
import { openText } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Tx } from '../db/database.ts';
import { putBackIntoDraft } from './draft-row.ts';
import { giveTurnBack } from './give-turn-back.ts';
import { lockOutboundMail } from './outbound-mail.ts';

export type Recalled =
  | { recalled: string }
  | { refused: 'not_found' | 'needs_reason' | 'too_late' | 'a_record_rests_on_it' };

/** @returns the id of the mail that will not be sent */
export async function recallReply(
  tx: Tx,
  vault: Vault,
  person: Person,
  code: string,
  outboundId: string,
  now: Date,
): Promise<Recalled> {
  const mail = await lockOutboundMail(tx, outboundId);
  if (!mail) return { refused: 'not_found' };
  const found = await accessCase(tx, person, code, 'recall_reply', now);
  if ('refused' in found) return found;
  const { kasus } = found;
  const message = await tx
    .selectFrom('messages')
    .select(['id', 'author_id', 'content_sealed', 'asks', 'instrument_id'])
    .where('outbound_id', '=', mail.id)
    .where('case_id', '=', kasus.id)
    .executeTakeFirst();
  if (message?.author_id !== person.id) return { refused: 'not_found' };
  if (mail.state !== 'queued' || mail.attempts > 0) return { refused: 'too_late' };
  if (await somethingRestsOn(tx, message.id)) return { refused: 'a_record_rests_on_it' };

  await tx
    .updateTable('outbound_mails')
    .set({ state: 'cancelled', settled_at: now, raw_sealed: null, recipient_sealed: null, copy_state: 'none' })
    .where('id', '=', mail.id)
    .execute();
  const key = await vault.key(tx, 'letters', kasus.id);
  const letter = JSON.parse(openText(key, 'messages.content', message.id, message.content_sealed!)) as Letter;
  await tx.deleteFrom('messages').where('id', '=', message.id).execute();
  await forgetLetter(tx, kasus, message);
  await giveTurnBack(tx, kasus);
  if (kasus.stage !== 'closed')
    await putBackIntoDraft(tx, vault, { caseId: kasus.id, authorId: person.id, text: letter.text }, now);
  await record(tx, {
    actor: { staff: person.id },
    kind: 'reply.recalled',
    caseId: kasus.id,
    data: { outbound: mail.id, message: message.id },
  });
  return { recalled: mail.id };
}

/** What stands on record as told in this letter would rest on nothing. */
async function somethingRestsOn(tx: Tx, messageId: string): Promise<boolean> {
  const rests = await tx
    .selectNoFrom(({ exists, selectFrom, or }) =>
      or([
        exists(selectFrom('case_records').select('id').where('message_id', '=', messageId)),
        exists(selectFrom('outcomes').select('id').where('message_id', '=', messageId)),
      ]).as('yes'),
    )
    .executeTakeFirstOrThrow();
  return Boolean(rests.yes);
}

async function forgetLetter(
  tx: Tx,
  kasus: CaseRow,
  { asks, instrument_id }: { asks: readonly string[]; instrument_id: string | null },
): Promise<void> {
  await tx
    .updateTable('cases')
    .set((eb) => ({
      letters: kasus.letters - 1,
      asking: kasus.asking.filter((asked) => !asks.includes(asked)),
      asking_instrument: kasus.asking_instrument === instrument_id ? null : kasus.asking_instrument,
      last_letter_at: eb
        .selectFrom('messages')
        .select((m) => m.fn.max('arrived_at').as('at'))
        .where('case_id', '=', kasus.id),
    }))
    .where('id', '=', kasus.id)
    .execute();
}
