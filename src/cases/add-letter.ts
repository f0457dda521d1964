/**
 * Adds a letter to a case: the sealed words, the attachments, and what the case row knows of its thread. Whoever adds many
 * composes each and writes them together.
 */
import { sql } from 'kysely';
import { giveBack } from '../core/give-back.ts';
import { clip, type Letter, preview } from '../core/letter.ts';
import type { MailAttachment } from '../core/mail-report.ts';
import type { RiskLane } from '../core/risk/risk-ladder.ts';
import { worseLane } from '../core/risk/worse-lane.ts';
import { type Key, seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Tx } from '../db/database.ts';
import { inStatements } from '../db/in-statements.ts';
import type { MessagesTable } from '../db/schema.ts';
import type { CaseRow } from './lock-case.ts';

export interface NewLetter {
  /** fixed by the sender of ours, so that the outbound row can name it; made here when left out */
  id?: string;
  direction: 'in' | 'out';
  kind: 'letter' | 'acknowledgement' | 'automatic' | 'service';
  letter: Letter;
  arrivedAt: Date;
  authorId: number | null;
  inboundId: string | null;
  outboundId: string | null;
  attachments: readonly { facts: MailAttachment; content: Uint8Array }[];
  /** what it asks of the program itself */
  command?: MessagesTable['command'];
  /** of danger, in a konseli's letter that was written now; left out for all others */
  signs?: RiskLane;
  /** a machine sent it, though it reads like a person's: nothing answers it by itself (RFC 3834 §2) */
  autoSubmitted?: boolean;
}

/** Attachments above this are kept in the raw mail only; the letter says so. */
export const ATTACHMENT_LIMIT = 26_214_400;

/**
 * The case must be locked by the caller.
 * @param answerDueAt the promise for a konseli's letter, when the counsellor was not already on the clock
 * @returns the id of the message
 */
export async function addLetter(
  tx: Tx,
  vault: Vault,
  kasus: CaseRow,
  added: NewLetter,
  answerDueAt: Date | null,
): Promise<string> {
  const key = await vault.key(tx, 'letters', kasus.id);
  const after = { ...kasus };
  const composed = composeLetter(vault, after, key, added, answerDueAt);
  await writeLetters(tx, [composed], [after]);
  return composed.message.id;
}

export type ComposedLetter = ReturnType<typeof composeLetter>;

/** The rows of a letter. `kasus` is brought up to date with it; both are still to be written. */
export function composeLetter(vault: Vault, kasus: CaseRow, key: Key, added: NewLetter, answerDueAt: Date | null) {
  const id = added.id ?? newId();
  const kept = added.attachments.filter((a) => a.content.length <= ATTACHMENT_LIMIT);
  const letter = sayWhatIsLeftOut(added.letter, added.attachments.length - kept.length);
  Object.assign(kasus, afterLetter(kasus, id, key, added, answerDueAt));
  return {
    message: {
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
      command: added.command ?? null,
      auto_submitted: added.autoSubmitted ?? false,
    },
    attachments: kept.map((a, position) => attachmentRow(key, id, position, a)),
  };
}

/** Writes composed letters, in their order, and what their cases know of them. Large files are given back with that. */
export async function writeLetters(
  tx: Tx,
  letters: readonly ComposedLetter[],
  cases: Iterable<CaseRow>,
): Promise<void> {
  const messages = letters.map(({ message }) => message);
  if (messages.length) await tx.insertInto('messages').values(messages).execute();
  const attachments = letters.flatMap((letter) => letter.attachments);
  for (const some of inStatements(attachments, ({ size }) => size)) {
    await tx.insertInto('attachments').values(some).execute();
    for (const { content_sealed } of some) giveBack(content_sealed);
  }
  await writeThreads(tx, [...cases]);
}

async function writeThreads(tx: Tx, cases: readonly CaseRow[]): Promise<void> {
  const all = <C extends keyof CaseRow>(column: C) => cases.map((kasus) => kasus[column]);
  await sql`
    update cases as c
    set letters = v.letters, last_letter_at = v.last_letter_at, last_inbound_id = v.last_inbound_id,
        title_sealed = v.title_sealed, preview_sealed = v.preview_sealed, turn = v.turn::turn,
        waiting_since = v.waiting_since, answer_due_at = v.answer_due_at, asleep_until = v.asleep_until, signs = v.signs::signs
    from unnest(
      ${all('id')}::uuid[], ${all('letters')}::int[], ${all('last_letter_at')}::timestamptz[],
      ${all('last_inbound_id')}::uuid[], ${all('title_sealed')}::bytea[], ${all('preview_sealed')}::bytea[],
      ${all('turn')}::text[], ${all('waiting_since')}::timestamptz[], ${all('answer_due_at')}::timestamptz[],
      ${all('asleep_until')}::timestamptz[], ${all('signs')}::text[]
    ) as v (id, letters, last_letter_at, last_inbound_id, title_sealed, preview_sealed, turn, waiting_since,
            answer_due_at, asleep_until, signs)
    where c.id = v.id`.execute(tx);
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
  if (added.direction === 'out' && added.kind === 'letter' && kasus.stage !== 'closed')
    return { ...counted, turn: 'konseli' as const, waiting_since: null, answer_due_at: null };
  if (added.direction === 'out' || added.kind !== 'letter') return counted;
  // What comes after the ending is kept and shown; it puts nobody on the clock.
  if (kasus.stage === 'closed')
    return {
      ...counted,
      preview_sealed: seal(key, 'cases.preview', kasus.id, preview(added.letter)),
      last_inbound_id: messageId,
    };
  return {
    ...counted,
    preview_sealed: seal(key, 'cases.preview', kasus.id, preview(added.letter)),
    last_inbound_id: messageId,
    asleep_until: null,
    turn: 'counsellor' as const,
    waiting_since: kasus.waiting_since ?? added.arrivedAt,
    answer_due_at: kasus.answer_due_at ?? answerDueAt,
    signs: worseLane(kasus.signs, added.signs ?? 'none'),
  };
}
