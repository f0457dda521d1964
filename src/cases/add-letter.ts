/** Adds a letter to a case: the sealed words, the attachments, and what the case row knows of its thread. */
import { clip, type Letter, preview } from '../core/letter.ts';
import type { MailAttachment } from '../core/mail-report.ts';
import { type Key, seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Tx } from '../db/database.ts';
import type { CaseRow } from './lock-case.ts';

export interface NewLetter {
  /** fixed by the sender of ours, so that the outbound row can name it; made here when left out */
  id?: string;
  direction: 'in' | 'out';
  kind: 'letter' | 'acknowledgement' | 'automatic';
  letter: Letter;
  arrivedAt: Date;
  authorId: number | null;
  inboundId: string | null;
  outboundId: string | null;
  attachments: readonly { facts: MailAttachment; content: Uint8Array }[];
}

/** Attachments above this are kept in the raw mail only; the letter says so. */
export const ATTACHMENT_LIMIT = 26_214_400;

/**
 * The case must be locked by the caller.
 * @param answerDueAt the promise for a konseli's letter, when the counsellor was not already on the clock
 * @param known the key of the case's letters, when it is at hand; a case just opened has it
 * @returns the id of the message
 */
export async function addLetter(
  tx: Tx,
  vault: Vault,
  kasus: CaseRow,
  added: NewLetter,
  answerDueAt: Date | null,
  known?: Key,
): Promise<string> {
  const id = added.id ?? newId();
  const key = known ?? (await vault.key(tx, 'letters', kasus.id));
  const kept = added.attachments.filter((a) => a.content.length <= ATTACHMENT_LIMIT);
  const letter = sayWhatIsLeftOut(added.letter, added.attachments.length - kept.length);
  await tx
    .insertInto('messages')
    .values({
      id,
      case_id: kasus.id,
      mailbox_id: kasus.mailbox_id,
      direction: added.direction,
      kind: added.kind,
      message_index: added.letter.messageId ? vault.blindIndex('message-id', added.letter.messageId) : null,
      content_sealed: seal(key, 'messages.content', id, JSON.stringify(letter)),
      arrived_at: added.arrivedAt,
      author_id: added.authorId,
      inbound_id: added.inboundId,
      outbound_id: added.outboundId,
      attachments: kept.length,
    })
    .execute();
  if (kept.length)
    await tx
      .insertInto('attachments')
      .values(kept.map((a, position) => attachmentRow(key, id, position, a)))
      .execute();
  await tx
    .updateTable('cases')
    .set({ ...afterLetter(kasus, id, key, added, answerDueAt) })
    .where('id', '=', kasus.id)
    .execute();
  return id;
}

const sayWhatIsLeftOut = (letter: Letter, n: number): Letter =>
  n === 0 ? letter : { ...letter, warnings: [...letter.warnings, `attachments_left_out:${n}`] };

function attachmentRow(
  key: Key,
  messageId: string,
  position: number,
  attachment: { facts: MailAttachment; content: Uint8Array },
) {
  const id = newId();
  return {
    id,
    message_id: messageId,
    position,
    facts_sealed: seal(key, 'attachments.facts', id, JSON.stringify(attachment.facts)),
    content_sealed: seal(key, 'attachments.content', id, attachment.content),
    size: attachment.content.length,
    inline: attachment.facts.inline,
  };
}

/** A konseli's letter puts the counsellor on the clock and wakes a sleeping case; automatic mail changes neither. */
function afterLetter(kasus: CaseRow, messageId: string, key: Key, added: NewLetter, answerDueAt: Date | null) {
  const counted = {
    letters: kasus.letters + 1,
    last_letter_at:
      kasus.last_letter_at && kasus.last_letter_at > added.arrivedAt ? kasus.last_letter_at : added.arrivedAt,
    ...(kasus.title_sealed
      ? {}
      : { title_sealed: seal(key, 'cases.title', kasus.id, clip(added.letter.subject, 300)) }),
  };
  if (added.direction === 'out' && added.kind === 'letter')
    return { ...counted, turn: 'konseli' as const, waiting_since: null, answer_due_at: null };
  if (added.direction === 'out' || added.kind !== 'letter') return counted;
  return {
    ...counted,
    preview_sealed: seal(key, 'cases.preview', kasus.id, preview(added.letter)),
    last_inbound_id: messageId,
    asleep_until: null,
    turn: 'counsellor' as const,
    waiting_since: kasus.waiting_since ?? added.arrivedAt,
    answer_due_at: kasus.answer_due_at ?? answerDueAt,
  };
}
