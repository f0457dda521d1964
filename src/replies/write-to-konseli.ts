/**
 * The one place where a letter to a konseli becomes mail: headers that thread, a signed Message-ID and Reply-To, the finished
 * bytes in the outgoing door and the same words in the thread. Who may write, and when, is for the caller to know.
 */
import { randomBytes } from 'node:crypto';
import { addLetter } from '../cases/add-letter.ts';
import type { Konseli } from '../cases/konseli.ts';
import type { CaseRow } from '../cases/lock-case.ts';
import type { Letter } from '../core/letter.ts';
import type { Occasion } from '../core/occasions.ts';
import { signMessageId, signReplyAddress } from '../core/reply-token.ts';
import type { Vault } from '../crypto/vault.ts';
import { newId, type Tx } from '../db/database.ts';
import { composeMail, type MailToCompose } from '../mail/compose-mail.ts';
import type { ServiceSettings } from '../service/settings.ts';
import { answerSubject } from './answer-subject.ts';
import { addOutboundMail } from './outbound-mail.ts';
import type { ThreadEnd } from './thread-end.ts';

export interface WritingFrom {
  vault: Vault;
  /** the name in From */
  mailName: string;
}

export interface LetterToKonseli {
  /** locked by the caller */
  kasus: CaseRow;
  konseli: Konseli;
  address: string;
  end: ThreadEnd;
  settings: ServiceSettings;
  text: string;
  kind: 'reply' | 'service';
  /** of a letter of the service: what it is about, `check_in` */
  occasion?: Occasion;
  /** the same key is never composed twice */
  dedupeKey: string;
  /** null: the program wrote it, and its header says so (RFC 3834 §5) */
  authorId: number | null;
  dueAt: Date;
  /** instead of the thread's subject */
  subject?: string;
  /** files of ours: a calendar entry */
  files?: MailToCompose['attachments'];
}

/** A letter that outlives its case, which is erased in the same transaction: it has no place in a thread. */
export async function writeApart(
  tx: Tx,
  from: WritingFrom,
  letter: LetterToKonseli,
  now: Date,
): Promise<{ outboundId: string } | { refused: 'cannot_be_written' }> {
  const mail = await compose(tx, from, letter, now);
  const raw = await composeMail(mail);
  if ('refused' in raw) return { refused: 'cannot_be_written' };
  const outboundId = newId();
  await addOutboundMail(tx, from.vault, { ...rowOf(letter, mail, raw, now), id: outboundId, ownKey: true });
  return { outboundId };
}

export type WrittenToKonseli = { outboundId: string; messageId: string } | { refused: 'cannot_be_written' };

/** @returns ids of the outgoing mail and of the letter in the thread */
export async function writeToKonseli(
  tx: Tx,
  from: WritingFrom,
  letter: LetterToKonseli,
  now: Date,
): Promise<WrittenToKonseli> {
  const { kasus, kind, authorId } = letter;
  const mail = await compose(tx, from, letter, now);
  const raw = await composeMail(mail);
  if ('refused' in raw) return { refused: 'cannot_be_written' };
  const ids = { outboundId: newId(), messageId: newId() };
  await addOutboundMail(tx, from.vault, { ...rowOf(letter, mail, raw, now), id: ids.outboundId });
  const added = {
    id: ids.messageId,
    direction: 'out' as const,
    kind: kind === 'reply' ? ('letter' as const) : ('service' as const),
    letter: letterOf(mail),
    arrivedAt: now,
    authorId,
    inboundId: null,
    outboundId: ids.outboundId,
    attachments: [],
  };
  await addLetter(tx, from.vault, kasus, added, null);
  return ids;
}

const rowOf = (letter: LetterToKonseli, mail: MailToCompose, raw: Buffer, now: Date) => ({
  kasus: letter.kasus,
  kind: letter.kind,
  occasion: letter.occasion ?? null,
  dedupeKey: letter.dedupeKey,
  messageId: mail.messageId.slice(1, -1),
  recipient: letter.address,
  raw,
  automatic: letter.authorId === null,
  dueAt: letter.dueAt,
  at: now,
});

async function compose(
  tx: Tx,
  { vault, mailName }: WritingFrom,
  { kasus, konseli, address, end, settings, text, subject, files, authorId }: LetterToKonseli,
  now: Date,
): Promise<MailToCompose> {
  const mailbox = await tx
    .selectFrom('mailboxes')
    .select('address')
    .where('id', '=', kasus.mailbox_id)
    .executeTakeFirstOrThrow();
  const bound = { caseId: kasus.id, recipient: address.toLowerCase() };
  const domain = mailbox.address.slice(mailbox.address.lastIndexOf('@') + 1);
  return {
    from: { name: mailName, address: mailbox.address },
    // The name a konseli once wrote under is left out: whoever looks over the shoulder sees an address at most.
    to: { address },
    subject: settings.neutralSubject || (subject ?? answerSubject(end.subject, settings.serviceName)),
    text,
    messageId: `<${signMessageId(vault.token.secret, bound, randomBytes(16), domain)}>`,
    inReplyTo: end.parent,
    references: end.references,
    replyTo: settings.plusAddresses ? signReplyAddress(vault.token.secret, bound, mailbox.address, kasus.code) : null,
    date: now,
    lang: konseli.language,
    automatic: authorId === null,
    ...(files && { attachments: files }),
  };
}

const letterOf = (mail: MailToCompose): Letter => ({
  subject: mail.subject,
  text: mail.text,
  newText: mail.text,
  quotedText: '',
  signature: '',
  html: null,
  from: mail.from,
  to: [{ name: '', address: mail.to.address }],
  replyTo: mail.replyTo ? [{ name: mail.from.name, address: mail.replyTo }] : [],
  messageId: mail.messageId.slice(1, -1),
  references: (mail.references ?? []).map((id) => id.slice(1, -1)),
  claimedDate: null,
  authentication: null,
  warnings: [],
});
